"""The lives of lines: who wrote each line of a branch, and when it was removed.

One walk along the branch's own chain of commits (a merge counts as one change),
keeping for every file which followed line stands where: blame, forwards. A line
that a commit removes and adds again, elsewhere or indented, lives on; so does one
that a formatter rewrites, and one that comes back to its file.
"""

from collections.abc import Callable

import msgspec

from metier.outcomes.history import Change, Commit, Hunk

__all__ = ["Line", "Lives"]

Assign = Callable[[int, int], int | None]
"""(line hash, index of the commit in the chain) -> session index or None."""


class Line(msgspec.Struct):
    """One followed line."""

    hash: int
    session: int
    born: int
    """Index in the chain of the commit that brought it."""

    died: int | None = None
    """Index of the commit that removed it. None while alive."""


class Lives:
    """All followed lines of a branch."""

    def __init__(self, assign: Assign) -> None:
        """Take the rule that says whose a line is."""
        self._assign = assign
        self._files: dict[bytes, list[int]] = {}
        # Line 0 stands for every line that nobody follows.
        self.lines: list[Line] = [Line(0, -1, -1)]
        self._dead: dict[tuple[bytes, int], list[int]] = {}

    def follow(self, index: int, commit: Commit) -> None:
        """Apply one commit of the chain."""
        gone, paths = self._removed(commit)
        fresh = [
            [self._place(change.path, hunk, index, gone) for hunk in change.hunks]
            for change in commit.changes
        ]
        for change, placed in zip(commit.changes, fresh, strict=True):
            self._apply(change, placed)
        for line, numbers in gone.items():
            for number in numbers:
                self.lines[number].died = index
                self._dead.setdefault((paths[number], line), []).append(number)

    def _removed(self, commit: Commit) -> tuple[dict[int, list[int]], dict[int, bytes]]:
        """Give the followed lines that a commit removes, by hash, and their files."""
        gone: dict[int, list[int]] = {}
        paths: dict[int, bytes] = {}
        for change in commit.changes:
            held = self._files.get(change.old_path)
            if not held:
                continue
            for hunk in change.hunks:
                if not hunk.removed or hunk.reformatted:
                    continue
                start = hunk.old_start - 1
                for number in held[start : start + len(hunk.removed)]:
                    if number:
                        gone.setdefault(self.lines[number].hash, []).append(number)
                        paths[number] = change.old_path
        return gone, paths

    def _place(
        self, path: bytes, hunk: Hunk, index: int, gone: dict[int, list[int]]
    ) -> list[int]:
        if hunk.reformatted:
            return []
        placed = []
        for line in hunk.added:
            number = 0
            if line:
                waiting = gone.get(line)
                buried = self._dead.get((path, line))
                if waiting:
                    number = waiting.pop()
                elif buried:
                    number = buried.pop()
                    self.lines[number].died = None
                else:
                    session = self._assign(line, index)
                    if session is not None:
                        number = len(self.lines)
                        self.lines.append(Line(line, session, index))
            placed.append(number)
        return placed

    def _apply(self, change: Change, placed: list[list[int]]) -> None:
        held = self._files.pop(change.old_path, []) if change.old_path else []
        if not change.path:
            return
        # From the bottom up, so that earlier line numbers stay true.
        for hunk, numbers in reversed(list(zip(change.hunks, placed, strict=True))):
            start = hunk.old_start - 1 if hunk.removed else hunk.old_start
            if start > len(held):
                held.extend([0] * (start - len(held)))
            end = start + len(hunk.removed)
            held[start:end] = (
                self._reformatted(held[start:end], hunk)
                if hunk.reformatted
                else numbers
            )
        self._files[change.path] = held

    def _reformatted(self, before: list[int], hunk: Hunk) -> list[int]:
        """Carry followed lines over to where a formatter put their letters."""
        after = [0] * len(hunk.added)
        for place, number in enumerate(before):
            there = place * len(after) // len(hunk.removed)
            if number and not after[there]:
                after[there] = number
                self.lines[number].hash = hunk.added[there] or self.lines[number].hash
        return after

    def by_session(self) -> dict[int, list[Line]]:
        """Group the followed lines by session."""
        grouped: dict[int, list[Line]] = {}
        for line in self.lines[1:]:
            grouped.setdefault(line.session, []).append(line)
        return grouped
