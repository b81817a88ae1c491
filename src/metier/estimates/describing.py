"""Counts, shares, means, quantiles and histograms of the cells a need asks for."""

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np

from metier.estimates.asking import Asking, Cell, unit_of
from metier.estimates.bounds import manski
from metier.estimates.frames import UNKNOWN, Flags, Levels
from metier.estimates.naive import mean_of, quantile_of, share_of
from metier.estimates.people import Floats, Indices
from metier.estimates.results import Result
from metier.estimates.scales import exponentiated
from metier.records import Cohort, Count, Estimate, Histogram, Mean, Quantiles, Share

__all__ = ["bins", "count", "histogram", "mean", "quantiles", "share"]

Estimator = Callable[[Floats, Indices], Result]


def count(asking: Asking, _need: Count) -> Iterator[Estimate]:
    """Count sessions, and people, in each group."""
    for cell in asking.cells():
        if not len(cell.rows):
            yield asking.nothing(cell)
            continue
        cohort = asking.cohort(cell.rows)
        yield asking.estimate(cell, _counted(cohort.sessions, cohort), cohort)
        yield asking.estimate(cell, _counted(cohort.people, cohort), cohort, "people")


def _counted(number: int, cohort: Cohort) -> Result:
    return Result(
        value=float(number),
        low=None,
        high=None,
        standard_error=None,
        sessions=cohort.sessions,
        people=cohort.people,
        gold=0,
        method="counted",
        label_error=False,
    )


def share(asking: Asking, need: Share) -> Iterator[Estimate]:
    """Estimate for how many a flag is true, or how many stand at each level."""
    if need.levels:
        yield from _levels(asking, asking.sessions.levels(need.of), need.levels)
        return
    values = asking.sessions.number(need.of)
    for cell in asking.cells():
        hits = values[cell.rows] > 0
        yield from _share(asking, cell, hits, asking.selection.unclear, None)


def _share(
    asking: Asking,
    cell: Cell,
    hits: Flags,
    unclear: Flags,
    partition: str | None,
) -> Iterator[Estimate]:
    if not len(cell.rows):
        yield asking.nothing(cell)
        return
    people = asking.sessions.people[cell.rows]
    annotated = bool(asking.annotated())
    result = share_of(hits.astype(np.float64), people, annotated=annotated)
    whole = None if partition is None else cell.rows
    cohort = asking.cohort(cell.rows, whole=whole, hits=hits, partition=partition)
    yield asking.estimate(cell, result, cohort)
    by = asking.need.by
    if by is not None:
        name = cell.group if partition is None else cell.split
        unclear = unclear & asking.sessions.levels(by).at(name)
    if unclear.any():
        bounds = manski(result, int(unclear.sum()))
        yield asking.estimate(cell, bounds, cohort, "bounds")


def _levels(
    asking: Asking, levels: Levels, names: tuple[str, ...]
) -> Iterator[Estimate]:
    for split, rows in _splits(asking, names):
        for name in names:
            cell = Cell(group=name, split=split, rows=rows)
            hits = levels.at(name)[rows]
            table = asking.table(split)
            yield from _share(asking, cell, hits, asking.selection.unclear, table)


def _splits(asking: Asking, names: tuple[str, ...]) -> Iterator[tuple[str, Indices]]:
    # The groups listed by the panel are the levels here, unless they name the splits.
    kept, by = asking.selection.kept, asking.need.by
    if by is None:
        yield "", np.flatnonzero(kept)
        return
    levels = asking.sessions.levels(by)
    listed = asking.groups(levels.names)
    for split in levels.names if set(listed) & set(names) else listed:
        yield split, np.flatnonzero(kept & levels.at(split))


def histogram(asking: Asking, need: Histogram) -> Iterator[Estimate]:
    """Estimate the share of sessions in each bin."""
    names = _bin_names(asking, need)
    codes = bins(asking.sessions.number(need.of), need.edges)
    yield from _levels(asking, Levels(codes, names), names)


def bins(numbers: Floats, edges: tuple[float, ...]) -> Indices:
    """Give each value its bin, -1 outside of all; the last is closed on the right."""
    limits = np.asarray(edges, dtype=np.float64)
    last = len(limits) - 2
    codes = np.searchsorted(limits, numbers, side="right") - 1
    codes[numbers == limits[-1]] = last
    codes[(codes > last) | np.isnan(numbers)] = UNKNOWN
    return codes.astype(np.intp)


def _bin_names(asking: Asking, need: Histogram) -> tuple[str, ...]:
    listed = tuple(name for name, _ in asking.panel.groups)
    if len(listed) == len(need.edges) - 1:
        return listed
    percent = 100 if unit_of(need.of) == "share" else 1
    ends = [f"{edge * percent:g}" for edge in need.edges]
    return tuple(f"{low}-{high}" for low, high in pairwise(ends))


def mean(asking: Asking, need: Mean) -> Iterator[Estimate]:
    """Estimate a mean, arithmetic or geometric (zeros left out and counted)."""
    numbers = asking.sessions.number(need.of)
    annotated = bool(asking.annotated())
    if need.scale == "arithmetic":

        def arithmetic(values: Floats, people: Indices) -> Result:
            return mean_of(values, people, annotated=annotated)

        yield from _each(asking, numbers, (("value", arithmetic),))
        return

    def geometric(values: Floats, people: Indices) -> Result:
        logs = mean_of(np.log(values), people, annotated=annotated)
        return exponentiated(logs, "geometric mean, from the ")

    positive = asking.narrowed(numbers > 0, "zero")
    yield from _each(positive, numbers, (("value", geometric),))


def quantiles(asking: Asking, need: Quantiles) -> Iterator[Estimate]:
    """Estimate quantiles, one estimate each."""
    annotated = bool(asking.annotated())

    def estimator(q: float) -> Estimator:
        def at(values: Floats, people: Indices) -> Result:
            return quantile_of(values, people, q, annotated=annotated)

        return at

    named = tuple((f"p{100 * q:g}", estimator(q)) for q in need.at)
    yield from _each(asking, asking.sessions.number(need.of), named)


def _each(
    asking: Asking, numbers: Floats, estimators: tuple[tuple[str, Estimator], ...]
) -> Iterator[Estimate]:
    for cell in asking.cells():
        cohort = asking.cohort(cell.rows)
        people = asking.sessions.people[cell.rows]
        for statistic, estimator in estimators:
            if not len(cell.rows):
                yield asking.nothing(cell, statistic=statistic)
                continue
            result = estimator(numbers[cell.rows], people)
            yield asking.estimate(cell, result, cohort, statistic)
