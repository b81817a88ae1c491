"""Design-based supervised learning: machine values, put right by a checked sample.

Sessions are checked by a random design, with a probability known for every session.
Then machine + (checked / probability) * (gold - machine) is right on average
whatever the annotator's errors are. `lam` says how far the machine is believed: 1
wholly, 0 not at all (gold alone). Everything here is a ratio of two such sums:
a share and a mean divide by the number of sessions, a conditional rate by another
sum. The correction is divided by the sum of the weights, so that a design that
happens to draw more or fewer does not matter (decision 41).
"""

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.estimates.core.people import (
    Floats,
    Indices,
    degrees_of_freedom,
    few_people,
    sums_by,
)
from metier.estimates.core.samples import Sample

__all__ = ["Corrected", "corrected_ratio", "correlation", "tuned"]


class Corrected(msgspec.Struct, frozen=True, kw_only=True):
    """A corrected ratio, with what each unit adds to its error.

    Units are people, or sessions where there is one person.
    """

    value: float
    variance: float
    df: float
    influence: NDArray[np.float64]
    without: NDArray[np.float64] | None
    """The ratio without each unit, where there are few of them."""


def corrected_ratio(numerator: Sample, denominator: Sample, lam: float) -> Corrected:
    """Estimate the ratio of two corrected sums over the same sessions."""
    units, count, gold_units = _units(numerator)
    over = _Sums(numerator, units, count, lam)
    under = _Sums(denominator, units, count, lam)
    value = over.mean() / under.mean()
    influence = (over.influence() - value * under.influence()) / under.mean()
    variance, without = float("nan"), None
    present = int((over.sizes > 0).sum())
    if gold_units > 1:
        variance = float(np.square(influence).sum() * gold_units / (gold_units - 1))
    if gold_units > 1 and few_people(over.sizes):
        left = over.left_out() / under.left_out()
        if np.all(np.isfinite(left)):
            without = left
            gaps = np.square(left - value).sum()
            variance = float(gaps * (present - 1) / present)
    return Corrected(
        value=value,
        variance=variance,
        df=degrees_of_freedom(over.weights),
        influence=influence,
        without=without,
    )


def _units(sample: Sample) -> tuple[Indices, int, int]:
    # One person: sessions are the units, and the interval speaks of that person.
    if sample.people_count == 1:
        return np.arange(sample.sessions), sample.sessions, sample.gold_count
    return sample.people, sample.everybody, sample.gold_people


class _Sums:
    """Sums by unit: what is needed to leave one unit out."""

    def __init__(self, sample: Sample, units: Indices, count: int, lam: float) -> None:
        error = sample.weight * (sample.gold - lam * sample.machine)
        self.sizes = sums_by(units, None, count)
        self.machine = lam * sums_by(units, sample.machine, count)
        self.weights = sums_by(units, sample.weight, count)
        self.errors = sums_by(units, error, count)

    def mean(self) -> float:
        return float(
            self.machine.sum() / self.sizes.sum()
            + self.errors.sum() / self.weights.sum()
        )

    def influence(self) -> Floats:
        sizes, weights = self.sizes.sum(), self.weights.sum()
        around = self.machine - self.sizes * (self.machine.sum() / sizes)
        beside = self.errors - self.weights * (self.errors.sum() / weights)
        return np.asarray(around / sizes + beside / weights)

    def left_out(self) -> Floats:
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.asarray(
                (self.machine.sum() - self.machine) / (self.sizes.sum() - self.sizes)
                + (self.errors.sum() - self.errors)
                / (self.weights.sum() - self.weights)
            )


def correlation(sample: Sample) -> float:
    """Correlate machine and gold over the checked sessions, weighted."""
    weight = sample.weight[sample.checked]
    gold, machine = sample.gold[sample.checked], sample.machine[sample.checked]
    weight = weight / weight.sum()
    gold = gold - weight @ gold
    machine = machine - weight @ machine
    spread = (weight @ gold**2) * (weight @ machine**2)
    return float(weight @ (gold * machine) / spread**0.5) if spread > 0 else 0.0


def tuned(sample: Sample) -> float:
    """Return how far to believe the machine: lam* of PPI++, between 0 and 1."""
    weight = sample.weight[sample.checked]
    gold, machine = sample.gold[sample.checked], sample.machine[sample.checked]
    weight = weight / weight.sum()
    machine = machine - weight @ machine
    spread = float(np.var(sample.machine))
    if spread <= 0:
        return 0.0
    together = float(weight @ (machine * (gold - weight @ gold)))
    part = sample.gold_count / sample.sessions
    return float(np.clip(together / ((1.0 + part) * spread), 0.0, 1.0))
