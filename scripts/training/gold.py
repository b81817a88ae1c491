"""Reading the reference codings and the sessions they are about."""

import json
import random
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from metier import formats
from metier.annotators import attempted
from metier.annotators.endings import endings
from metier.annotators.offline import Features, features
from metier.evidence import ledger
from metier.records import Session

__all__ = ["Coded", "folds_of", "read"]


class Coded(msgspec.Struct, kw_only=True):
    """One coding of one session, with what an annotator may see of it."""

    path: str
    person: str
    repository: str
    group: str
    """People and repositories that are connected: never in two folds."""

    agent: str
    month: str
    labels: dict[str, int | str | None]
    weight: float
    """One over the number of codings of the session."""

    seen: Features
    attempted: bool

    moved: bool
    """Whether another ending would move what expertise is read from."""


def read(gold: Path, corpus: Path) -> list[Coded]:
    """Join codings and sessions; a coding without its session is an error."""
    rows = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    codings = Counter(row["path"] for row in rows)
    seen = _sessions(corpus, set(codings))
    missing = sorted(set(codings) - set(seen))
    if missing:
        message = f"{len(missing)} coded sessions are not in {corpus}: {missing[0]} …"
        raise SystemExit(message)
    groups = _connected([(row["person"], row["source_repo"]) for row in rows])
    return [
        Coded(
            path=row["path"],
            person=row["person"],
            repository=row["source_repo"],
            group=group,
            agent=row["path"].partition("/")[0],
            month=seen[row["path"]][2],
            labels=row,
            weight=1.0 / codings[row["path"]],
            seen=seen[row["path"]][0],
            attempted=seen[row["path"]][1],
            moved=seen[row["path"]][3],
        )
        for row, group in zip(rows, groups, strict=True)
    ]


Seen = tuple[Features, bool, str, bool]


def _sessions(corpus: Path, wanted: set[str]) -> dict[str, Seen]:
    """Read every session first: copies can only be told from the whole corpus."""
    found: dict[str, Seen] = {}
    before: Session | None = None
    roots = sorted({corpus / path.partition("/")[0] for path in wanted})
    for session in formats.read(roots):
        for file in session.files:
            name = Path(file).resolve().relative_to(corpus.resolve()).as_posix()
            if name in wanted:
                evidence = ledger(session)
                seen = features(session, evidence)
                found[name] = (
                    seen,
                    attempted(session, evidence),
                    _month(session.started),
                    _moves(session, before or session, seen),
                )
                before = session
    return found


def _moves(session: Session, other: Session, seen: Features) -> bool:
    """Say whether an ending made anew moves what expertise is read from."""
    return any(
        features(made, ledger(made)).words != seen.words
        for made in endings(session, other)
    )


def _month(started: float | None) -> str:
    if started is None:
        return "unknown"
    return datetime.fromtimestamp(started, UTC).strftime("%Y-%m")


def _connected(pairs: list[tuple[str, str]]) -> list[str]:
    """Name the connected part of the graph of people and repositories."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            name = parent[name]
        return name

    for person, repository in pairs:
        one, other = sorted((root(f"p {person}"), root(f"r {repository}")))
        parent[one] = other
    return [root(f"p {person}") for person, _ in pairs]


def folds_of(rows: list[Coded], most: int, seed: int | None = None) -> list[int]:
    """Give each row its fold: whole groups, largest first, to the emptiest fold.

    With a seed, groups come in another order and sometimes to another fold; with
    as many folds as groups each is left out alone.
    """
    sizes = Counter[str]()
    for row in rows:
        sizes[row.group] += 1
    dice = None if seed is None else random.Random(seed)  # noqa: S311 - no secret
    order = {name: (-size, name) for name, size in sizes.items()}
    if dice is not None:
        order = {name: (-sizes[name] * dice.random(), name) for name in sorted(sizes)}
    loads = [0] * min(most, len(sizes))
    fold: dict[str, int] = {}
    for group in sorted(sizes, key=lambda name: order[name]):
        emptiest = loads.index(min(loads))
        fold[group] = emptiest
        loads[emptiest] += sizes[group]
    return [fold[row.group] for row in rows]
