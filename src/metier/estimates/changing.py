"""Months against the first month, and hours a person and week."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from metier.errors import EstimateError
from metier.estimates.asking import EMPTY, Asking, Cell
from metier.estimates.frames import Flags
from metier.estimates.naive import clustering, compact, mean_of
from metier.estimates.people import Floats, Indices, factorise, sums_by
from metier.estimates.results import NAIVE, Result, critical
from metier.records import Change, Cohort, Estimate, Hours

__all__ = ["Weeks", "change", "hours", "relative_change"]

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
    kept = asking.selection.kept & inside
    first: Indices | None = None
    for month in asking.groups(months.names):
        rows = np.flatnonzero(kept & months.at(month))
        cell = Cell(group=month, split=split, rows=rows)
        if not len(rows):
            yield asking.nothing(cell)
            continue
        first = rows if first is None else first
        people = asking.sessions.people
        result = relative_change(
            (numbers[first], people[first]),
            (numbers[rows], people[rows]),
            annotated=bool(asking.annotated()),
        )
        yield asking.estimate(cell, result, asking.cohort(rows))


def relative_change(
    first: tuple[Floats, Indices], then: tuple[Floats, Indices], *, annotated: bool
) -> Result:
    """Compare two means: then / first - 1, each given as values and people.

    The error is that of the log of the ratio; people found in both months enter it
    once, with the difference of what they add to each (delta method).
    """
    codes, count = compact(np.concatenate([first[1], then[1]]))
    size = len(first[0])
    before, after = float(first[0].mean()), float(then[0].mean())
    if before <= 0 or after <= 0:
        raise EstimateError(
            "a relative change needs means above zero; found "
            f"{before:g} in the first month and {after:g} in the other."
        )
    method = f"relative change of the mean, {clustering(count, count - 1)}"
    low = high = error = None
    same = size == len(then[0]) and np.array_equal(first[1], then[1])
    if count > 1 and not (same and np.array_equal(first[0], then[0])):
        parts = [
            sums_by(people, values - mean, count) / (len(values) * mean)
            for values, mean, people in (
                (then[0], after, codes[size:]),
                (first[0], before, codes[:size]),
            )
        ]
        error = float(
            (np.square(parts[0] - parts[1]).sum() * count / (count - 1)) ** 0.5
        )
        half = critical(_df(codes, size)) * error
        low = after / before * np.exp(-half) - 1
        high = after / before * np.exp(half) - 1
    return Result(
        value=after / before - 1,
        low=low,
        high=high,
        standard_error=None if error is None else error * after / before,
        sessions=len(then[0]),
        people=compact(then[1])[1],
        gold=0,
        method=f"{method}; {NAIVE}" if annotated else method,
        label_error=False,
    )


def _df(codes: Indices, size: int) -> int:
    # As many people as the thinner of the two months has.
    return max(min(len(np.unique(codes[:size])), len(np.unique(codes[size:]))) - 1, 1)


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
        largest_share=float(by_person.max() / total) if total else EMPTY.largest_share,
        table=asking.table(),
        total_sessions=total,
        total_people=len(by_person),
    )
