"""Lines of a file of any size: one in memory at a time, the longest ones skipped."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

__all__ = ["LONGEST_LINE", "Lines", "open_lines"]

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes. A longer line is counted and skipped without being held in memory."""

_CHUNK = 4 * 1024 * 1024
"""Bytes read at once: most files whole. Smaller pieces cost more than they save."""


class Lines(msgspec.Struct, kw_only=True):
    """An iterator over lines without their ends, and what was skipped."""

    source: BinaryIO
    longest: int = LONGEST_LINE
    oversized: int = 0
    tail: bool = False
    """The last line given had no end: it may be torn."""

    def __iter__(self) -> Iterator[bytes]:
        """Give every line, in order."""
        rest: list[bytes] = []
        held = 0
        while chunk := self.source.read(_CHUNK):
            if held >= self.longest and b"\n" not in chunk:
                continue
            first, *others = chunk.split(b"\n")
            held += len(first)
            rest.append(first)
            if others:
                yield from self._short([b"".join(rest)] if held < self.longest else [])
                self.oversized += held >= self.longest
                last = others.pop()
                yield from self._short(others)
                rest, held = [last], len(last)
            if held >= self.longest:
                rest = []
        if held >= self.longest:
            self.oversized += 1
        elif held:
            self.tail = True
            yield b"".join(rest)

    def _short(self, lines: list[bytes]) -> list[bytes]:
        if self.longest > _CHUNK:
            return lines
        self.oversized += sum(1 for line in lines if len(line) >= self.longest)
        return [line for line in lines if len(line) < self.longest]


def open_lines(path: Path, longest: int = LONGEST_LINE) -> Lines:
    """Open a file; closing it is the business of its `source`."""
    return Lines(source=path.open("rb", buffering=0), longest=longest)
