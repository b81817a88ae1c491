"""A first look at a file: whether it changed, and which files it hangs together with.

Copies, forks, sub-agents and plan hand-overs tie files together: a line counts in
one session only, wherever its copy lies. To read what is new without reading
everything, a study remembers of every file short hashes of the ids in it; files
that share an id are always read together. Marks say nothing about words, and a
mark shared by chance costs a second reading and nothing else.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.formats.ids import gather

__all__ = ["Marks", "look", "signature"]

HEAD = 1 << 16
CHUNK = 1 << 22
OVERLAP = 1 << 10
DIGEST = 16
FEW = 256
ONE_OF = 8
MANY = 1 << 18
"""Hashes from which those that came twice are let go."""

PLAN_PROPOSED = b'"ExitPlanMode"'
PLAN_TAKEN_UP = b"Implement the following plan"


Hashes = NDArray[np.uint64]


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """What a first look at a file tells."""

    digest: bytes
    ids: bytes
    """Sorted hashes, eight bytes each."""

    first: float | None
    last: float | None
    proposes: bool
    """A plan was proposed in it."""

    takes_up: bool
    """Somebody asks in it to carry out a plan from elsewhere."""


def signature(path: Path) -> tuple[int, int]:
    """Return size and time of change; enough to see that a file is as it was."""
    state = path.stat()
    return state.st_size, state.st_mtime_ns


def look(path: Path) -> Marks:
    """Read the file once, in pieces, however large it is.

    A file without a brace in its beginning holds no JSON: it may be a database, or
    gigabytes of nothing. It is told by size and time, and not read further.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
        if b"{" not in head:
            seen = f"{signature(path)}".encode() + head
            return _marks(blake2b(seen, digest_size=DIGEST).digest(), _Look())
        file.seek(0)
        digest = blake2b(digest_size=DIGEST)
        looked = _Look()
        rest = b""
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            looked.take(rest + chunk)
            rest = chunk[-OVERLAP:]
    return _marks(digest.digest(), looked)


class _Look:
    """What was seen so far."""

    def __init__(self) -> None:
        self.ids = _Names()
        self.moments = _Names()
        self.first: bytes | None = None
        self.last: bytes | None = None
        self.proposes = self.takes_up = False

    def take(self, text: bytes) -> None:
        ids: set[bytes] = set()
        moments: set[bytes] = set()
        first, last = gather(text, ids, moments)
        self.ids.add(ids)
        self.moments.add(moments)
        self.first = self.first or first
        self.last = last or self.last
        self.proposes = self.proposes or PLAN_PROPOSED in text
        self.takes_up = self.takes_up or PLAN_TAKEN_UP in text


class _Names:
    """Names as hashes, eight bytes each, however many there are."""

    def __init__(self) -> None:
        self._known = np.empty(0, dtype=np.uint64)
        self._new: list[Hashes] = []
        self._count = 0

    def add(self, names: Iterable[bytes]) -> None:
        """Add names; of a name itself nothing is held."""
        made = b"".join(blake2b(name, digest_size=8).digest() for name in names)
        self._new.append(np.frombuffer(made, dtype=np.uint64))
        self._count += len(self._new[-1])
        if self._count > max(MANY, len(self._known)):
            self.hashes()

    def hashes(self) -> Hashes:
        """Return every hash once, in order."""
        every = np.concatenate([self._known, *self._new])
        every.sort()
        fresh = np.ones(len(every), dtype=np.bool_)
        np.not_equal(every[1:], every[:-1], out=fresh[1:])
        self._known = every if fresh.all() else every[fresh]
        self._new, self._count = [], 0
        return self._known


def _marks(digest: bytes, looked: _Look) -> Marks:
    times = looked.moments.hashes()
    if len(times) > FEW:
        # A copy with fresh ids keeps its times. Some of them will do for a long file.
        times = times[times.view(np.uint8)[::8] % ONE_OF == 0]
    return Marks(
        digest=digest,
        ids=np.sort(np.concatenate([looked.ids.hashes(), times])).tobytes(),
        first=_seconds(looked.first),
        last=_seconds(looked.last),
        proposes=looked.proposes,
        takes_up=looked.takes_up,
    )


def _seconds(text: bytes | None) -> float | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text.decode()).timestamp()
    except ValueError:
        return None
