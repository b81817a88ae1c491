"""A first look at a file: whether it changed, and which files it hangs together with.

Copies, forks, sub-agents and plan hand-overs tie files together: a line counts in
one session only, wherever its copy lies. To read what is new without reading
everything, a study remembers of every file short hashes of the ids in it; files
that share an id are always read together. Marks say nothing about words, and a
mark shared by chance costs a second reading and nothing else.
"""

import re
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

import msgspec
import numpy as np

__all__ = ["Marks", "look", "signature"]

HEAD = 1 << 16
CHUNK = 1 << 22
OVERLAP = 1 << 10
DIGEST = 16
FEW = 256
ONE_OF = 8
IDS = re.compile(
    rb'"(?:uuid|sessionId|session_id|messageUuid|call_id|tool_use_id)"'
    rb'\s?:\s?"([^"\\]{1,120})"'
    rb'|"id"\s?:\s?"((?:msg|toolu|call|ses)[^"\\]{1,120}|[^"\\]{16,120})"'
)
MOMENTS = re.compile(rb'"timestamp"\s?:\s?"(\d{4}-\d\d-\d\dT[^"]{5,20})"')
PLAN_PROPOSED = b'"ExitPlanMode"'
PLAN_TAKEN_UP = b"Implement the following plan"


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
        self.ids: set[bytes] = set()
        self.moments: set[bytes] = set()
        self.first: bytes | None = None
        self.last: bytes | None = None
        self.proposes = self.takes_up = False

    def take(self, text: bytes) -> None:
        self.ids.update(one or other for one, other in IDS.findall(text))
        moments = MOMENTS.findall(text)
        self.moments.update(moments)
        if moments:
            self.first = self.first or moments[0]
            self.last = moments[-1]
        self.proposes = self.proposes or PLAN_PROPOSED in text
        self.takes_up = self.takes_up or PLAN_TAKEN_UP in text


def _marks(digest: bytes, looked: _Look) -> Marks:
    hashes = [blake2b(name, digest_size=8).digest() for name in looked.ids]
    times = [blake2b(time, digest_size=8).digest() for time in looked.moments]
    # A copy with fresh ids keeps its times. Some of them will do for a long file.
    every = len(times) <= FEW
    hashes += [time for time in times if every or time[0] % ONE_OF == 0]
    ids = np.frombuffer(b"".join(hashes), dtype=np.uint64)
    return Marks(
        digest=digest,
        ids=np.sort(ids).tobytes(),
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
