"""What repositories said of sessions, as a table and as columns of the frame."""

import contextlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from metier.facts.parquet import connect, source
from metier.facts.tables import OUTCOMES, Row
from metier.records import Outcome

__all__ = ["afterwards", "lives_of", "outcome_row"]

NUMBERS = (
    "landed",
    "landed_days",
    "alive_7",
    "alive_30",
    "alive_90",
    "reverted",
    "fix_followed",
    "lines_appeared",
)


def outcome_row(outcome: Outcome, session: str) -> Row:
    """Return the row of one session under its salted id."""
    return OUTCOMES.only(
        {
            "session": session,
            "state": outcome.state,
            "commits": outcome.commits,
            "commits_found": outcome.commits_found,
            "landed": outcome.landed,
            "landed_how": outcome.landed_how,
            "landed_days": outcome.landed_days,
            "lines": outcome.lines,
            "alive_7": outcome.alive_7,
            "alive_30": outcome.alive_30,
            "alive_90": outcome.alive_90,
            "death_days": [day for day, _ in outcome.deaths],
            "deaths": [count for _, count in outcome.deaths],
            "followed_days": outcome.followed_days,
            "reverted": outcome.reverted,
            "reverted_how": outcome.reverted_how,
            "fix_followed": outcome.fix_followed,
            "tags": outcome.tags,
            "lines_appeared": outcome.lines_appeared,
        }
    )


def afterwards(
    folder: Path, sessions: NDArray[np.generic]
) -> dict[str, NDArray[np.generic]]:
    """Return the columns that repositories fill, a value for each of `sessions`.

    Nothing at all where nobody has looked into repositories yet.
    """
    path = folder / OUTCOMES.file
    if not path.exists():
        return {}
    names = ", ".join(f"{name}::DOUBLE" for name in NUMBERS)
    with contextlib.closing(connect()) as base:
        rows = base.execute(
            f"SELECT session, {names}, (tags > 0)::DOUBLE FROM {source(path)}"  # noqa: S608 - names of our own table
        ).fetchall()
    place = {str(name): number for number, name in enumerate(sessions)}
    columns: dict[str, NDArray[np.generic]] = {
        name: np.full(len(sessions), np.nan) for name in (*NUMBERS, "tagged")
    }
    for session, *values in rows:
        number = place.get(str(session))
        if number is None:
            continue
        for name, value in zip(columns, values, strict=True):
            columns[name][number] = np.nan if value is None else value
    return columns


def lives_of(
    folder: Path, sessions: NDArray[np.generic], people: NDArray[np.generic]
) -> dict[str, NDArray[np.generic]] | None:
    """Return the lives of lines of these sessions, for survival curves.

    One row for each day on which lines of a session died, and one for those alive
    when knowledge ends. None where nobody has looked into repositories.
    """
    path = folder / OUTCOMES.file
    if not path.exists():
        return None
    with contextlib.closing(connect()) as base:
        found = base.execute(
            f"SELECT session, lines, followed_days, death_days, deaths "  # noqa: S608 - names of our own table
            f"FROM {source(path)} WHERE lines > 0 AND followed_days IS NOT NULL"
        ).fetchall()
    person = dict(zip(map(str, sessions), map(str, people), strict=True))
    rows: list[tuple[str, str, float, float, float]] = []
    for name, lines, followed, days, counts in found:
        if str(name) not in person:
            continue
        own = (str(name), person[str(name)])
        # A day counts as over in its middle: deaths of day 0 are after landing.
        rows += [
            (*own, day + 0.5, 1.0, float(n))
            for day, n in zip(days, counts, strict=True)
        ]
        left = float(lines - sum(counts))
        if left > 0:
            rows.append((*own, float(followed), 0.0, left))
    columns = list(zip(*rows, strict=True)) or [(), (), (), (), ()]
    names = ("session", "person", "duration", "ended", "weight")
    kinds = (object, object, float, float, float)
    return {
        name: np.array(values, dtype=kind)
        for name, values, kind in zip(names, columns, kinds, strict=True)
    }
