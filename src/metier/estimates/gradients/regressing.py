"""Slopes and the regression tables A1 and A2 (study specification, sections 3, 4).

Statistics of a regression: `slope` and `standard error` (at each level, the
difference from the first), `sessions` (the usable ones), `people`, `cells`,
`singletons`, `r_squared` and `halo_needed`.
"""

from collections.abc import Iterator
from functools import partial

import msgspec
import numpy as np

from metier.errors import EstimateError
from metier.estimates.cells.asking import Asking, Cell
from metier.estimates.cells.exclusions import FACETS_OF
from metier.estimates.cells.frames import Sessions
from metier.estimates.checks.checking import Truth
from metier.estimates.checks.correcting import Design, Designed
from metier.estimates.core.naive import compact
from metier.estimates.core.people import Flags, Floats, Indices, sums_by
from metier.estimates.core.results import NAIVE, Counts, Result, between
from metier.estimates.core.scales import exponentiated, less_one
from metier.estimates.gradients.fitting import (
    MIN_PEOPLE,
    MIN_SESSIONS,
    coefficient,
    fitted,
    indicators,
    plain,
    present,
    steps,
    words,
)
from metier.estimates.regressions.halo import halo_needed
from metier.estimates.regressions.instruments import instrumented
from metier.estimates.regressions.linear import Fit
from metier.records import Estimate, Regression, Rule, Slope, Unit

__all__ = ["regression", "sizes", "slope"]


def slope(asking: Asking, need: Slope, truth: Truth | None) -> Iterator[Estimate]:
    """Estimate the relative change of a positive number for each step of `on`."""
    numbers = asking.sessions.number(need.of)
    rating = steps(asking, need.on)
    positive = asking.narrowed(~(numbers <= 0), "zero")
    for cell in positive.cells():
        rows = cell.rows
        answer = fitted(positive, rows, np.log(numbers[rows]), rating[rows][:, None])
        cohort = positive.cohort(cell, of=f"slope of {need.of}")
        if not isinstance(answer, Fit):
            yield positive.nothing(cell, rule=answer, cohort=cohort)
            continue
        method = words(positive, answer, "regression of the log")
        found = coefficient(answer, 0, method)
        if truth is not None and need.by is None:
            corrected = truth.slopes(positive, partial(_logs_on_steps, asking))
            found = corrected[0] if corrected else found
        ratio = exponentiated(found, "relative change, from ")
        yield positive.estimate(cell, less_one(ratio), cohort)


def _logs_on_steps(asking: Asking, sessions: Sessions) -> Design:
    need = asking.need
    assert isinstance(need, Slope)  # noqa: S101 - of this need alone
    twin = Asking(asking.figure, asking.panel, need, sessions)
    numbers = sessions.number(need.of)
    return Design(
        inside=twin.selection.kept & (numbers > 0),
        outcome=np.log(np.where(numbers > 0, numbers, 1.0)),
        regressors=steps(twin, need.on)[:, None],
    )


def regression(
    asking: Asking,
    need: Regression,
    covariates: tuple[str, ...],
    truth: Truth | None,
) -> Iterator[Estimate]:
    """Estimate one column of Table A1, or the levels of Table A2.

    `covariates` are those of all columns of the table: every column is estimated on
    the sessions that know them all.
    """
    known = np.ones(len(asking.sessions), dtype=bool)
    for name in covariates:
        known &= asking.sessions.known(name)
    same = asking.narrowed(known, "the log does not say")
    rows = np.flatnonzero(same.selection.kept)
    outcome = asking.sessions.number(need.of)[rows]
    if need.instrument is not None:
        yield from _through(same, need, rows, outcome)
        return
    extra = [asking.sessions.number(name)[rows] for name in need.covariates]
    if need.levels:
        levels = asking.sessions.levels(need.on)
        names = present(levels, rows)
        main = indicators(levels, names, rows)
        answer = fitted(same, rows, outcome, np.column_stack([main, *extra]))
        design = partial(_on_levels, asking, covariates, names)
        corrected = _corrected(truth, same, design, answer)
        yield from _level_rows(same, need, rows, answer, corrected)
        return
    main = steps(asking, need.on)[rows]
    if need.between:
        main = _means_of_people(main, asking.sessions.people[rows])
    answer = fitted(same, rows, outcome, np.column_stack([main, *extra]))
    cell = Cell(rows=rows)
    cohort = same.cohort(cell, of=f"slope of {need.of}")
    if not isinstance(answer, Fit):
        for statistic in ("slope", "standard error"):
            empty = same.nothing(cell, rule=answer, cohort=cohort, statistic=statistic)
            yield _in(empty, "points")
        return
    result = coefficient(answer, 0, words(same, answer, "linear probability model"))
    error = plain(answer, answer.error(0))
    corrected = _corrected(truth, same, partial(_on_steps, asking, covariates), answer)
    if corrected:
        result, error = corrected[0], plain(answer, corrected[0].standard_error or 0.0)
    yield _in(same.estimate(cell, result, cohort, "slope"), "points")
    yield _in(same.estimate(cell, error, cohort, "standard error"), "points")
    yield from sizes(same, rows, answer)
    if need.on in FACETS_OF:
        halo = plain(answer, halo_needed(result.value, main, outcome))
        yield _in(same.estimate(cell, halo, cohort, "halo_needed"), "number")


def _through(
    asking: Asking, need: Regression, rows: Indices, outcome: Floats
) -> Iterator[Estimate]:
    """Estimate the slope that goes with the instrument alone."""
    cell = Cell(rows=rows)
    cohort = asking.cohort(cell, of=f"slope of {need.of}, {need.instrument}")
    people = asking.sessions.people[rows]
    found: Result | Rule = "too few for an adjusted share"
    if len(rows) >= MIN_SESSIONS and len(np.unique(people)) >= MIN_PEOPLE:
        found = _instrumented(asking, need, rows, outcome)
    if isinstance(found, str):
        for statistic in ("slope", "standard error"):
            made = asking.nothing(cell, rule=found, cohort=cohort, statistic=statistic)
            yield _in(made, "points")
        return
    yield _in(asking.estimate(cell, found, cohort, "slope"), "points")
    counts = Counts(found.sessions, found.people)
    error = between(found.standard_error or 0.0, None, counts, "of the regression")
    yield _in(asking.estimate(cell, error, cohort, "standard error"), "points")


def _instrumented(
    asking: Asking, need: Regression, rows: Indices, outcome: Floats
) -> Result | Rule:
    second = asking.sessions.number(need.instrument or need.on)[rows]
    known = ~np.isnan(second)
    try:
        found = instrumented(
            outcome=outcome[known],
            regressor=steps(asking, need.on)[rows][known],
            instrument=second[known],
            person=asking.sessions.people[rows][known],
        )
        return msgspec.structs.replace(found, method=f"{found.method}; {NAIVE}")
    except EstimateError:
        return "not measured"


def _means_of_people(values: Floats, people: Indices) -> Floats:
    codes, count = compact(people)
    return (sums_by(codes, values, count) / sums_by(codes, None, count))[codes]


def _corrected(
    truth: Truth | None,
    asking: Asking,
    design: Designed,
    answer: Fit | Rule,
) -> tuple[Result, ...]:
    if truth is None or not isinstance(answer, Fit):
        return ()
    if getattr(asking.need, "between", False):
        # The mean of a person's sessions is not known from those that were checked.
        return ()
    return truth.slopes(asking, design) or ()


def _on_steps(
    asking: Asking, covariates: tuple[str, ...], sessions: Sessions
) -> Design:
    need, twin, inside = _twin(asking, covariates, sessions)
    extra = [sessions.number(name) for name in need.covariates]
    table = np.column_stack([steps(twin, need.on), *extra])
    return Design(inside=inside, outcome=sessions.number(need.of), regressors=table)


def _on_levels(
    asking: Asking,
    covariates: tuple[str, ...],
    names: tuple[str, ...],
    sessions: Sessions,
) -> Design:
    need, _, inside = _twin(asking, covariates, sessions)
    levels = sessions.levels(need.on)
    extra = [sessions.number(name) for name in need.covariates]
    every = np.arange(len(sessions))
    table = np.column_stack([indicators(levels, names, every), *extra])
    return Design(inside=inside, outcome=sessions.number(need.of), regressors=table)


def _twin(
    asking: Asking, covariates: tuple[str, ...], sessions: Sessions
) -> tuple[Regression, Asking, Flags]:
    need = asking.need
    assert isinstance(need, Regression)  # noqa: S101 - of this need alone
    twin = Asking(asking.figure, asking.panel, need, sessions)
    inside = twin.selection.kept.copy()
    for name in covariates:
        inside &= sessions.known(name)
    return need, twin, inside


def _level_rows(
    asking: Asking,
    need: Regression,
    rows: Indices,
    answer: Fit | Rule,
    corrected: tuple[Result, ...],
) -> Iterator[Estimate]:
    levels = asking.sessions.levels(need.on)
    names = present(levels, rows)
    listed = tuple(name for name, _ in asking.panel.groups)
    for name in listed if set(listed) & set(names) else names:
        where = (f"{need.on} is {name}",)
        cell = Cell(group=name, rows=rows[levels.at(name)[rows]], where=where)
        cohort = asking.cohort(cell, of=f"difference of {need.of}")
        if not isinstance(answer, Fit) or name not in names:
            rule = None if isinstance(answer, Fit) else answer
            empty = asking.nothing(cell, rule=rule, cohort=cohort, statistic="slope")
            yield _in(empty, "points")
            continue
        place = names.index(name)
        if place == 0:
            reference = plain(answer, 0.0)
            yield _in(asking.estimate(cell, reference, cohort, "slope"), "points")
            continue
        method = words(asking, answer, f"difference from level {names[0]}")
        result = coefficient(answer, place - 1, method)
        error = plain(answer, answer.error(place - 1))
        if corrected:
            result = corrected[place - 1]
            error = plain(answer, result.standard_error or 0.0)
        yield _in(asking.estimate(cell, result, cohort, "slope"), "points")
        yield _in(asking.estimate(cell, error, cohort, "standard error"), "points")
    if isinstance(answer, Fit):
        yield from sizes(asking, rows, answer)


def sizes(asking: Asking, rows: Indices, answer: Fit) -> Iterator[Estimate]:
    """Say how many sessions, people and cells a regression rests on."""
    cohort = asking.cohort(Cell(rows=rows), of="regression")
    counted = (
        ("sessions", answer.sessions),
        ("people", answer.people),
        ("cells", answer.cells),
        ("singletons", answer.singletons),
    )
    for statistic, number in counted:
        result = plain(answer, float(number))
        one = asking.estimate(Cell(rows=rows), result, cohort, statistic)
        yield _in(one, "count")
    explained = plain(answer, answer.r_squared)
    one = asking.estimate(Cell(rows=rows), explained, cohort, "r_squared")
    yield _in(one, "share")


def _in(estimate: Estimate, unit: Unit) -> Estimate:
    return msgspec.structs.replace(estimate, unit=unit)
