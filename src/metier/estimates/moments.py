"""The corrected moments of a regression, within cells of fixed effects."""

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.errors import EstimateError
from metier.estimates.frames import Flags
from metier.estimates.linear import sandwich, solved
from metier.estimates.people import (
    FEW_PEOPLE,
    Floats,
    Indices,
    degrees_of_freedom,
    sums_by,
)
from metier.estimates.samples import Sample

__all__ = ["Corrected", "Moments"]


class Corrected(msgspec.Struct, frozen=True, kw_only=True):
    """Coefficients from corrected moments, with their clustered covariance."""

    coefficients: NDArray[np.float64]
    covariance: NDArray[np.float64]
    df: NDArray[np.float64]


class Moments:
    """Machine and gold versions of outcome and regressors, ready to be solved."""

    def __init__(
        self, sample: Sample, rating: Floats, truth: Floats, cells: Indices
    ) -> None:
        """Take the outcome, both versions of the regressors, and the cells."""
        self.sample = sample
        self.rating = rating
        self.truth = truth
        self.cells = cells
        self.one_person = sample.people_count == 1
        self.units = (
            np.arange(sample.sessions)
            if self.one_person
            else np.unique(sample.people, return_inverse=True)[1].astype(np.intp)
        )
        self.exact = rating is truth or bool(
            (rating[sample.checked] == truth[sample.checked]).all()
        )

    def solve(self, lam: float) -> Corrected:
        """Solve the moments and give the coefficients their covariance."""
        everyone = np.ones(self.sample.sessions, dtype=np.bool_)
        inside = _Inside(self, everyone, lam)
        theta, bread = inside.theta()
        scores = inside.scores(theta)
        count = int(self.units.max()) + 1
        gold_units = len(np.unique(self.units[self.sample.checked]))
        influence = scores @ bread
        covariance = sandwich(influence, self.units, count)
        covariance *= (count - 1) / count * gold_units / max(gold_units - 1, 1)
        if not self.one_person and count < FEW_PEOPLE:
            gaps = self._without_each(lam, count, theta)
            if gaps is not None:
                covariance = gaps.T @ gaps * ((count - 1) / count)
        df = degrees_of_freedom(sums_by(self.units, self.sample.weight, count))
        return Corrected(
            coefficients=theta,
            covariance=covariance,
            df=np.full(len(theta), df),
        )

    def _without_each(self, lam: float, count: int, theta: Floats) -> Floats | None:
        gaps = []
        for unit in range(count):
            rest = self.units != unit
            if not self.sample.checked[rest].any():
                return None
            try:
                gaps.append(_Inside(self, rest, lam).theta()[0] - theta)
            except EstimateError:
                return None
        return np.asarray(gaps)


class _Inside:
    """Moments of some of the sessions, fixed effects taken out."""

    def __init__(self, whole: Moments, rows: Flags, lam: float) -> None:
        sample = whole.sample.of(rows)
        self.lam = lam
        self.weight = sample.weight * (sample.sessions / sample.weight.sum())
        self.cells = np.unique(whole.cells[rows], return_inverse=True)[1]
        self.cells = self.cells.astype(np.intp)
        self.count = int(self.cells.max()) + 1
        self.rating, self.truth = whole.rating[rows], whole.truth[rows]
        self.machine, self.gold = sample.machine, sample.gold
        self.unbiased = self.count > 1 and not whole.exact
        # Corrected size of every cell, and corrected means of what is in it.
        one = lam + self.weight * (1.0 - lam)
        self.sizes = self._by_cell(one)
        self.means = (
            np.column_stack(
                [
                    self._by_cell(column)
                    for column in self._tilde(self.rating, self.truth).T
                ]
            )
            / self._safe()[:, None]
        )
        self.outcome_means = (
            self._by_cell(self._tilde(self.machine, self.gold)) / self._safe()
        )

    def _safe(self) -> Floats:
        return np.where(np.abs(self.sizes) > 0, self.sizes, 1.0)

    def _by_cell(self, values: Floats) -> Floats:
        return sums_by(self.cells, values, self.count)

    def _tilde(self, machine: Floats, gold: Floats) -> Floats:
        weight = self.weight if machine.ndim == 1 else self.weight[:, None]
        return np.asarray(self.lam * machine + weight * (gold - self.lam * machine))

    def theta(self) -> tuple[Floats, Floats]:
        """Return the coefficients, and the inverse of the second moments."""
        x, g, w, lam = self.rating, self.truth, self.weight, self.lam
        a = lam * x.T @ x + (g * w[:, None]).T @ g - lam * (x * w[:, None]).T @ x
        b = lam * x.T @ self.machine
        b = b + (g * w[:, None]).T @ self.gold
        b = b - lam * (x * w[:, None]).T @ self.machine
        between = self.means * self._safe()[:, None]
        a = a - between.T @ self.means
        b = b - between.T @ self.outcome_means
        if self.unbiased:
            extra_a, extra_b = self._own_products()
            a, b = a + extra_a, b + extra_b
        solution = solved(a, np.column_stack([b[:, None], np.eye(len(b))]))
        return solution[:, 0], solution[:, 1:]

    def _own_products(self) -> tuple[Floats, Floats]:
        # The product of a noisy cell mean with itself is too large by each session's
        # product with itself: put its corrected value in instead.
        part = 1.0 / self._safe()[self.cells]
        x, g, w, lam = self.rating, self.truth, self.weight, self.lam
        tilde, outcome = self._tilde(x, g), self._tilde(self.machine, self.gold)
        noisy_a = (tilde * part[:, None]).T @ tilde
        noisy_b = (tilde * part[:, None]).T @ outcome
        right_a = lam * (x * part[:, None]).T @ x
        right_a = right_a + (g * (w * part)[:, None]).T @ g
        right_a = right_a - lam * (x * (w * part)[:, None]).T @ x
        right_b = lam * (x * part[:, None]).T @ self.machine
        right_b = right_b + (g * (w * part)[:, None]).T @ self.gold
        right_b = right_b - lam * (x * (w * part)[:, None]).T @ self.machine
        return noisy_a - right_a, noisy_b - right_b

    def scores(self, theta: Floats) -> Floats:
        """Return what each session adds to the moments at the solution."""
        means, outcome = self.means[self.cells], self.outcome_means[self.cells]
        x, g = self.rating - means, self.truth - means
        machine = x * (self.machine - outcome - x @ theta)[:, None]
        gold = g * (self.gold - outcome - g @ theta)[:, None]
        gap = gold - self.lam * machine
        weight = self.weight[:, None]
        mean_gap = (weight * gap).sum(axis=0) / weight.sum()
        return np.asarray(
            self.lam * (machine - machine.mean(axis=0)) + weight * (gap - mean_gap)
        )
