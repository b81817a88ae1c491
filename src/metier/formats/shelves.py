"""Records too many to be held: packed into a file without a name, and read again.

The file lies in the temporary folder of the system, is seen by nobody else and is
gone with the process, however that ends.
"""

import tempfile
import weakref
from array import array
from collections.abc import Callable, Iterator, Sequence
from operator import index
from typing import Generic, TypeVar, overload

import msgspec
import numpy as np
from numpy.typing import NDArray

__all__ = ["Hashes", "Shelf", "Wardrobe"]

R = TypeVar("R")
WINDOW = 1 << 18
"""Bytes read at once: neighbours are most often asked for together."""

NEW = 1 << 16
"""Hashes held one by one before they are sorted in among the others."""


class Shelf(Sequence[R], Generic[R]):
    """A sequence of records on disk."""

    def __init__(self, kind: type[R]) -> None:
        """Start an empty one for records of this kind."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when let go
        weakref.finalize(self, self._file.close)
        self._decoder = msgspec.msgpack.Decoder(kind)
        self._encoder = msgspec.msgpack.Encoder()
        self._starts = array("q", (0,))
        self._order: Sequence[int] | None = None
        self._window = b""
        self._at = 0

    def append(self, record: R) -> int:
        """Put a record down; return its place."""
        packed = self._encoder.encode(record)
        self._file.seek(0, 2)
        self._file.write(packed)
        self._starts.append(self._starts[-1] + len(packed))
        return len(self._starts) - 2

    def sort(self, keys: "array[int]") -> None:
        """Order the records by a key each."""
        order = np.argsort(np.frombuffer(keys, dtype=np.int64), kind="stable")
        self._order = array("q", order.astype(np.int64).tobytes())

    def __len__(self) -> int:
        """Count the records."""
        return len(self._starts) - 1

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[R]: ...
    def __getitem__(self, at: int | slice) -> R | Sequence[R]:
        """Read one record, or some."""
        if isinstance(at, slice):
            return [self[place] for place in range(*at.indices(len(self)))]
        place = range(len(self))[index(at)]
        return self.put(place if self._order is None else self._order[place])

    def __iter__(self) -> Iterator[R]:
        """Read one record after the other."""
        return (self[place] for place in range(len(self)))

    def put(self, place: int) -> R:
        """Read the record that was put down at a place, whatever the order."""
        start, end = self._starts[place], self._starts[place + 1]
        if start < self._at or end > self._at + len(self._window):
            self._file.seek(start)
            self._window = self._file.read(max(WINDOW, end - start))
            self._at = start
        return self._decoder.decode(
            memoryview(self._window)[start - self._at : end - self._at]
        )


class Hashes:
    """Whole numbers by the hash of a name, sixteen bytes each."""

    def __init__(self) -> None:
        """Start with none."""
        self._new: dict[int, int] = {}
        self._keys: NDArray[np.int64] = np.empty(0, dtype=np.int64)
        self._values: NDArray[np.int64] = np.empty(0, dtype=np.int64)

    def __setitem__(self, name: str, value: int) -> None:
        """Keep a number under a name that has none."""
        self._new[hash(name)] = value
        if len(self._new) >= NEW:
            self._settle()

    def get(self, name: str) -> int | None:
        """Return the number of a name; None if it has none."""
        key = hash(name)
        if key in self._new:
            return self._new[key]
        place = int(self._keys.searchsorted(key))
        if place < len(self._keys) and int(self._keys[place]) == key:
            return int(self._values[place])
        return None

    def __contains__(self, name: object) -> bool:
        """Say whether a name has a number."""
        return isinstance(name, str) and self.get(name) is not None

    def _settle(self) -> None:
        count = len(self._new)
        keys = np.fromiter(self._new.keys(), dtype=np.int64, count=count)
        values = np.fromiter(self._new.values(), dtype=np.int64, count=count)
        keys = np.concatenate([self._keys, keys])
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        self._values = np.concatenate([self._values, values])[order]
        self._new = {}


class Wardrobe(Generic[R]):
    """Records by name that still change: the latest in memory, the others on disk."""

    def __init__(self, kind: type[R], most: int = 2_048) -> None:
        """Keep so many in memory."""
        self._shelf = Shelf(kind)
        self._most = most
        self._numbers = Hashes()
        self._places = array("q")
        """Where each record lies; -1 while it is in memory."""

        self._recent: dict[str, tuple[int, R]] = {}

    def get(self, name: str) -> R | None:
        """Return the record of a name, to be changed at will until others come."""
        known = self._recent.get(name)
        if known is not None:
            return known[1]
        number = self._numbers.get(name)
        if number is None:
            return None
        record = self._shelf.put(self._places[number])
        self._hold(name, number, record)
        return record

    def __setitem__(self, name: str, record: R) -> None:
        """Add a record."""
        number = len(self._places)
        self._places.append(-1)
        self._numbers[name] = number
        self._hold(name, number, record)

    def finished(self, kind: type["F"], finish: "Callable[[R], F]") -> "Shelf[F]":
        """Give what becomes of every record, in the order in which they came."""
        recent = dict(self._recent.values())
        shelf = Shelf(kind)
        for number, place in enumerate(self._places):
            record = recent[number] if place < 0 else self._shelf.put(place)
            shelf.append(finish(record))
        return shelf

    def _hold(self, name: str, number: int, record: R) -> None:
        if len(self._recent) >= self._most:
            for old in list(self._recent)[: self._most // 2]:
                place, kept = self._recent.pop(old)
                self._places[place] = self._shelf.append(kept)
        self._places[number] = -1
        self._recent[name] = (number, record)


F = TypeVar("F")
