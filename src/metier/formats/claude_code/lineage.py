"""Which line of the main thread answers which: hashes alone, however many lines."""

from array import array
from collections.abc import Sequence
from typing import Any

__all__ = ["Lineage"]

FEW = 100_000
"""Lines from which their ids are compared by arrays."""


class Lineage:
    """The main thread's lines, in their order, and what each answers."""

    def __init__(self) -> None:
        """Start with none."""
        self._ids = array("q")
        self._answered = array("q")
        self._roots = bytearray()
        self._talk = bytearray()
        self._places: dict[int, int] = {}
        self._sorted: Any = ()

    def add(self, uuid: str, parent: str | None, *, talk: bool) -> None:
        """Add a line; `talk` if it is a part of the talk itself."""
        self._ids.append(hash(uuid))
        self._answered.append(hash(parent))
        self._roots.append(parent is None)
        self._talk.append(talk)

    def __len__(self) -> int:
        """Count the lines."""
        return len(self._ids)

    def place(self, uuid: str | None) -> int:
        """Return the place of a line; -1 if it is none of these."""
        return -1 if uuid is None else self._found(array("q", (hash(uuid),)))[0]

    def is_talk(self, place: int) -> bool:
        """Say whether the line at a place is a part of the talk itself."""
        return bool(self._talk[place])

    def parents(self) -> Sequence[int]:
        """Return the place of the line that each answers; -1 where there is none."""
        return self._found(self._answered)

    def lacks_head(self) -> bool:
        """Say whether the first line answers one that stands in another file."""
        return bool(self._ids) and not self._roots[0] and self._first_is_lost()

    def _first_is_lost(self) -> bool:
        return self._found(self._answered[:1])[0] < 0

    def _found(self, hashes: "array[int]") -> "array[int]":
        if len(self._ids) > FEW:
            return self._searched(hashes)
        if len(self._places) < len(self._ids):
            self._places = {name: at for at, name in enumerate(self._ids)}
        return array("q", (self._places.get(name, -1) for name in hashes))

    def _searched(self, hashes: "array[int]") -> "array[int]":
        import numpy as np  # noqa: PLC0415 - for very long sessions alone

        ids = np.frombuffer(self._ids, dtype=np.int64)
        if len(self._sorted) < len(ids):
            self._sorted = np.argsort(ids, kind="stable")
        order = self._sorted
        wanted = np.frombuffer(hashes, dtype=np.int64)
        at = np.searchsorted(ids, wanted, sorter=order)
        near = order[np.minimum(at, len(ids) - 1)]
        found = np.where(ids[near] == wanted, near, -1)
        return array("q", found.astype(np.int64).tobytes())
