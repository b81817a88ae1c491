"""The same shares as if every month had the same mix (direct standardisation)."""

from collections.abc import Hashable, Mapping, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from metier.errors import EstimateError
from metier.estimates.core.naive import clustering
from metier.estimates.core.people import Floats, factorise
from metier.estimates.core.results import Counts, Result, Wald, wald
from metier.estimates.core.samples import People, Sample, same_length, take
from metier.estimates.corrected.choices import (
    Choice,
    believed,
    check_gold_people,
    from_corrected,
    ones,
)
from metier.estimates.corrected.rectified import corrected_ratio

__all__ = ["standardised"]


def standardised(  # noqa: PLR0913 - the documented interface: arrays by keyword
    *,
    machine: ArrayLike,
    gold: ArrayLike,
    checked: ArrayLike,
    probability: ArrayLike,
    person: People,
    stratum: Sequence[Hashable] | NDArray[np.generic],
    mix: Mapping[Hashable, float],
    tuning: float | None = None,
) -> Result:
    """Estimate the mean that these sessions would have with a given mix of strata.

    `mix` says which part each stratum has in the standard (it need not sum to 1).
    Sessions are weighted to that mix; strata outside it do not count.
    """
    sample = take(
        machine=machine,
        gold=gold,
        checked=checked,
        probability=probability,
        person=person,
    )
    same_length(machine=sample.machine, stratum=np.asarray(stratum, dtype=object))
    weight = _weights(stratum, mix)
    inside = weight > 0
    if not sample.gold_count:
        return _naive(sample.of(inside), weight[inside])
    kept = sample.of(inside)
    check_gold_people(kept)
    return _weighted(kept, weight[inside], believed(kept, tuning))


def _weighted(sample: Sample, weight: Floats, choice: Choice) -> Result:
    one = ones(sample)
    over = sample.with_values(weight * sample.machine, weight * sample.gold)
    under = one.with_values(weight, weight)
    corrected = corrected_ratio(over, under, choice.lam)
    return from_corrected("mean at a fixed mix", corrected, sample, choice)


def _naive(sample: Sample, weight: Floats) -> Result:
    exact = sample.taken_as_gold()
    one = ones(exact)
    over = exact.with_values(weight * exact.machine, weight * exact.gold)
    found = corrected_ratio(over, one.with_values(weight, weight), 0.0)
    counts = Counts(sample.sessions, sample.people_count)
    words = f"mean at a fixed mix, {clustering(sample.people_count, found.df)}"
    number = Wald(found.value, found.variance, found.df)
    return wald(number, counts, words, annotated=True)


def _weights(stratum: People, mix: Mapping[Hashable, float]) -> Floats:
    codes, found = factorise(stratum)
    missing = [name for name, part in mix.items() if part > 0 and name not in found]
    if missing:
        raise EstimateError(
            f"no session of {missing[0]!r} is here, though the standard mix has "
            "some: with that mix nothing can be said. Take a mix of strata that "
            "every period has."
        )
    if not any(part > 0 for part in mix.values()):
        raise EstimateError("the standard mix is empty; give each stratum its part.")
    counts = np.bincount(codes, minlength=len(found)).astype(np.float64)
    parts = np.asarray([max(float(mix.get(name, 0.0)), 0.0) for name in found])
    return np.asarray((parts / counts)[codes] * len(codes) / parts.sum())
