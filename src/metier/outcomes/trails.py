"""What a session left behind that its repository can be asked about later.

A trail outlives the log (agents delete logs after 30 days). It holds a folder, so
it is kept in the private file beside the salt and never in a study: hashes are
keyed with the salt, and `forget` takes the trail along.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from metier.outcomes.history import line_hasher
from metier.records import Action, Evidence, Session

__all__ = ["CommitTrail", "Trail", "read_trails", "trail", "write_trails"]

_COMMIT_LINE = re.compile(r"^\[[^\n]*? ?([0-9a-f]{7,40})\] ", re.MULTILINE)
_MAKES_COMMITS = frozenset({"commit", "merge"})
MOST_LINES = 20_000
"""Hashes of lines kept for one session, the first ones; eight bytes each."""


class CommitTrail(msgspec.Struct, kw_only=True):
    """One commit of a session, as its log shows it and as git later knew it."""

    sha: str
    """As printed, usually abbreviated; full once the repository was seen. Empty
    where it was made quietly, until the repository tells which one it was."""

    since: float | None = None
    """When the command that made it was called."""

    time: float | None = None
    """When the log shows it, seconds since 1970, UTC."""

    patch: int | None = None
    """Identity of its change, once seen."""

    tree: str | None = None
    parents: tuple[str, ...] = ()
    """Shas of what it was made upon, once seen."""

    lines: tuple[int, ...] = ()
    """Hashes of the lines it added, once seen."""


class Trail(msgspec.Struct, kw_only=True):
    """Where a session worked, what it committed, and hashes of lines it added."""

    session: str
    folder: str
    """Working folder as logged; the repository is looked for around it."""

    started: float | None = None
    ended: float | None = None
    commits: tuple[CommitTrail, ...] = ()
    lines: tuple[int, ...] = ()
    """Hashes of lines added by edits, once for each time."""


def _shas(action: Action) -> list[str]:
    if action.git is not None and action.git.commit:
        return [action.git.commit]
    found = _COMMIT_LINE.findall(action.result)
    if action.completion:
        found += _COMMIT_LINE.findall(action.completion)
    return list(dict.fromkeys(found))


def trail(session: Session, ledger: Sequence[Evidence], key: bytes) -> Trail | None:
    """Return what a session left; None if it worked in no folder or left nothing."""
    made = Counter(
        row.action_id
        for row in ledger
        if row.kind in _MAKES_COMMITS and row.verdict == "pass" and not row.throwaway
    )
    plain = {row.action_id for row in ledger if row.kind == "commit"}
    line_hash = line_hasher(key)
    commits: dict[str, CommitTrail] = {}
    lines: list[int] = []
    folders: dict[str, int] = {}
    quiet: list[tuple[float | None, float | None]] = []
    for action in session.actions:
        # The first ones are enough to find the work again.
        for text in action.patch_texts if len(lines) < MOST_LINES else ():
            lines += [h for h in map(line_hash, text.encode().split(b"\n")) if h]
        if action.id in made:
            shas = _shas(action)
            for sha in shas:
                commits.setdefault(
                    sha, CommitTrail(sha=sha, since=action.time, time=action.ended)
                )
            if action.id in plain and not shas:
                quiet += made[action.id] * [(action.time, action.ended)]
            if action.cwd:
                folders[action.cwd] = folders.get(action.cwd, 0) + 1
    folder = max(folders, key=lambda name: folders[name], default=None)
    folder = folder or (session.cwds[0] if session.cwds else None)
    if folder is None or not (commits or quiet or lines):
        return None
    return Trail(
        session=session.id,
        folder=folder,
        started=session.started,
        ended=session.ended,
        commits=(
            *commits.values(),
            *(CommitTrail(sha="", since=since, time=time) for since, time in quiet),
        ),
        lines=tuple(lines[:MOST_LINES]),
    )


def read_trails(path: Path) -> tuple[Trail, ...]:
    """Read the private file; the last line of a session counts. Empty if absent."""
    if not path.exists():
        return ()
    decoder = msgspec.json.Decoder(Trail)
    kept: dict[str, Trail] = {}
    for line in path.read_bytes().split(b"\n"):
        if not line.strip():
            continue
        try:
            found = decoder.decode(line)
        except msgspec.DecodeError:
            # Torn by a kill: the session is read again from its log, or is lost.
            continue
        kept[found.session] = found
    return tuple(kept.values())


def write_trails(path: Path, trails: Iterable[Trail]) -> None:
    """Write the private file anew, readable by its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_bytes(b"".join(msgspec.json.encode(one) + b"\n" for one in trails))
    fresh.replace(path)
