"""A branch's history as a list of changes: what each commit removed and added.

Lines are hashes from the start: 8 bytes of a keyed blake2b over the line with
white space around it removed, so that moving or re-indenting keeps a line itself.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b

import msgspec

__all__ = ["Change", "Commit", "Hunk", "LineHash", "line_hasher", "parse"]

LineHash = Callable[[bytes], int]
_HUNK = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_LETTERS = re.compile(rb"[^\W_]", re.ASCII)
_SIGNS = re.compile(rb"\W+")
_HEADER_ENDS = 7
"""NUL bytes in a header: one before each of its six fields, one after the last."""

_WORTH = 6
"""Letters and digits below which a line (`}`, `else:`) is nobody's own."""


class Hunk(msgspec.Struct):
    """One stretch of a file replaced by another (1-based, as git prints it)."""

    old_start: int
    removed: list[int]
    new_start: int
    added: list[int]
    """Hashes; 0 for a line too short to be anybody's own."""

    reformatted: bool = False
    """The same letters and digits stand on both sides: quotes, spaces, line ends."""


class Change(msgspec.Struct):
    """What a commit did to one file."""

    path: bytes
    old_path: bytes
    hunks: list[Hunk]


class Commit(msgspec.Struct, kw_only=True):
    """One commit with its changes against its first parent."""

    sha: str
    tree: str
    parents: tuple[str, ...]
    authored: float
    """Seconds since 1970, UTC, by the author's clock."""

    committed: float
    message: str
    changes: list[Change]
    _patch: int | None = None

    def added(self) -> list[int]:
        """Return the hashes of all lines added that are worth following."""
        return [
            line
            for change in self.changes
            for hunk in change.hunks
            for line in hunk.added
            if line
        ]

    def patch(self) -> int:
        """Return an identity of the change, the same after a rebase: 8 bytes.

        Like git's patch-id it leaves out line numbers and white space.
        """
        if self._patch is None:
            self._patch = self._digest()
        return self._patch

    def _digest(self) -> int:
        digest = blake2b(digest_size=8)
        for change in self.changes:
            digest.update(change.path + b"\0")
            for hunk in change.hunks:
                for sign, lines in ((b"-", hunk.removed), (b"+", hunk.added)):
                    digest.update(sign + b",".join(b"%d" % line for line in lines))
        return int.from_bytes(digest.digest(), "big")

    def inverse(self) -> int:
        """Return the identity that a plain revert of this commit would have."""
        turned = [
            Change(
                change.old_path,
                change.path,
                [
                    Hunk(h.new_start, h.added, h.old_start, h.removed)
                    for h in change.hunks
                ],
            )
            for change in self.changes
        ]
        return Commit(
            sha="",
            tree="",
            parents=(),
            authored=0.0,
            committed=0.0,
            message="",
            changes=turned,
        ).patch()


def line_hasher(key: bytes) -> LineHash:
    """Return a function from a line to its keyed hash, 0 for lines of no weight."""
    known: dict[bytes, int] = {}

    def line_hash(line: bytes) -> int:
        text = line.strip()
        found = known.get(text)
        if found is None:
            if len(_LETTERS.findall(text)) < _WORTH:
                found = 0
            else:
                raw = blake2b(text, digest_size=8, key=key).digest()
                found = int.from_bytes(raw, "big") or 1
            if len(known) < 1 << 20:
                known[text] = found
        return found

    return line_hash


def _head(fields: list[bytes]) -> Commit:
    sha, tree, parents, authored, committed, message = fields[:6]
    return Commit(
        sha=sha.decode(),
        tree=tree.decode(),
        parents=tuple(parents.decode().split()),
        authored=float(authored or 0),
        committed=float(committed or 0),
        message=message.decode("utf-8", "replace"),
        changes=[],
    )


class _Reader:
    """Where in the stream we are: a header, a hunk, or between files."""

    def __init__(self, line_hash: LineHash) -> None:
        self.commit: Commit | None = None
        self._line_hash = line_hash
        self._header: list[bytes] | None = None
        self._hunk = Hunk(0, [], 0, [])
        self._removed = self._added = 0
        self._letters: tuple[list[bytes], list[bytes]] | None = None
        """What a hunk that does both took away and brought."""

    def feed(self, line: bytes) -> Commit | None:
        """Take a line; return the commit that it shows to be complete, if any."""
        if self._header is not None:
            self._header.append(line)
            return self._close_header()
        if self._removed or self._added:
            self._content(line)
        elif line.startswith(b"\0"):
            self._header = [line]
            return self._close_header()
        elif self.commit is not None and line.startswith(b"@@ "):
            self._open_hunk(line)
        elif self.commit is not None:
            _file_line(self.commit, line)
        return None

    def _close_header(self) -> Commit | None:
        whole = b"\n".join(self._header or ())
        if whole.count(b"\0") < _HEADER_ENDS:
            return None
        done, self.commit = self.commit, _head(whole.split(b"\0")[1:])
        self._header = None
        return done

    def _content(self, line: bytes) -> None:
        sign = line[:1]
        if sign == b"-" and self._removed:
            self._hunk.removed.append(self._line_hash(line[1:]))
            self._removed -= 1
            if self._letters is not None:
                self._letters[0].append(line[1:])
        elif sign == b"+" and self._added:
            self._hunk.added.append(self._line_hash(line[1:]))
            self._added -= 1
            if self._letters is not None:
                self._letters[1].append(line[1:])
                if not (self._added or self._removed):
                    before, after = map(_letters, self._letters)
                    self._hunk.reformatted = before == after != b""

    def _open_hunk(self, line: bytes) -> None:
        found = _HUNK.match(line)
        if found is None or self.commit is None or not self.commit.changes:
            return
        old_start, old_count, new_start, new_count = found.groups()
        self._hunk = Hunk(int(old_start), [], int(new_start), [])
        self._removed = 1 if old_count is None else int(old_count)
        self._added = 1 if new_count is None else int(new_count)
        self._letters = ([], []) if self._removed and self._added else None
        self.commit.changes[-1].hunks.append(self._hunk)


def parse(lines: Iterable[bytes], line_hash: LineHash) -> Iterator[Commit]:
    """Yield the commits of what `Repository.history` streams."""
    reader = _Reader(line_hash)
    for line in lines:
        done = reader.feed(line)
        if done is not None:
            yield done
    if reader.commit is not None:
        yield reader.commit


def _letters(lines: list[bytes]) -> bytes:
    return _SIGNS.sub(b"", b"".join(lines))


def _file_line(commit: Commit, line: bytes) -> None:
    if line.startswith(b"diff --git "):
        # Names without `---` and `+++` lines: mode changes, renames, empty files.
        commit.changes.append(Change(b"", b"", []))
    elif not commit.changes:
        return
    elif line.startswith(b"rename from "):
        commit.changes[-1].old_path = line[12:]
    elif line.startswith(b"rename to "):
        commit.changes[-1].path = line[10:]
    elif line.startswith(b"--- ") and not commit.changes[-1].old_path:
        commit.changes[-1].old_path = line[6:] if line[4:6] == b"a/" else b""
    elif line.startswith(b"+++ ") and not commit.changes[-1].path:
        commit.changes[-1].path = line[6:] if line[4:6] == b"b/" else b""
