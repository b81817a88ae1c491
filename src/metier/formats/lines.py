"""Lines of a file of any size: one in memory at a time, the longest ones skipped."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

__all__ = ["LONGEST_LINE", "Lines", "open_lines"]

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes. A longer line is counted and skipped without being held in memory."""

_CHUNK = 1024 * 1024
_WHOLE = 4 * 1024 * 1024
"""Files up to this size are read at once."""


class Lines(msgspec.Struct, kw_only=True):
    """An iterator over lines without their ends, and what was skipped."""

    source: BinaryIO
    longest: int = LONGEST_LINE
    oversized: int = 0
    tail: bool = False
    """The last line given had no end: it may be torn."""

    def __iter__(self) -> Iterator[bytes]:
        """Give every line but empty ones."""
        rest: list[bytes] = []
        held = 0
        skipping = False
        size = _WHOLE
        while chunk := self.source.read(size):
            size = _CHUNK
            first, *others = chunk.split(b"\n")
            if others:
                if skipping or held + len(first) >= self.longest:
                    self.oversized += 1
                else:
                    yield b"".join([*rest, first])
                rest, held, skipping = [], 0, False
                first = others.pop()
                yield from others
            if not skipping:
                rest.append(first)
                held += len(first)
                if held >= self.longest:
                    rest, skipping = [], True
        if skipping:
            self.oversized += 1
        elif held:
            self.tail = True
            yield b"".join(rest)


def open_lines(path: Path, longest: int = LONGEST_LINE) -> Lines:
    """Open a file; closing it is the business of its `source`."""
    return Lines(source=path.open("rb", buffering=0), longest=longest)
