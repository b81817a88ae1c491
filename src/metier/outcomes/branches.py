"""The default branch: which it is, what it holds, and how far it is known."""

import re
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec

from metier.outcomes.git import Repository

__all__ = ["Branch", "default_branch"]

_USUAL = ("main", "master", "trunk", "develop")
_REFLOG_TIME = re.compile(r"> (\d+) [+-]\d{4}\t")


class Branch(msgspec.Struct, kw_only=True):
    """The default branch as this repository knows it."""

    name: str
    tip: str
    known_until: float
    """Last moment whose history is known: the last fetch, or now without a remote."""

    chain: tuple[str, ...]
    """Its own commits, oldest first: first parents only."""

    position: dict[str, int]
    """For every commit that it holds: index in the chain of the one that brought it."""

    base: dict[str, int]
    """For every commit of any branch or tag: index of the newest chain commit in it."""

    tags: tuple[str, ...]
    """Commits that tags point at."""


def _candidates(repository: Repository) -> Iterable[str]:
    head = repository.line("symbolic-ref", "--quiet", "refs/remotes/origin/HEAD")
    if head:
        yield head
    for name in _USUAL:
        yield f"refs/remotes/origin/{name}"
    for name in _USUAL:
        yield f"refs/heads/{name}"
    current = repository.line("symbolic-ref", "--quiet", "HEAD")
    if current:
        yield current
    yield "HEAD"


def _last_fetch(common: Path, name: str) -> float | None:
    times = []
    fetched = common / "FETCH_HEAD"
    if fetched.exists():
        times.append(fetched.stat().st_mtime)
    reflog = common / "logs" / name
    if reflog.exists():
        text = reflog.read_text("utf-8", "replace")
        times += [float(stamp) for stamp in _REFLOG_TIME.findall(text)]
    return max(times, default=None)


def _parents(repository: Repository) -> dict[str, tuple[str, ...]]:
    """Return the parents of every commit of every ref, children before parents."""
    listed = repository.stream("rev-list", "--topo-order", "--parents", "--all", "HEAD")
    graph = {}
    for line in listed:
        sha, *parents = line.decode().split()
        graph[sha] = tuple(parents)
    return graph


def _positions(
    chain: tuple[str, ...], graph: dict[str, tuple[str, ...]]
) -> dict[str, int]:
    position = {sha: index for index, sha in enumerate(chain)}
    for index, sha in enumerate(chain):
        todo = list(graph.get(sha, ())[1:])
        while todo:
            side = todo.pop()
            if side not in position:
                position[side] = index
                todo.extend(graph.get(side, ()))
    return position


def _bases(chain: tuple[str, ...], graph: dict[str, tuple[str, ...]]) -> dict[str, int]:
    base = {sha: index for index, sha in enumerate(chain)}
    for sha in reversed(graph):
        if sha not in base:
            base[sha] = max((base.get(p, -1) for p in graph[sha]), default=-1)
    return base


def _tags(repository: Repository) -> tuple[str, ...]:
    listed = repository.line(
        "for-each-ref", "--format=%(objectname) %(*objectname)", "refs/tags"
    )
    return tuple(line.split()[-1] for line in (listed or "").splitlines() if line)


def default_branch(
    repository: Repository, *, name: str | None = None, now: float | None = None
) -> Branch | None:
    """Find and read the default branch; None in a repository without a commit."""
    now = time.time() if now is None else now
    for candidate in [name] if name else _candidates(repository):
        tip = repository.line("rev-parse", "--verify", "-q", f"{candidate}^{{commit}}")
        if tip:
            break
    else:
        return None
    graph = _parents(repository)
    chain = [tip]
    while graph.get(chain[-1]):
        chain.append(graph[chain[-1]][0])
    chain.reverse()
    until = now
    if candidate.startswith("refs/remotes/"):
        until = min(now, _last_fetch(repository.folder, candidate) or now)
    return Branch(
        name=candidate,
        tip=tip,
        known_until=until,
        chain=tuple(chain),
        position=_positions(tuple(chain), graph),
        base=_bases(tuple(chain), graph),
        tags=_tags(repository),
    )
