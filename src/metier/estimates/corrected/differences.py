"""Differences between two groups, each corrected by its own checked sessions."""

import numpy as np
from numpy.typing import ArrayLike

from metier.errors import EstimateError
from metier.estimates.core.distributions import t_cdf
from metier.estimates.core.naive import clustering
from metier.estimates.core.people import Flags, degrees_of_freedom, sums_by
from metier.estimates.core.results import NAIVE, Result, Wald, between, wald
from metier.estimates.core.samples import People, Sample, flags, same_length, take
from metier.estimates.corrected.choices import (
    Choice,
    believed,
    check_gold_people,
    check_tuning,
    few,
    few_result,
    ones,
)
from metier.estimates.corrected.leaning import (
    Leaning,
    is_binary,
    leaning,
    leaning_result,
)
from metier.estimates.corrected.rectified import Corrected, corrected_ratio

__all__ = ["GOLD_A_GROUP", "difference"]

GOLD_A_GROUP = 30
"""With fewer checked sessions in a group both are corrected alike (methods 1.1)."""


def difference(  # noqa: PLR0913 - the documented interface: arrays by keyword
    *,
    machine: ArrayLike,
    gold: ArrayLike,
    checked: ArrayLike,
    probability: ArrayLike,
    person: People,
    group: ArrayLike,
    tuning: float | None = None,
) -> Result:
    """Estimate the mean where `group` is true minus the mean where it is false.

    Each group is corrected by its own gold, from 30 checked sessions a group up.
    Below, both are taken to have the same error, and the method says so with a test
    of that assumption.
    """
    sample = take(
        machine=machine,
        gold=gold,
        checked=checked,
        probability=probability,
        person=person,
    )
    check_tuning(tuning)
    inside = _groups(group, sample)
    first, second = sample.of(inside), sample.of(~inside)
    if not sample.gold_count:
        return _uncorrected(sample, inside, NAIVE)
    check_gold_people(sample)
    if not all(_enough(one, sample) for one in (first, second)):
        words = (
            "assumes equal error in both groups, since fewer than "
            f"{GOLD_A_GROUP} sessions were checked in one of them"
            f"{_interaction(first, second)}"
        )
        return _uncorrected(sample, inside, words)
    if tuning is None and is_binary(sample):
        scarce = [few(one.gold, one.checked) for one in (first, second)]
        if any(scarce):
            return _from_two_intervals(sample, first, second)
    return _corrected(sample, inside, tuning)


def _groups(group: ArrayLike, sample: Sample) -> Flags:
    inside = flags(group, "group")
    same_length(machine=sample.machine, group=inside)
    if inside.all() or not inside.any():
        where = "true" if inside.all() else "false"
        raise EstimateError(
            f"`group` is {where} for all {sample.sessions} sessions: everyone is in "
            "one group, and there is no difference to estimate."
        )
    return inside


def _enough(group: Sample, whole: Sample) -> bool:
    people = 1 if whole.people_count == 1 else 2
    return group.gold_count >= GOLD_A_GROUP and group.gold_people >= people


def _corrected(sample: Sample, inside: Flags, tuning: float | None) -> Result:
    parts: list[Corrected] = []
    choices: list[Choice] = []
    for rows in (inside, ~inside):
        group = sample.of(rows)
        choice = believed(group, tuning)
        choices.append(choice)
        parts.append(corrected_ratio(group, ones(group), choice.lam))
    variance, df = _together(sample, inside, (parts[0], parts[1]))
    units = 1 if sample.people_count == 1 else sample.gold_people
    result = wald(
        Wald(parts[0].value - parts[1].value, variance, df),
        sample.counts,
        "difference of two groups, each corrected by its own checked sessions "
        f"({choices[0].words}; {choices[1].words}); label error is in the interval; "
        f"{clustering(units, df)}",
    )
    if tuning is not None:
        return result
    one, other = leaning(sample.of(inside)), leaning(sample.of(~inside))
    more = Leaning(one.shift - other.shift, one.variance + other.variance)
    return leaning_result(result, more, df)


def _together(
    sample: Sample, inside: Flags, parts: tuple[Corrected, Corrected]
) -> tuple[float, float]:
    """Return the variance of the difference and its degrees of freedom."""
    first, second = parts
    variance = first.variance + second.variance
    df = first.df + second.df
    if variance > 0:
        # Satterthwaite: as many people as the thinner, noisier group allows.
        df = variance**2 / (
            first.variance**2 / first.df + second.variance**2 / second.df
        )
    counts = [
        sums_by(sample.people[rows], None, sample.everybody)
        for rows in (inside, ~inside)
    ]
    both = (counts[0] > 0) & (counts[1] > 0)
    if sample.people_count == 1 or not both.any():
        return variance, df
    df = min(df, degrees_of_freedom(counts[0] + counts[1]))
    people = sample.people_count
    if first.without is not None and second.without is not None:
        gaps = (first.without - first.value) - (second.without - second.value)
        return float(np.square(gaps).sum() * (people - 1) / people), df
    gaps = first.influence - second.influence
    return float(np.square(gaps).sum() * people / (people - 1)), df


def _from_two_intervals(sample: Sample, first: Sample, second: Sample) -> Result:
    """Put two Wilson intervals together (Newcombe's method)."""
    one, other = (few_result("share", group, ones(group)) for group in (first, second))
    value = one.value - other.value
    ends = [
        (one.value - (one.low or 0.0), (other.high or 1.0) - other.value),
        ((one.high or 1.0) - one.value, other.value - (other.low or 0.0)),
    ]
    down, up = (float(np.hypot(*pair)) for pair in ends)
    return between(
        value,
        (value - down, value + up),
        sample.counts,
        f"difference of two shares (Newcombe), each a {one.method}",
    )


def _uncorrected(sample: Sample, inside: Flags, words: str) -> Result:
    exact = sample.taken_as_gold()
    groups = (exact.of(inside), exact.of(~inside))
    parts = tuple(corrected_ratio(group, ones(group), 0.0) for group in groups)
    variance, df = _together(exact, inside, (parts[0], parts[1]))
    return wald(
        Wald(parts[0].value - parts[1].value, variance, df),
        sample.counts,
        f"difference of two groups; {words}; {clustering(sample.people_count, df)}",
    )


def _interaction(first: Sample, second: Sample) -> str:
    """Test, as far as the gold allows, whether both groups have the same error."""
    errors = []
    for group in (first, second):
        errors_of = group.with_values(
            np.zeros(group.sessions), group.gold - group.machine
        )
        if min(errors_of.gold_people, errors_of.gold_count - 1) < 1:
            return ""
        errors.append(corrected_ratio(errors_of, ones(errors_of), 0.0))
    variance = errors[0].variance + errors[1].variance
    if not variance > 0:
        return ""
    df = min(errors[0].df, errors[1].df)
    t = abs(errors[0].value - errors[1].value) / variance**0.5
    return f" (test of equal error: p = {2 * (1 - t_cdf(t, max(df, 1.0))):.2f})"
