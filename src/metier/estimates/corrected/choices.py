"""Which estimator for so much gold (methods 1.3), and what to say about it."""

import msgspec
import numpy as np

from metier.errors import EstimateError
from metier.estimates.core.naive import FEW_HITS, clustering
from metier.estimates.core.people import Flags, Floats
from metier.estimates.core.results import Result, Wald, between, wald, wilson
from metier.estimates.core.samples import Sample
from metier.estimates.corrected.rectified import (
    Corrected,
    corrected_ratio,
    correlation,
    tuned,
)

__all__ = [
    "GOLD_TO_TUNE",
    "UNEVEN",
    "Choice",
    "believed",
    "check_gold_people",
    "check_tuning",
    "few",
    "few_result",
    "from_corrected",
    "ones",
    "unevenness",
]

GOLD_TO_TUNE = 100
"""With fewer checked sessions the machine is believed as it is: lam = 1."""


UNEVEN = 1.2
"""From here on few hits among unequally likely sessions are no binomial sample."""


class Choice(msgspec.Struct, frozen=True):
    """How far the machine is believed, and why."""

    lam: float
    words: str


def check_tuning(tuning: float | None) -> None:
    """Refuse a tuning that is none."""
    if tuning is None:
        return
    if isinstance(tuning, str) or not 0.0 <= tuning <= 1.0:
        raise EstimateError(
            f"tuning is {tuning}; give a number from 0 (gold alone) to 1 (the machine "
            "believed wholly), or None to have it chosen."
        )


def believed(sample: Sample, tuning: float | None) -> Choice:
    """Choose lam by the amount of gold, unless it is given."""
    if tuning is not None:
        check_tuning(tuning)
        return Choice(float(tuning), f"tuning given as {tuning:g}")
    gold = sample.gold_count
    enough_to_compare = 3
    if gold < enough_to_compare or correlation(sample) <= 1.0 / (gold - 2) ** 0.5:
        return Choice(0.0, "gold alone, since the machine says too little about it")
    if gold < GOLD_TO_TUNE:
        return Choice(1.0, f"untuned, below {GOLD_TO_TUNE} checked sessions")
    lam = tuned(sample)
    return Choice(lam, f"tuned ({lam:.2f})")


def ones(sample: Sample) -> Sample:
    """Return the denominator of a share or a mean: one a session."""
    one = np.ones(sample.sessions)
    return sample.with_values(one, one)


def few(hits: Floats, among: Flags) -> bool:
    """Say whether fewer than ten checked sessions are hits, or are not."""
    found = float(hits[among].sum())
    return min(found, float(among.sum()) - found) < FEW_HITS


def unevenness(sample: Sample) -> float:
    """Return by how much unequal chances lessen the worth of the checked sessions."""
    weight = sample.weight[sample.checked]
    return len(weight) * float(np.square(weight).sum() / weight.sum() ** 2)


def few_result(kind: str, numerator: Sample, denominator: Sample) -> Result:
    """Estimate from gold alone with a Wilson interval: too few for a Wald one."""
    corrected = corrected_ratio(numerator, denominator, 0.0)
    among = denominator.checked & (denominator.gold > 0)
    count = int(among.sum())
    people = len(np.unique(denominator.people[among]))
    low, high = wilson(
        corrected.value * count,
        count,
        people if denominator.people_count > 1 else 1,
        corrected.variance,
        weight=denominator.weight[among],
    )
    one = people if denominator.people_count > 1 else 1
    return between(
        corrected.value,
        (low, high),
        numerator.counts,
        f"{kind} from {numerator.gold_count} checked sessions alone, Wilson interval: "
        f"fewer than {FEW_HITS} of them are hits, or are not "
        f"({clustering(one, corrected.df)})",
    )


def from_corrected(
    kind: str, corrected: Corrected, sample: Sample, choice: Choice
) -> Result:
    """Give a corrected number its interval by t, and say how it was made."""
    units = 1 if sample.people_count == 1 else sample.gold_people
    return wald(
        Wald(corrected.value, corrected.variance, corrected.df),
        sample.counts,
        f"{kind} of machine values, corrected by {sample.gold_count} checked "
        f"sessions ({choice.words}); label error is in the interval; "
        f"{clustering(units, corrected.df)}",
    )


def check_gold_people(sample: Sample) -> None:
    """Refuse a single checked session or person among many: no error can be given."""
    if sample.gold_count and sample.people_count > 1 and sample.gold_people == 1:
        raise EstimateError(
            f"all {sample.gold_count} checked sessions belong to one of "
            f"{sample.people_count} people, so nothing is known about how people "
            "differ. Check sessions of at least two people, or estimate for that "
            "person alone."
        )
    if sample.gold_count == 1:
        raise EstimateError(
            "one session was checked: no interval can be made from a single one. "
            "Check at least two, better 50 (`metier gold plan`)."
        )
