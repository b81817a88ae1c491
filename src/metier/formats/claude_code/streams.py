"""The lines of a file too large to be held: read anew each time they are gone through.

Nothing is kept of a line but hashes, so a session of any size is walked through in
the same memory, and says the same as if it had been held (decision 125).
"""

from array import array
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np

from metier.formats.claude_code.decoding import decode
from metier.formats.claude_code.known import THREADED
from metier.formats.claude_code.lines import Line
from metier.formats.claude_code.scan import keys_of
from metier.formats.lines import open_lines

__all__ = ["Ids", "Stream"]


class Ids:
    """Ids of responses, eight bytes each."""

    def __init__(self, hashes: "array[int]") -> None:
        """Take the hashes of ids, however often each."""
        self._known = np.unique(np.frombuffer(hashes, dtype=np.int64))

    def __contains__(self, identity: object) -> bool:
        """Say whether an id is among them."""
        key = hash(identity)
        at = int(self._known.searchsorted(key))
        return at < len(self._known) and int(self._known[at]) == key


class Stream:
    """The lines of one file that count in a session, each once."""

    def __init__(self, path: Path, name: str, owner: Mapping[int, str]) -> None:
        """Go through the file once; `owner` says whose the shared lines are."""
        self._path = path
        self._name = name
        self._owner = owner
        self._repeated: frozenset[int] = frozenset()
        self.forked_from: str | None = None
        """First session that a line says it was copied from."""

        self.lines = self.own = 0
        self.is_threaded = self.has_sidechains = False
        self._survey()

    def __iter__(self) -> Iterator[Line]:
        """Give every line that counts, in the file's order."""
        seen: set[int] = set()
        for line in self._all():
            if not self._is_own(line):
                continue
            if self._repeated and line.uuid:
                identity = hash(line.uuid)
                if identity in seen:
                    continue
                if identity in self._repeated:
                    seen.add(identity)
            yield line

    def _survey(self) -> None:
        said, aside, ids = array("q"), array("q"), array("q")
        for line in self._all():
            self.lines += 1
            if line.forked_from and self.forked_from is None:
                self.forked_from = line.forked_from.session_id
            if not self._is_own(line):
                continue
            self.own += 1
            self.is_threaded |= line.type in THREADED
            self.has_sidechains |= bool(line.is_sidechain)
            if line.uuid:
                ids.append(hash(line.uuid))
            if line.message and line.message.id:
                (aside if line.is_sidechain else said).append(hash(line.message.id))
        self.said_in_main = Ids(said)
        self.said = Ids(said + aside)
        ids_, counts = np.unique(np.frombuffer(ids, dtype=np.int64), return_counts=True)
        self._repeated = frozenset(ids_[counts > 1].tolist())

    def _is_own(self, line: Line) -> bool:
        return not self._owner or all(
            self._owner.get(key, self._name) == self._name for key in keys_of(line)
        )

    def _all(self) -> Iterator[Line]:
        # It was there a moment ago; what the first look counted stays counted.
        with suppress(OSError):
            source = open_lines(self._path)
            with source.source:
                for raw in source:
                    yield from decode(raw)
