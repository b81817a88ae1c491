"""Least squares where the outcome, and perhaps the regressors, are the machine's.

The moments of the regression are corrected by the checked sessions, as shares are
(methods 1.1 and appendix A): A theta = b, with A and b summed over all sessions by
machine and put right where gold is known. Fixed effects are taken as known exactly.
"""

from collections.abc import Hashable, Sequence

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

from metier.errors import EstimateError
from metier.estimates.core.naive import clustering
from metier.estimates.core.people import FEW_PEOPLE, Flags, Floats, factorise
from metier.estimates.core.results import Counts, Result, Wald, wald
from metier.estimates.core.samples import People, Sample, numbers, same_length, take
from metier.estimates.corrected.choices import check_gold_people, check_tuning
from metier.estimates.regressions.linear import fit
from metier.estimates.regressions.moments import Corrected, Moments

__all__ = [
    "GOLD_TO_TUNE_SLOPES",
    "Slopes",
    "columns_of",
    "gold_columns_of",
    "ols",
    "within_person",
]

GOLD_TO_TUNE_SLOPES = 500
"""With fewer checked sessions a slope is untuned (methods 1.1)."""


class Slopes(Result, frozen=True, kw_only=True):
    """A regression; `value` and its interval are those of the first regressor."""

    coefficients: tuple[Result, ...]
    """One for each regressor, in order."""

    tuning: float
    """How far the machine was believed."""


def ols(  # noqa: PLR0913 - the documented interface: arrays by keyword
    *,
    machine: ArrayLike,
    gold: ArrayLike,
    checked: ArrayLike,
    probability: ArrayLike,
    person: People,
    regressors: ArrayLike,
    gold_regressors: ArrayLike | None = None,
    fixed_effects: Sequence[Hashable] | NDArray[np.generic] | None = None,
    tuning: float | None = None,
) -> Slopes:
    """Regress an outcome (`machine`, `gold`) on regressors, clustered by person.

    `regressors` is one array or n x p; give `gold_regressors` (NaN where not
    checked) where they too are the machine's. A constant is added, or one for every
    level of `fixed_effects`. With a 0/1 outcome this is a linear probability model.
    """
    sample = take(
        machine=machine,
        gold=gold,
        checked=checked,
        probability=probability,
        person=person,
    )
    rating = columns_of(regressors, "regressors", sample.sessions)
    truth = rating
    if gold_regressors is not None:
        truth = gold_columns_of(gold_regressors, rating, sample)
    cells = np.zeros(sample.sessions, dtype=np.intp)
    if fixed_effects is not None:
        same_length(machine=sample.machine, fixed_effects=np.asarray(fixed_effects))
        cells = factorise(fixed_effects)[0]
    if fixed_effects is None:
        rating, truth = _without_constants(rating, truth)
    if not sample.gold_count:
        return _naive(sample, rating, cells)
    check_gold_people(sample)
    moments = Moments(sample, rating, truth, cells)
    lam = _lam(moments, tuning, fixed_effects is not None)
    return _slopes(sample, moments.solve(lam), lam)


def _without_constants(rating: Floats, truth: Floats) -> tuple[Floats, Floats]:
    # Where a column of ones was given, the constant is already there.
    varying = np.ptp(rating, axis=0) > 0
    if varying.all() or not varying.any():
        return rating, truth
    return rating[:, varying], truth[:, varying]


def within_person(  # noqa: PLR0913 - the documented interface: arrays by keyword
    *,
    machine: ArrayLike,
    gold: ArrayLike,
    checked: ArrayLike,
    probability: ArrayLike,
    person: People,
    regressors: ArrayLike,
    gold_regressors: ArrayLike | None = None,
    tuning: float | None = None,
) -> Slopes:
    """Regress with a fixed effect of the person: sessions of one person compared.

    People with one session say nothing here and are left out; the method says how
    many sessions remain.
    """
    sample = take(
        machine=machine,
        gold=gold,
        checked=checked,
        probability=probability,
        person=person,
    )
    columns_of(regressors, "regressors", sample.sessions)
    codes, found = factorise(person)
    often = np.bincount(codes, minlength=len(found))[codes] > 1
    if not often.any():
        raise EstimateError(
            f"none of the {len(found)} people has two sessions, so nothing can be "
            "compared within a person."
        )
    slopes = ols(
        machine=np.asarray(machine)[often],
        gold=np.asarray(gold)[often],
        checked=np.asarray(checked)[often],
        probability=np.asarray(probability)[often],
        person=codes[often],
        regressors=np.asarray(regressors, dtype=np.float64)[often],
        gold_regressors=_some(gold_regressors, often),
        fixed_effects=codes[often],
        tuning=tuning,
    )
    words = (
        f"within person, {int(often.sum())} of {len(often)} sessions, those of people "
        "with two and more; "
    )
    return msgspec.structs.replace(slopes, method=words + slopes.method)


def _some(values: ArrayLike | None, rows: Flags) -> Floats | None:
    return None if values is None else np.asarray(values, dtype=np.float64)[rows]


def _lam(moments: Moments, tuning: float | None, within: bool) -> float:  # noqa: FBT001
    sample = moments.sample
    noisy = within and not moments.exact
    if tuning is not None:
        check_tuning(tuning)
        if not 0.0 <= tuning <= 1.0 or (noisy and tuning < 1.0):
            allowed = (
                "1, since fixed effects with machine-made regressors allow no other"
                if noisy
                else "a number from 0 (gold alone) to 1 (the machine believed wholly)"
            )
            raise EstimateError(f"tuning is {tuning:g}; give {allowed}, or None.")
        return float(tuning)
    if noisy or sample.gold_count < GOLD_TO_TUNE_SLOPES:
        return 1.0
    if sample.gold_people < FEW_PEOPLE:
        return 1.0
    grid = np.linspace(0.0, 1.0, 11)
    errors = [moments.solve(float(lam), quick=True).covariance[0, 0] for lam in grid]
    return float(grid[int(np.argmin(errors))])


def _slopes(sample: Sample, found: Corrected, lam: float) -> Slopes:
    people = 1 if sample.people_count == 1 else sample.gold_people
    method = (
        f"least squares, moments corrected by {sample.gold_count} checked sessions "
        f"(tuning {lam:g}); label error is in the interval; "
        f"{clustering(people, float(found.df.min()))}"
    )
    results = [
        wald(
            Wald(value, float(found.covariance[index, index]), float(found.df[index])),
            sample.counts,
            method,
        )
        for index, value in enumerate(found.coefficients.tolist())
    ]
    return _together(results, lam)


def _naive(sample: Sample, rating: Floats, cells: NDArray[np.intp]) -> Slopes:
    units = sample.people
    if sample.people_count == 1:
        units = np.arange(sample.sessions)
    answer = fit(sample.machine, rating, units, cells)
    people = min(answer.people, sample.people_count)
    results = []
    for index, value in enumerate(answer.coefficients.tolist()):
        df = float(answer.df[index])
        number = Wald(value, float(answer.covariance[index, index]), df)
        method = f"least squares, {clustering(people, df)}"
        counts = Counts(answer.sessions, people)
        results.append(wald(number, counts, method, annotated=True))
    return _together(results, 1.0)


def _together(results: list[Result], lam: float) -> Slopes:
    first = msgspec.structs.asdict(results[0])
    return Slopes(**first, coefficients=tuple(results), tuning=lam)


def columns_of(values: ArrayLike, name: str, rows: int) -> Floats:
    """Read one array or several as the columns of a table."""
    table = np.asarray(values)
    if table.ndim == 1:
        table = table[:, None]
    columns = [numbers(column, name) for column in table.T]
    if not columns or len(table) != rows:
        raise EstimateError(
            f"`{name}` has {len(table)} rows of {len(columns)} columns for {rows} "
            "sessions; give one row a session and at least one column."
        )
    return np.column_stack(columns)


def gold_columns_of(values: ArrayLike, rating: Floats, sample: Sample) -> Floats:
    """Read the gold version of the same columns, 0 where not checked."""
    table = np.asarray(values, dtype=np.float64)
    table = table[:, None] if table.ndim == 1 else table
    if table.shape != rating.shape:
        raise EstimateError(
            f"`gold_regressors` is {table.shape} and `regressors` {rating.shape}; "
            "both hold the same columns, NaN in gold where not checked."
        )
    missing = int(np.isnan(table[sample.checked]).any(axis=1).sum())
    if missing:
        raise EstimateError(
            f"{missing} checked sessions have no gold value of a regressor. A "
            "checked session needs every gold value; set `checked` to false for it "
            "and lower `probability` by the share of answers given."
        )
    return np.where(sample.checked[:, None], table, 0.0)
