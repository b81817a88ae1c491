"""Months against the first month, and hours a person and week."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from metier.estimates.cells.asking import Asking, Cell
from metier.estimates.cells.cohorts import with_sums
from metier.estimates.core.contrasts import ratio_of_means
from metier.estimates.core.naive import mean_of
from metier.estimates.core.people import Flags, Indices, factorise, sums_by
from metier.estimates.core.scales import less_one
from metier.records import Change, Cohort, Estimate, Hours

__all__ = ["Weeks", "change", "hours"]

Weeks = Mapping[str, NDArray[np.generic]]
"""Columns `person`, `week`, `sessions`, `engaged_5`, …: a row a person and week."""


def change(asking: Asking, need: Change) -> Iterator[Estimate]:
    """Estimate the mean in each month as a relative change from the first."""
    yield from _line(asking, need, "", np.ones(len(asking.sessions), dtype=bool))
    if need.split is not None:
        levels = asking.sessions.levels(need.split)
        for name in levels.names:
            yield from _line(asking, need, name, levels.at(name))


def _line(
    asking: Asking, need: Change, split: str, inside: Flags
) -> Iterator[Estimate]:
    months = asking.sessions.levels("month")
    numbers = asking.sessions.number(need.of)
    people = asking.sessions.people
    kept = asking.selection.kept & inside
    where = (f"{need.split} is {split}",) if split else ()
    first: Indices | None = None
    for month in _months(asking, months.names):
        rows = np.flatnonzero(kept & months.at(month))
        cell = Cell(
            group=month, split=split, rows=rows, where=(*where, f"month is {month}")
        )
        if not len(rows):
            yield asking.nothing(cell)
            continue
        first = rows if first is None else first
        ratio = ratio_of_means(
            (numbers[first], people[first]),
            (numbers[rows], people[rows]),
            annotated=bool(asking.annotated()),
        )
        cohort = asking.cohort(cell, of=f"mean of {need.of}, change")
        cohort = with_sums(cohort, numbers[rows], people[rows])
        yield asking.estimate(cell, less_one(ratio), cohort)


def _months(asking: Asking, found: tuple[str, ...]) -> tuple[str, ...]:
    listed = tuple(name for name, _ in asking.panel.groups)
    return listed if set(listed) & set(found) else found


def hours(asking: Asking, need: Hours, weeks: Weeks | None) -> Iterator[Estimate]:
    """Estimate the mean hours a person and week, over weeks in which they worked."""
    if weeks is None or need.of not in weeks or not len(weeks[need.of]):
        yield asking.nothing(Cell(rows=np.zeros(0, dtype=np.intp)), rule="not measured")
        return
    values = np.asarray(weeks[need.of], dtype=np.float64)
    known = ~np.isnan(values)
    people = factorise(np.asarray(weeks["person"], dtype=object)[known])[0]
    cell = Cell(rows=np.flatnonzero(known))
    if not known.any():
        yield asking.nothing(cell)
        return
    result = mean_of(values[known], people, annotated=False)
    yield asking.estimate(cell, result, _cohort(asking, weeks, known, people))


def _cohort(asking: Asking, weeks: Weeks, known: Flags, people: Indices) -> Cohort:
    if "sessions" in weeks:
        counts = np.asarray(weeks["sessions"], dtype=np.float64)[known]
    else:
        counts = np.ones(int(known.sum()))
    by_person = sums_by(people, counts, int(people.max()) + 1)
    total = int(counts.sum())
    return Cohort(
        sessions=total,
        people=len(by_person),
        largest_share=float(by_person.max() / total) if total else 0.0,
        table=f"{asking.figure.id}/weeks",
        measure=f"hours {asking.need.series}",
        total_sessions=total,
        total_people=len(by_person),
    )
