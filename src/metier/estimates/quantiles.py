"""Medians and other quantiles by the corrected distribution function.

For a value t, the share of sessions up to t is estimated with the machine's
calibrated probability in place of the machine's answer; the quantile is where that
share crosses q, and the interval holds every t whose share is not too far from q
(methods 1.1).
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from metier.errors import EstimateError
from metier.estimates.choices import check_gold_people, ones
from metier.estimates.naive import FEW_HITS, clustering, quantile_of
from metier.estimates.people import Floats
from metier.estimates.rectified import Corrected, corrected_ratio, correlation
from metier.estimates.results import Result, critical, wilson
from metier.estimates.samples import People, Sample, take

__all__ = ["GOLD_TO_CALIBRATE", "quantile"]

GOLD_TO_CALIBRATE = 50
"""With fewer checked sessions the machine's values are left aside."""

_BETWEEN = 4
_FEWEST = 3


def quantile(  # noqa: PLR0913 - the documented interface: arrays by keyword
    *,
    machine: ArrayLike,
    gold: ArrayLike,
    checked: ArrayLike,
    probability: ArrayLike,
    person: People,
    q: float = 0.5,
    tuning: float | None = None,
) -> Result:
    """Estimate a quantile of a number (the median unless `q` says another)."""
    if not 0.0 < q < 1.0:
        raise EstimateError(f"q is {q:g}; a quantile lies between 0 and 1.")
    sample = take(
        machine=machine,
        gold=gold,
        checked=checked,
        probability=probability,
        person=person,
    )
    if not sample.gold_count:
        return quantile_of(sample.machine, sample.people, q)
    check_gold_people(sample)
    return _Distribution(sample, tuning).result(q)


class _Distribution:
    """The corrected share of sessions up to any value."""

    def __init__(self, sample: Sample, tuning: float | None) -> None:
        self.sample = sample
        self.lam = 0.0
        self.probability: Callable[[float], Floats] | None = None
        self.words = "gold alone, since the machine says too little about it"
        if sample.gold_count < GOLD_TO_CALIBRATE and tuning is None:
            self.words = f"gold alone, below {GOLD_TO_CALIBRATE} checked sessions"
        else:
            self.probability = _calibrated(sample)
        if self.probability is not None:
            self.lam = 1.0 if tuning is None else tuning
            self.words = "machine values calibrated on the checked sessions"
        self.grid = self._grid()

    def at(self, value: float) -> Corrected:
        """Return the share up to a value."""
        sample = self.sample
        machine = np.zeros(sample.sessions)
        if self.probability is not None:
            machine = self.probability(value)
        up_to = sample.with_values(machine, (sample.gold <= value).astype(np.float64))
        return corrected_ratio(up_to, ones(up_to), self.lam)

    def reached(self, share: float) -> float:
        """Return the first value up to which at least this share of sessions is."""
        low, high = 0, len(self.grid) - 1
        while low < high:
            middle = (low + high) // 2
            if self.at(float(self.grid[middle])).value >= share:
                high = middle
            else:
                low = middle + 1
        return float(self.grid[low])

    def result(self, q: float) -> Result:
        """Return the quantile with its interval."""
        sample = self.sample
        value = self.reached(q)
        there = self.at(value)
        half = critical(there.df) * float(max(there.variance, 0.0) ** 0.5)
        ends = (q - half, q + half)
        people = 1 if sample.people_count == 1 else sample.gold_people
        if min(q, 1.0 - q) * sample.gold_count < FEW_HITS:
            # Too few checked sessions beyond it for a Wald interval.
            gold = sample.gold_count
            weight = sample.weight[sample.checked]
            ends = wilson(q * gold, gold, people, there.variance, weight)
        return Result(
            value=value,
            low=self.reached(ends[0]),
            high=self.reached(ends[1]),
            standard_error=None,
            sessions=sample.sessions,
            people=sample.people_count,
            gold=sample.gold_count,
            method=(
                f"quantile {q:g} by the distribution corrected by "
                f"{sample.gold_count} checked sessions ({self.words}); label error is "
                f"in the interval; {clustering(people, there.df)}"
            ),
            label_error=True,
        )

    def _grid(self) -> Floats:
        gold = np.unique(self.sample.gold[self.sample.checked])
        if self.probability is None or len(gold) == 1:
            return gold
        # Between checked values the calibrated share goes on rising.
        steps = np.linspace(0, len(gold) - 1, _BETWEEN * (len(gold) - 1) + 1)
        return np.asarray(np.interp(steps, np.arange(len(gold)), gold))


def _calibrated(sample: Sample) -> Callable[[float], Floats] | None:
    """Return the probability of each session to lie up to a value, or None."""
    logs = bool((sample.machine > 0).all() and (sample.gold[sample.checked] > 0).all())

    def scaled(values: Floats) -> Floats:
        return np.log(values) if logs else values

    machine = scaled(sample.machine)
    known = sample.checked
    gold = scaled(np.where(known, sample.gold, 1.0))
    pair = sample.with_values(machine, gold)
    if pair.gold_count <= _FEWEST or correlation(pair) <= (pair.gold_count - 2) ** -0.5:
        return None
    weight = sample.weight[known] / sample.weight[known].sum()
    centre, mean = float(weight @ machine[known]), float(weight @ gold[known])
    apart = machine[known] - centre
    slope = float(weight @ (apart * gold[known]) / (weight @ apart**2))
    expected = mean + slope * (machine - centre)
    order = np.argsort(gold[known] - expected[known])
    residuals = (gold[known] - expected[known])[order]
    shares = np.concatenate([[0.0], np.cumsum(weight[order])])

    def probability(value: float) -> Floats:
        place = float(scaled(np.asarray([value], dtype=np.float64))[0])
        return np.asarray(shares[np.searchsorted(residuals, place - expected, "right")])

    return probability
