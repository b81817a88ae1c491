"""Conditional rates where both the condition and the answer are the machine's."""

import numpy as np
from numpy.typing import ArrayLike

from metier.errors import EstimateError
from metier.estimates.core.naive import clustering
from metier.estimates.core.people import Flags, ratio_of_sums, sums_by
from metier.estimates.core.results import Result, Wald, wald
from metier.estimates.core.samples import People, Sample, take
from metier.estimates.corrected.choices import (
    Choice,
    believed,
    check_gold_people,
    few,
    few_result,
    from_corrected,
)
from metier.estimates.corrected.leaning import leaning_of_rate, leaning_result
from metier.estimates.corrected.rectified import corrected_ratio
from metier.estimates.corrected.skewness import skewed_result

__all__ = ["rate", "ratio"]


def ratio(  # noqa: PLR0913 - the documented interface: arrays by keyword
    *,
    machine: ArrayLike,
    gold: ArrayLike,
    machine_denominator: ArrayLike,
    gold_denominator: ArrayLike,
    checked: ArrayLike,
    probability: ArrayLike,
    person: People,
    tuning: float | None = None,
) -> Result:
    """Estimate a rate among the sessions that meet a condition, or a ratio of sums.

    `machine` and `gold` are the numerator, `machine_denominator` and
    `gold_denominator` the denominator: for recovery given trouble, success and
    trouble. Where the denominator holds only 0 and 1 the numerator counts only where
    it is 1. The sessions checked must be drawn from all sessions, never from those
    alone that the machine put into the denominator.
    """
    top = take(
        machine=machine,
        gold=gold,
        checked=checked,
        probability=probability,
        person=person,
    )
    below = take(
        machine=machine_denominator,
        gold=gold_denominator,
        checked=checked,
        probability=probability,
        person=person,
    )
    return rate(top, below, tuning)


def rate(top: Sample, below: Sample, tuning: float | None) -> Result:
    """Estimate the rate from samples that were looked over."""
    if _binary(below):
        top = top.with_values(top.machine * below.machine, top.gold * below.gold)
    if not top.gold_count:
        return _naive(top, below)
    check_gold_people(top)
    _check_denominator(float((below.weight * below.gold).sum()), "gold")
    if tuning is None and _binary(below) and _binary(top):
        among = below.checked & (below.gold > 0)
        if few(top.gold, among):
            return few_result("rate", top, below)
    choice = _believed(top, below, tuning)
    corrected = corrected_ratio(top, below, choice.lam)
    result = from_corrected("rate", corrected, top, choice)
    if tuning is None and _binary(below) and _binary(top):
        more = leaning_of_rate(top, below, corrected.value)
        return leaning_result(result, more, corrected.df)
    if tuning is None and not _binary(below):
        return skewed_result(result, corrected.influence, corrected.df)
    return result


def _believed(top: Sample, below: Sample, tuning: float | None) -> Choice:
    # What is corrected is numerator - ratio * denominator, so that decides.
    start = corrected_ratio(top, below, 0.0).value
    gap = top.with_values(
        top.machine - start * below.machine, top.gold - start * below.gold
    )
    return believed(gap, tuning)


def _naive(top: Sample, below: Sample) -> Result:
    _check_denominator(float(below.machine.sum()), "machine")
    units, count = top.people, top.everybody
    if top.people_count == 1:
        units, count = np.arange(top.sessions), top.sessions
    spread = ratio_of_sums(
        sums_by(units, top.machine, count), sums_by(units, below.machine, count)
    )
    return wald(
        Wald(spread.value, spread.variance, spread.df),
        top.counts,
        f"rate, {clustering(top.people_count, spread.df)}",
        annotated=True,
    )


def _binary(sample: Sample) -> bool:
    values: Flags = np.isin(sample.machine, (0, 1)) & np.isin(sample.gold, (0, 1))
    return bool(values.all())


def _check_denominator(total: float, name: str) -> None:
    if total <= 0:
        raise EstimateError(
            f"the {name} denominator sums to {total:g}: no session meets the "
            "condition, so there is no rate. Check more sessions, or widen the "
            "condition."
        )
