"""Which commits of a session reached the default branch, and how it is known.

In this order: the same commit; the same change under another sha (rebased,
cherry-picked); the same tree (squashed whole); the same lines (squashed with
others, merged by a web page, split).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median

import msgspec

from metier.outcomes.branches import Branch
from metier.outcomes.git import Repository
from metier.outcomes.history import Commit, LineHash, parse
from metier.outcomes.trails import CommitTrail, Trail
from metier.records import Landing

__all__ = ["History", "Landed", "Places", "land", "places", "resolve", "summarise"]

_DAY = 86_400.0
_SAME_LINES = 0.8
"""Share of a commit's lines that the branch must hold for it to have landed."""

_FEWEST_LINES = 3
_SLACK_S = 3_600.0
"""Clocks of a log and of a repository may differ by this much."""


class Landed(msgspec.Struct, kw_only=True):
    """Where one commit of a session stands."""

    commit: CommitTrail
    found: bool
    index: int | None = None
    """Index in the chain of the commit that brought it. None if it did not land."""

    how: Landing | None = None
    known: bool = True
    """False if it was made after the last moment that the repository knows."""


class Places(msgspec.Struct, kw_only=True):
    """Where changes, trees and lines stand in the chain."""

    patch: dict[int, list[int]]
    tree: dict[str, list[int]]
    line: dict[int, list[int]]


def resolve(
    repository: Repository, trails: Iterable[Trail], line_hash: LineHash
) -> None:
    """Give commits their full sha, change, tree and lines while git still has them."""
    made = [commit for one in trails for commit in one.commits]
    _find_quiet(repository, made)
    commits = [commit for commit in made if commit.sha]
    asked = "".join(f"{commit.sha}^{{commit}}\n" for commit in commits)
    answer = repository.ask("cat-file", "--batch-check", stdin=asked.encode())
    for commit, line in zip(commits, (answer or b"").splitlines(), strict=False):
        words = line.split()
        if len(words) == 3 and words[1] == b"commit":  # noqa: PLR2004  (sha type size)
            commit.sha = words[0].decode()
    new = list(dict.fromkeys(c.sha for c in commits if c.patch is None and _full(c)))
    seen = {one.sha: one for one in parse(repository.changes(new), line_hash)}
    for commit in commits:
        if commit.sha in seen:
            read = seen[commit.sha]
            commit.patch, commit.tree = read.patch(), read.tree
            commit.parents = read.parents
            commit.lines, commit.time = tuple(read.added()), read.committed


def _find_quiet(repository: Repository, commits: Sequence[CommitTrail]) -> None:
    """Know commits that printed no sha by the moment at which they were made."""
    waiting: dict[tuple[float, float], list[CommitTrail]] = {}
    for commit in commits:
        if not commit.sha and commit.since is not None and commit.time is not None:
            waiting.setdefault((commit.since, commit.time), []).append(commit)
    if not waiting:
        return
    listed = repository.ask("log", "--all", "--reverse", "--format=%H %at %ct") or b""
    taken = {commit.sha for commit in commits}
    seen = [line.decode().split() for line in listed.splitlines()]
    for (since, until), quiet in waiting.items():
        # git's clock counts whole seconds.
        fits = [
            sha
            for sha, *moments in seen
            if any(since - 1 <= float(one) <= until + 1 for one in moments)
            and not any(sha.startswith(known) for known in taken if known)
        ]
        if len(fits) == len(quiet):
            for commit, sha in zip(quiet, fits, strict=True):
                commit.sha = sha
                taken.add(sha)


def _full(commit: CommitTrail) -> bool:
    return len(commit.sha) >= 40  # noqa: PLR2004  (SHA-1; SHA-256 has 64)


def places(commits: Sequence[Commit], wanted: Sequence[Trail]) -> Places:
    """Index the chain by what the trails may be recognised by."""
    found = Places(patch={}, tree={}, line={})
    lines = {h for one in wanted for commit in one.commits for h in commit.lines}
    lines.update(h for one in wanted if one.commits for h in one.lines)
    for index, commit in enumerate(commits):
        found.tree.setdefault(commit.tree, []).append(index)
        if commit.changes:
            found.patch.setdefault(commit.patch(), []).append(index)
        for line in lines.intersection(commit.added()):
            found.line.setdefault(line, []).append(index)
    return found


class History(msgspec.Struct, kw_only=True):
    """The default branch with everything that landings are looked up in."""

    branch: Branch
    chain: Sequence[Commit]
    places: Places
    side_patches: Callable[[], Mapping[int, int]]
    """Changes on merged branches -> index of the merge; read when first asked."""

    complete: bool
    """False for a shallow history: what is missing may have landed before it."""

    def after(self, indexes: Iterable[int], time: float | None) -> list[int]:
        """Keep the commits made after `time`, give or take the clocks."""
        earliest = (time or 0.0) - _SLACK_S
        return [i for i in indexes if self.chain[i].committed >= earliest]


def land(commit: CommitTrail, one: Trail, history: History) -> Landed:
    """Say where one commit of a trail landed."""
    known = commit.time is None or commit.time <= history.branch.known_until
    here = Landed(commit=commit, found=commit.patch is not None, known=known)
    index = history.branch.position.get(commit.sha)
    if index is not None:
        return msgspec.structs.replace(here, found=True, index=index, how="sha")
    if commit.patch is not None:
        same = history.after(history.places.patch.get(commit.patch, ()), commit.time)
        side = history.side_patches().get(commit.patch) if not same else None
        if same or side is not None:
            place = same[0] if same else side
            return msgspec.structs.replace(here, index=place, how="patch")
        same = history.after(
            history.places.tree.get(commit.tree or "", ()), commit.time
        )
        if same:
            return msgspec.structs.replace(here, index=same[0], how="tree")
    # A commit that this clone never saw is known by the lines its session wrote.
    lines = set(commit.lines or (one.lines if commit.patch is None else ()))
    held = [history.after(history.places.line.get(h, ()), commit.time) for h in lines]
    brought = sorted(indexes[0] for indexes in held if indexes)
    if len(held) < _FEWEST_LINES:
        return here
    if len(brought) >= _SAME_LINES * len(held):
        # Split or squashed: landed when the last of the needed lines arrived.
        place = brought[int(_SAME_LINES * len(held)) - 1]
        return msgspec.structs.replace(here, found=True, index=place, how="lines")
    return msgspec.structs.replace(here, found=True)


def _replaced(one: Landed, later: Sequence[Landed]) -> bool:
    """Whether a later commit of the session stands in its place: an amend."""
    made_upon = one.commit.parents
    return bool(made_upon) and any(two.commit.parents == made_upon for two in later)


_WEAKNESS: tuple[Landing, ...] = ("sha", "patch", "tree", "lines")


class LandingSummary(msgspec.Struct, kw_only=True):
    """The landings of one session in numbers."""

    landed: float | None
    how: Landing | None
    days: float | None


def summarise(landings: Sequence[Landed], history: History) -> LandingSummary:
    """Put the landings of a session together; unsettled commits do not count."""
    settled = [
        one
        for place, one in enumerate(landings)
        if one.index is not None
        or (
            one.known
            and history.complete
            and one.found
            and not _replaced(one, landings[place + 1 :])
        )
    ]
    if not settled:
        return LandingSummary(landed=None, how=None, days=None)
    arrived = [one for one in settled if one.index is not None]
    days = [
        max(0.0, history.chain[one.index].committed - one.commit.time) / _DAY
        for one in arrived
        if one.index is not None and one.commit.time is not None
    ]
    return LandingSummary(
        landed=len(arrived) / len(settled),
        how=max(
            (one.how for one in arrived if one.how), key=_WEAKNESS.index, default=None
        ),
        days=median(days) if days else None,
    )
