"""What happened to a session's lines once they were on the default branch."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from metier.outcomes.history import Commit
from metier.outcomes.landings import History, Landed
from metier.outcomes.lives import Line
from metier.records import Outcome

__all__ = ["Reverts", "afterlife"]

_DAY = 86_400.0
_WEEK = 7
_MOST = 0.5
"""More than this share of the lines gone within a week: silently removed."""

_FEWEST_LINES = 3
_REVERTS = re.compile(r"This reverts commit ([0-9a-f]{7,40})")
_TAKES_BACK = re.compile(
    r"\b(?:revert|back(?:s|ed)? out|roll(?:s|ed)? ?back|undo)", re.IGNORECASE
)
_FIX = re.compile(
    r"\b(?:fix(?:e[sd]|ing|up)?|bug(?:fix)?|hot-?fix|repair(?:ed|s)?|correct(?:ed|s)?"
    r"|broken|regression|oops|typo)\b",
    re.IGNORECASE,
)


def _share_alive(
    lines: Sequence[Line], chain: Sequence[Commit], until: float, days: int
) -> float | None:
    """Share of the lines alive `days` after they landed, of those that old."""
    old = [line for line in lines if until - chain[line.born].committed >= days * _DAY]
    if not old:
        return None
    alive = sum(
        line.died is None
        or chain[line.died].committed - chain[line.born].committed > days * _DAY
        for line in old
    )
    return alive / len(old)


class Reverts:
    """What revert commits undid: by the sha they name, or by the inverse change."""

    def __init__(self, history: History) -> None:
        """Read the chain once, newest first: a reverted revert undoes nothing."""
        self._history = history
        self._named: set[str] = set()
        for commit in reversed(history.chain):
            if not self._names(commit.sha):
                self._named.update(_REVERTS.findall(commit.message))

    def _names(self, sha: str) -> bool:
        return any(sha[:size] in self._named for size in {len(n) for n in self._named})

    def undid(self, landed: Sequence[Landed]) -> bool:
        """Say whether any of these landings was taken back by a commit."""
        chain = self._history.chain
        for one in landed:
            if one.index is None:
                continue
            brought = chain[one.index]
            if _REVERTS.search(brought.message):
                # The session's own revert is no work that can be taken back.
                continue
            if self._names(one.commit.sha) or self._names(brought.sha):
                return True
            if len(brought.parents) <= 1 and brought.changes:
                same = self._history.places.patch
                undone = [
                    i
                    for i in same.get(brought.inverse(), ())
                    if i > one.index and _is_revert(chain[i], brought)
                ]
                redone = [i for i in same.get(brought.patch(), ()) if i > one.index]
                if len(undone) > len(redone):
                    return True
        return False


def _is_revert(commit: Commit, brought: Commit) -> bool:
    """Tell a revert by hand from a removal long afterwards."""
    age = commit.committed - brought.committed
    return age <= _WEEK * _DAY or _TAKES_BACK.search(commit.message) is not None


def _fix_followed(
    lines: Sequence[Line],
    chain: Sequence[Commit],
    own: frozenset[int],
    until: float,
) -> bool | None:
    for line in lines:
        if line.died is None or line.died in own:
            continue
        age = chain[line.died].committed - chain[line.born].committed
        subject = chain[line.died].message.partition("\n")[0]
        if (
            age <= _WEEK * _DAY
            and _FIX.search(subject)
            and "revert" not in (subject.lower())
        ):
            return True
    young = all(until - chain[line.born].committed < _WEEK * _DAY for line in lines)
    return None if young else False


def afterlife(
    landed: Sequence[Landed],
    lines: Sequence[Line],
    history: History,
    reverts: Reverts,
) -> Outcome:
    """Return the part of an outcome that tells of the time after landing."""
    chain, branch = history.chain, history.branch
    until = branch.known_until
    indexes = [one.index for one in landed if one.index is not None]
    first = min(indexes, default=None)
    born = [chain[line.born].committed for line in lines]
    since = median(born) if born else None
    if since is None and first is not None:
        since = chain[first].committed
    deaths = Counter(
        max(0, int((chain[line.died].committed - chain[line.born].committed) // _DAY))
        for line in lines
        if line.died is not None
    )
    alive = {d: _share_alive(lines, chain, until, d) for d in (_WEEK, 30, 90)}
    by_commit = reverts.undid(landed)
    week = alive[_WEEK]
    removed = None if week is None else 1.0 - week > _MOST
    if removed and len(lines) < _FEWEST_LINES:
        removed = None
    arrived = bool(lines or indexes)
    return Outcome(
        session="",
        state="read",
        lines=len(lines) if arrived else None,
        alive_7=week,
        alive_30=alive[30],
        alive_90=alive[90],
        deaths=tuple(sorted(deaths.items())),
        followed_days=None if since is None else max(0.0, until - since) / _DAY,
        reverted=True if by_commit or removed else removed,
        reverted_how="commit" if by_commit else "removal" if removed else None,
        fix_followed=_fix_followed(lines, chain, frozenset(indexes), until)
        if lines
        else None,
        tags=sum(branch.base.get(tag, -1) >= first for tag in branch.tags)
        if first is not None
        else None,
    )
