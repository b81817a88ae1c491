"""Medians and other quantiles by the corrected distribution function.

For a value t, the share of sessions up to t is estimated with the machine's
calibrated probability in place of the machine's answer; the quantile is where that
share crosses q, and the interval holds every t whose share is not too far from q
(methods 1.1).
"""

import numpy as np
from numpy.typing import ArrayLike

from metier.errors import EstimateError
from metier.estimates.core.naive import acceptable, clustering, quantile_of
from metier.estimates.core.people import Floats
from metier.estimates.core.results import ALPHA, Result, between
from metier.estimates.core.samples import People, Sample, take
from metier.estimates.corrected.choices import check_gold_people, check_tuning, ones
from metier.estimates.corrected.rectified import Corrected, corrected_ratio, correlation

__all__ = ["GOLD_BEYOND", "GOLD_TO_CALIBRATE", "quantile"]

GOLD_TO_CALIBRATE = 50
"""With fewer checked sessions the machine's values are left aside."""

GOLD_BEYOND = 20
"""With fewer checked sessions beyond a quantile the machine is left aside too."""

_BETWEEN = 4
_FEWEST = 3
_OUTER = 21


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
    check_tuning(tuning)
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
    beyond = min(q, 1.0 - q) * sample.gold_count
    return _Distribution(sample, tuning, far_out=beyond < GOLD_BEYOND).result(q)


class _Distribution:
    """The corrected share of sessions up to any value."""

    def __init__(self, sample: Sample, tuning: float | None, *, far_out: bool) -> None:
        self.sample = sample
        self.lam = 0.0
        self.calibration: _Calibration | None = None
        self.words = "gold alone, since the machine says too little about it"
        if tuning is None and (far_out or sample.gold_count < GOLD_TO_CALIBRATE):
            self.words = "gold alone, since too few checked sessions lie beyond it"
        else:
            calibration = _Calibration(sample)
            self.calibration = calibration if calibration.useful else None
        if self.calibration is not None:
            self.lam = 1.0 if tuning is None else tuning
            self.words = "machine values calibrated on the checked sessions"
        self.grid = self._grid()

    def at(self, value: float) -> Corrected:
        """Return the share up to a value."""
        sample = self.sample
        machine = np.zeros(sample.sessions)
        if self.calibration is not None:
            machine = self.calibration.up_to(value)
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
        ends = self._ends(q, there)
        people = 1 if sample.people_count == 1 else sample.gold_people
        return between(
            value,
            self._limits(q, (self.reached(ends[0]), self.reached(ends[1]))),
            sample.counts,
            f"quantile {q:g} by the distribution corrected by {sample.gold_count} "
            f"checked sessions ({self.words}); label error is in the interval; "
            f"{clustering(people, there.df)}",
        )

    def _ends(self, q: float, there: Corrected) -> tuple[float, float]:
        effective = q * (1.0 - q) / there.variance if there.variance > 0 else np.inf
        if self.calibration is None:
            effective = min(effective, float(self.sample.gold_count))
        return acceptable(q, effective, there.df)

    def _limits(self, q: float, ends: tuple[float, float]) -> tuple[float, float]:
        """Where all checked sessions may lie on one side, go on to the last of all."""
        if self.calibration is not None:
            return ends
        gold, machine = self.sample.gold_count, self.sample.machine
        low, high = ends
        if (1.0 - q) ** gold > ALPHA / 2:
            low = min(low, float(machine.min()))
        if q**gold > ALPHA / 2:
            high = max(high, float(machine.max()))
        return low, high

    def _grid(self) -> Floats:
        gold = np.unique(self.sample.gold[self.sample.checked])
        if self.calibration is None or len(gold) == 1:
            return gold
        # Between checked values, and beyond them, the calibrated share goes on rising.
        steps = np.linspace(0, len(gold) - 1, _BETWEEN * (len(gold) - 1) + 1)
        between = np.interp(steps, np.arange(len(gold)), gold)
        return np.unique(np.concatenate([between, self.calibration.outer()]))


class _Calibration:
    """How gold follows from machine values: a line and its weighted residuals."""

    def __init__(self, sample: Sample) -> None:
        known = sample.checked
        self.logs = bool((sample.machine > 0).all() and (sample.gold[known] > 0).all())
        machine = self._scaled(sample.machine)
        gold = self._scaled(np.where(known, sample.gold, 1.0))
        pair = sample.with_values(machine, gold)
        enough = pair.gold_count > _FEWEST
        self.useful = enough and correlation(pair) > (pair.gold_count - 2) ** -0.5
        weight = sample.weight[known] / sample.weight[known].sum()
        centre, mean = float(weight @ machine[known]), float(weight @ gold[known])
        apart = machine[known] - centre
        spread = float(weight @ apart**2)
        slope = float(weight @ (apart * gold[known]) / spread) if spread > 0 else 0.0
        self.expected = mean + slope * (machine - centre)
        order = np.argsort(gold[known] - self.expected[known])
        self.residuals = (gold[known] - self.expected[known])[order]
        self.shares = np.concatenate([[0.0], np.cumsum(weight[order])])

    def _scaled(self, values: Floats) -> Floats:
        return np.log(values) if self.logs else values

    def up_to(self, value: float) -> Floats:
        """Return the probability of each session to lie up to a value."""
        place = np.log(value) if self.logs else value
        found = np.searchsorted(self.residuals, place - self.expected, "right")
        return np.asarray(self.shares[found])

    def outer(self) -> Floats:
        """Return values from the least to the most that the line expects."""
        ends = np.quantile(self.expected, np.linspace(0.0, 1.0, _OUTER))
        low, high = ends + self.residuals[0], ends + self.residuals[-1]
        values = np.concatenate([low, high])
        return np.exp(values) if self.logs else values
