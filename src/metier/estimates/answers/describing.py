"""Counts, shares, means, quantiles and histograms of the cells a need asks for."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from metier.errors import EstimateError
from metier.estimates.cells.asking import Asking, Cell
from metier.estimates.cells.bins import bin_names, binned
from metier.estimates.cells.bounds import manski
from metier.estimates.cells.cohorts import condition, with_sums, with_tail
from metier.estimates.cells.exclusions import FACETS_OF
from metier.estimates.cells.frames import Sessions
from metier.estimates.checks.checking import Truth, Values
from metier.estimates.core.contrasts import ratio_of_means
from metier.estimates.core.naive import mean_of, quantile_of, share_of
from metier.estimates.core.people import Flags, Floats
from metier.estimates.core.results import Counts, Result, between
from metier.estimates.core.scales import exponentiated
from metier.records import (
    Cohort,
    Count,
    Estimate,
    Histogram,
    Mean,
    Quantiles,
    Share,
    Where,
)

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
    return between(number, None, Counts(cohort.sessions, cohort.people), "counted")


def share(asking: Asking, need: Share, truth: Truth | None) -> Iterator[Estimate]:
    """Estimate for how many a flag is true, or how many stand at each level."""
    if need.levels:
        names = asking.largest(asking.sessions.levels(need.of), need.levels)
        yield from _levels(asking, need.of, names, truth)
        return
    values, of = _hits(asking, need)
    hits = values(asking.sessions)
    for cell in asking.cells():
        if not len(cell.rows):
            yield asking.nothing(cell)
            continue
        met = np.asarray(hits[cell.rows], dtype=np.bool_)
        cohort = asking.cohort(cell, hits=met, of=of)
        yield from _share(asking, cell, values, cohort, truth)


def _hits(asking: Asking, need: Share) -> tuple[Values, str]:
    if need.meets:
        of = " & ".join(condition(one) for one in need.meets)
        return partial(_meeting, need.meets), of
    if not need.of:
        raise EstimateError(
            f"figure {asking.figure.id!r} asks for a share of nothing: name a "
            "column (`of`) or conditions (`meets`)."
        )
    return partial(_flagged, need.of), f"{need.of} is 1"


def _flagged(column: str, sessions: Sessions) -> Flags:
    return np.asarray(sessions.number(column) > 0)


def _meeting(conditions: tuple[Where, ...], sessions: Sessions) -> Flags:
    met = np.ones(len(sessions), dtype=np.bool_)
    for one in conditions:
        met &= sessions.met(one)
    return met


def _share(
    asking: Asking, cell: Cell, values: Values, cohort: Cohort, truth: Truth | None
) -> Iterator[Estimate]:
    people = asking.sessions.people[cell.rows]
    annotated = bool(asking.annotated())
    hits = values(asking.sessions)[cell.rows].astype(np.float64)
    result = share_of(hits, people, annotated=annotated)
    bounds = result
    if truth is not None:
        result = truth.rate(asking, cell, values, result)
    yield asking.estimate(cell, result, cohort)
    unclear = asking.selection.unclear
    if asking.splitting is not None:
        name = cell.split if cohort.partition else cell.group
        unclear = unclear & asking.splitting.levels.at(name)
    if unclear.any():
        bounds = manski(bounds, int(unclear.sum()))
        yield asking.estimate(cell, bounds, cohort, "bounds")


def _levels(
    asking: Asking,
    column: str,
    names: tuple[str, ...],
    truth: Truth | None,
    edges: tuple[float, ...] = (),
) -> Iterator[Estimate]:
    for outer in asking.cells():
        for name in names:
            cell = Cell(
                group=name,
                split=outer.group,
                rows=outer.rows,
                where=outer.where,
                partition=True,
            )
            if not len(cell.rows):
                yield asking.nothing(cell)
                continue
            values = partial(_at, column, edges, name)
            hits = values(asking.sessions)[cell.rows]
            cohort = asking.partition(cell, hits, f"{column} is {name}")
            yield from _share(asking, cell, values, cohort, truth)


def _at(column: str, edges: tuple[float, ...], name: str, sessions: Sessions) -> Flags:
    if edges:
        return binned(sessions, column, edges).at(name)
    return sessions.levels(column).at(name)


def histogram(
    asking: Asking, need: Histogram, truth: Truth | None
) -> Iterator[Estimate]:
    """Estimate the share of sessions in each bin."""
    names = bin_names(need.of, need.edges)
    yield from _levels(asking, need.of, names, truth, need.edges)


def mean(asking: Asking, need: Mean, truth: Truth | None) -> Iterator[Estimate]:
    """Estimate a mean, arithmetic or geometric (zeros left out and counted)."""
    numbers = _numbers(need, asking.sessions)
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
        cohort = asking.cohort(cell, of=f"{need.scale} mean of {need.of}")
        if geometric:
            logs = mean_of(np.log(values), people, annotated=annotated)
            if truth is not None:
                logs = truth.rate(
                    asking, cell, partial(_logs, need), logs, partial(_some, need)
                )
            result = exponentiated(logs, "geometric mean, from the ")
        else:
            result = mean_of(values, people, annotated=annotated)
            if truth is not None:
                measured = partial(_numbers, need)
                result = truth.rate(asking, cell, measured, result)
            cohort = with_sums(cohort, values, people)
        yield asking.estimate(cell, result, cohort)


def _numbers(need: Mean, sessions: Sessions) -> Floats:
    numbers = sessions.number(need.of)
    return 1.0 - numbers if need.complement else numbers


def _some(need: Mean, sessions: Sessions) -> Flags:
    return ~(_numbers(need, sessions) <= 0)


def _logs(need: Mean, sessions: Sessions) -> Floats:
    numbers = _numbers(need, sessions)
    return np.log(np.where(numbers > 0, numbers, 1.0))


def quantiles(
    asking: Asking, need: Quantiles, truth: Truth | None
) -> Iterator[Estimate]:
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
            if truth is not None and need.of not in FACETS_OF:
                result = truth.quantile(asking, cell, numbers, q, result)
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
