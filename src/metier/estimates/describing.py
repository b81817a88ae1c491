"""Counts, shares, means, quantiles and histograms of the cells a need asks for."""

from collections.abc import Iterator

import numpy as np

from metier.errors import EstimateError
from metier.estimates.asking import Asking, Cell
from metier.estimates.bins import binned
from metier.estimates.bounds import manski
from metier.estimates.cohorts import condition, with_sums, with_tail
from metier.estimates.contrasts import ratio_of_means
from metier.estimates.frames import Flags, Levels, holds
from metier.estimates.naive import mean_of, quantile_of, share_of
from metier.estimates.people import Floats
from metier.estimates.results import Result
from metier.estimates.scales import exponentiated
from metier.records import Cohort, Count, Estimate, Histogram, Mean, Quantiles, Share

__all__ = ["count", "histogram", "mean", "quantiles", "share"]


def count(asking: Asking, _need: Count) -> Iterator[Estimate]:
    """Count sessions, and people, in each group."""
    for cell in asking.cells():
        if not len(cell.rows):
            yield asking.nothing(cell)
            continue
        cohort = asking.cohort(cell, of="sessions")
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
        levels = asking.sessions.levels(need.of)
        names = asking.largest(levels, need.levels)
        yield from _levels(asking, levels, names, f"{need.of} is ")
        return
    hits, of = _hits(asking, need)
    for cell in asking.cells():
        if not len(cell.rows):
            yield asking.nothing(cell)
            continue
        met = hits[cell.rows]
        yield from _share(asking, cell, met, asking.cohort(cell, hits=met, of=of))


def _hits(asking: Asking, need: Share) -> tuple[Flags, str]:
    if not need.meets:
        if not need.of:
            raise EstimateError(
                f"figure {asking.figure.id!r} asks for a share of nothing: name a "
                "column (`of`) or conditions (`meets`)."
            )
        return asking.sessions.number(need.of) > 0, f"{need.of} is 1"
    met = np.ones(len(asking.sessions), dtype=bool)
    for one in need.meets:
        met &= holds(asking.sessions, one)
    return met, " & ".join(condition(one) for one in need.meets)


def _share(
    asking: Asking, cell: Cell, hits: Flags, cohort: Cohort
) -> Iterator[Estimate]:
    people = asking.sessions.people[cell.rows]
    annotated = bool(asking.annotated())
    result = share_of(hits.astype(np.float64), people, annotated=annotated)
    yield asking.estimate(cell, result, cohort)
    unclear = asking.selection.unclear
    if asking.splitting is not None:
        name = cell.split if cohort.partition else cell.group
        unclear = unclear & asking.splitting.levels.at(name)
    if unclear.any():
        bounds = manski(result, int(unclear.sum()))
        yield asking.estimate(cell, bounds, cohort, "bounds")


def _levels(
    asking: Asking, levels: Levels, names: tuple[str, ...], of: str
) -> Iterator[Estimate]:
    for outer in asking.cells():
        for name in names:
            cell = Cell(
                group=name, split=outer.group, rows=outer.rows, where=outer.where
            )
            if not len(cell.rows):
                yield asking.nothing(cell)
                continue
            hits = levels.at(name)[cell.rows]
            cohort = asking.partition(cell, hits, f"{of}{name}")
            yield from _share(asking, cell, hits, cohort)


def histogram(asking: Asking, need: Histogram) -> Iterator[Estimate]:
    """Estimate the share of sessions in each bin."""
    levels = binned(asking.sessions, need.of, need.edges)
    yield from _levels(asking, levels, levels.names, f"{need.of} is ")


def mean(asking: Asking, need: Mean) -> Iterator[Estimate]:
    """Estimate a mean, arithmetic or geometric (zeros left out and counted)."""
    numbers = asking.sessions.number(need.of)
    if need.complement:
        numbers = 1.0 - numbers
    annotated = bool(asking.annotated())
    geometric = need.scale == "geometric"
    if geometric:
        asking = asking.narrowed(~(numbers <= 0), "zero")
    if need.relative_to is not None:
        yield from _relative(asking, need, numbers)
        return
    for cell in asking.cells():
        if not len(cell.rows):
            yield asking.nothing(cell)
            continue
        values, people = numbers[cell.rows], asking.sessions.people[cell.rows]
        cohort = asking.cohort(cell, of=f"mean of {need.of}")
        if geometric:
            logs = mean_of(np.log(values), people, annotated=annotated)
            result = exponentiated(logs, "geometric mean, from the ")
        else:
            result = mean_of(values, people, annotated=annotated)
            cohort = with_sums(cohort, values, people)
        yield asking.estimate(cell, result, cohort)


def quantiles(asking: Asking, need: Quantiles) -> Iterator[Estimate]:
    """Estimate quantiles, one estimate each."""
    numbers = asking.sessions.number(need.of)
    annotated = bool(asking.annotated())
    for cell in asking.cells():
        values, people = numbers[cell.rows], asking.sessions.people[cell.rows]
        for q in need.at:
            name = f"p{100 * q:g}"
            if not len(values):
                yield asking.nothing(cell, statistic=name)
                continue
            result = quantile_of(values, people, q, annotated=annotated)
            cohort = asking.cohort(cell, of=f"{name} of {need.of}")
            cohort = with_tail(cohort, values, people, q)
            yield asking.estimate(cell, result, cohort, name)


def _relative(asking: Asking, need: Mean, numbers: Floats) -> Iterator[Estimate]:
    cells = {cell.group: cell for cell in asking.cells()}
    levels = asking.sessions.levels(need.by or "person")
    reference = np.flatnonzero(
        asking.selection.kept & levels.at(need.relative_to or "")
    )
    people = asking.sessions.people
    for cell in cells.values():
        if cell.group == need.relative_to:
            continue
        if not len(cell.rows) or not len(reference):
            yield asking.nothing(cell)
            continue
        cohort = asking.cohort(cell, of=f"mean of {need.of}, relative")
        yield asking.estimate(
            cell,
            ratio_of_means(
                (numbers[reference], people[reference]),
                (numbers[cell.rows], people[cell.rows]),
                annotated=bool(asking.annotated()),
            ),
            with_sums(cohort, numbers[cell.rows], people[cell.rows]),
        )
