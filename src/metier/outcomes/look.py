"""Look into the repositories that sessions worked in: landed, alive, reverted.

Read-only, offline, one time limit a repository. What cannot be known (too young,
fetched too early, shallow, gone) is None with the state that says why.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from metier.errors import OutcomeError
from metier.outcomes.afterlives import Reverts, afterlife
from metier.outcomes.branches import Branch, default_branch
from metier.outcomes.git import Repository, RepositoryTimeoutError, find_repository
from metier.outcomes.history import line_hasher, parse
from metier.outcomes.landings import History, land, places, resolve, summarise
from metier.outcomes.lives import Lives
from metier.outcomes.owners import Owners
from metier.outcomes.trails import Trail
from metier.records import Outcome, RepositoryState

__all__ = ["Settings", "look", "look_into"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How to look."""

    key: bytes
    """Salt of the line hashes; the same that made the trails."""

    repositories: tuple[Path, ...] = ()
    """Where repositories are that are no longer where the logs say."""

    branch: str | None = None
    """Default branch, where it is not the one that the repository names."""

    seconds: float = 60.0
    """Time limit for each repository."""

    now: float | None = None
    """Seconds since 1970, UTC; the clock's if None."""


def _homes(
    trails: Sequence[Trail], settings: Settings
) -> tuple[dict[Path, list[Trail]], dict[str, RepositoryState]]:
    """Group trails by repository; say what became of those without one."""
    grouped: dict[Path, list[Trail]] = {}
    states: dict[str, RepositoryState] = {}
    known: dict[str, Path | None] = {}
    given = [home for path in settings.repositories if (home := find_repository(path))]
    for one in trails:
        if one.folder not in known:
            known[one.folder] = find_repository(Path(one.folder))
        home = known[one.folder]
        gone = not Path(one.folder).exists()
        if home is None or gone:
            moved = next((g for g in given if _knows(g, one)), None)
            states[one.session] = "moved" if moved else "missing" if gone else "none"
            home = moved or (home if not gone else None)
        if home is not None:
            grouped.setdefault(home, []).append(one)
    return grouped, states


def _knows(home: Path, one: Trail) -> bool:
    """Say whether a repository given by the person holds a commit of the trail."""
    repository = Repository(home, seconds=10.0)
    return any(
        repository.line("rev-parse", "-q", "--verify", f"{commit.sha}^{{commit}}")
        for commit in one.commits
        if commit.sha
    ) or (not one.commits and Path(one.folder).name == home.parent.name)


def _side_patches(
    repository: Repository, branch: Branch, settings: Settings
) -> Callable[[], Mapping[int, int]]:
    """Return a function that reads the merged branches once, when first asked."""
    read: dict[int, int] = {}
    done = False

    def patches() -> Mapping[int, int]:
        nonlocal done
        if not done and len(branch.position) > len(branch.chain):
            stream = repository.history(branch.tip, first_parent=False)
            for commit in parse(stream, line_hasher(settings.key)):
                if commit.changes:
                    read.setdefault(commit.patch(), branch.position[commit.sha])
        done = True
        return read

    return patches


def look_into(
    home: Path, trails: Sequence[Trail], settings: Settings
) -> tuple[Outcome, ...]:
    """Return an outcome for each trail of one repository."""
    repository = Repository(home, seconds=settings.seconds)
    now = time.time() if settings.now is None else settings.now
    branch = default_branch(repository, name=settings.branch, now=now)
    if branch is None:
        return tuple(_unread(one, "empty") for one in trails)
    line_hash = line_hasher(settings.key)
    resolve(repository, trails, line_hash)
    chain = list(parse(repository.history(branch.tip, first_parent=True), line_hash))
    shallow = repository.line("rev-parse", "--is-shallow-repository") == "true"
    history = History(
        branch=branch,
        chain=chain,
        places=places(chain, trails),
        side_patches=_side_patches(repository, branch, settings),
        complete=not shallow,
    )
    return _outcomes(trails, history)


def _outcomes(trails: Sequence[Trail], history: History) -> tuple[Outcome, ...]:
    landings = [
        [land(commit, one, history) for commit in one.commits] for one in trails
    ]
    lives = Lives(Owners(trails, landings, history.chain).assign)
    for index, commit in enumerate(history.chain):
        lives.follow(index, commit)
    lines = lives.by_session()
    reverts = Reverts(history)
    outcomes = []
    for number, (one, landed) in enumerate(zip(trails, landings, strict=True)):
        summary = summarise(landed, history)
        own = lines.get(number, [])
        outcomes.append(
            msgspec.structs.replace(
                afterlife(landed, own, history, reverts),
                session=one.session,
                state="read" if history.complete else "shallow",
                commits=len(one.commits),
                commits_found=sum(o.found or o.index is not None for o in landed),
                landed=summary.landed,
                landed_how=summary.how,
                landed_days=summary.days,
                lines_appeared=_appeared(one, own),
            )
        )
    return tuple(outcomes)


def _appeared(one: Trail, lines: Sequence[object]) -> float | None:
    if one.commits or not one.lines:
        return None
    return min(1.0, len(lines) / len(one.lines))


def _unread(one: Trail, state: RepositoryState) -> Outcome:
    return Outcome(session=one.session, state=state, commits=len(one.commits))


def look(
    trails: Iterable[Trail],
    settings: Settings,
    *,
    on_repository: Callable[[Path, int], None] | None = None,
) -> tuple[Outcome, ...]:
    """Return an outcome for every trail; one broken repository never stops the rest.

    Trails are completed in place with what git still knows of their commits (full
    sha, change, lines), so that they can be asked again when it no longer does.
    """
    trails = tuple(trails)
    grouped, states = _homes(trails, settings)
    outcomes: dict[str, Outcome] = {}
    for home, group in grouped.items():
        if on_repository is not None:
            on_repository(home, len(group))
        try:
            read = look_into(home, group, settings)
        except RepositoryTimeoutError:
            read = tuple(_unread(one, "timed out") for one in group)
        except OutcomeError:
            read = tuple(_unread(one, "broken") for one in group)
        for outcome in read:
            moved = states.get(outcome.session) == "moved" and outcome.state == "read"
            outcomes[outcome.session] = (
                msgspec.structs.replace(outcome, state="moved") if moved else outcome
            )
    return tuple(
        outcomes.get(one.session) or _unread(one, states.get(one.session, "none"))
        for one in trails
    )
