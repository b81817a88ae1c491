"""The corrected moments of a regression, within cells of fixed effects."""

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.errors import EstimateError
from metier.estimates.core.people import (
    Flags,
    Floats,
    Indices,
    degrees_of_freedom,
    left_out_in_turn,
    sums_by,
)
from metier.estimates.core.samples import Sample
from metier.estimates.regressions.linear import solved

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

    def solve(self, lam: float, *, quick: bool = False) -> Corrected:
        """Solve the moments and give the coefficients their covariance.

        `quick` leaves no person out in turn: enough to compare tunings.
        """
        everyone = np.ones(self.sample.sessions, dtype=np.bool_)
        inside = _Inside(self, everyone, lam)
        theta, bread = inside.theta()
        count = int(self.units.max()) + 1
        gold_units = len(np.unique(self.units[self.sample.checked]))
        influence = inside.scores(theta, self.units, count) @ bread
        covariance = influence.T @ influence * (gold_units / max(gold_units - 1, 1))
        weights = sums_by(self.units, self.sample.weight, count)
        alone = quick or self.one_person
        if not alone and left_out_in_turn(weights[:, None]):
            gaps = self._without_each(lam, count, theta)
            if gaps is not None:
                covariance = gaps.T @ gaps * ((count - 1) / count)
        df = degrees_of_freedom(weights)
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
    """Moments of some of the sessions, fixed effects taken out.

    A corrected value is lam * machine + weight * (gold - lam * machine). Where the
    regressors are known exactly only the outcome is corrected; else products are
    corrected as products. The mean of a cell is noisy then, and its square too
    large: what each session adds by its product with itself is put right.
    """

    def __init__(self, whole: Moments, rows: Flags, lam: float) -> None:
        sample = whole.sample.of(rows)
        self.lam = lam
        self.weight = sample.weight * (sample.sessions / sample.weight.sum())
        cells = np.unique(whole.cells[rows], return_inverse=True)[1]
        self.cells = cells.astype(np.intp)
        self.count = int(cells.max()) + 1
        self.sizes = sums_by(self.cells, None, self.count)
        self.exact = whole.exact
        self.rating = whole.rating[rows]
        self.truth = self.rating if self.exact else whole.truth[rows]
        self.machine, self.gold = sample.machine, sample.gold

    def _tilde(self, machine: Floats, gold: Floats) -> Floats:
        weight = self.weight if machine.ndim == 1 else self.weight[:, None]
        return np.asarray(self.lam * machine + weight * (gold - self.lam * machine))

    def _x(self) -> Floats:
        return self.rating if self.exact else self._tilde(self.rating, self.truth)

    def _cell_sums(self, table: Floats) -> Floats:
        return np.column_stack(
            [sums_by(self.cells, column, self.count) for column in table.T]
        )

    def _product(self, right: Floats, right_gold: Floats, part: Floats) -> Floats:
        """Sum corrected products of the regressors with columns, times a part."""
        left, gold = self.rating * part[:, None], self.truth * part[:, None]
        if self.exact:
            return np.asarray(left.T @ self._tilde(right, right_gold))
        weight = self.weight[:, None]
        machine = self.lam * (left.T @ right - (left * weight).T @ right)
        return np.asarray(machine + (gold * weight).T @ right_gold)

    def theta(self) -> tuple[Floats, Floats]:
        """Return the coefficients, and the inverse of the second moments."""
        x, outcome = self._x(), self._tilde(self.machine, self.gold)
        both = np.column_stack([x, outcome])
        machine = np.column_stack([self.rating, self.machine])
        gold = np.column_stack([self.truth, self.gold])
        part = 1.0 / self.sizes[self.cells]
        sums = self._cell_sums(both)
        between = (sums[:, :-1] / self.sizes[:, None]).T @ sums
        if self.exact:
            within = x.T @ both - between
        elif self.count == 1:
            # One constant: its corrected size is noisy as well (appendix A).
            one = self.lam + self.weight * (1.0 - self.lam)
            within = self._product(machine, gold, np.ones(len(x)))
            within -= np.outer(sums[0, :-1], sums[0]) / one.sum()
        else:
            within = self._product(machine, gold, 1.0 - part)
            within -= between - (x * part[:, None]).T @ both
        a, b = within[:, :-1], within[:, -1]
        solution = solved(a, np.column_stack([b, np.eye(len(b))]))
        return solution[:, 0], solution[:, 1:]

    def scores(self, theta: Floats, units: Indices, count: int) -> Floats:
        """Return what each unit adds to the moments at the solution."""
        machine, gold = self._centred(self.rating, self.truth, exact=self.exact)
        error_machine = self.machine - self.rating @ theta
        error_gold = self.gold - self.truth @ theta
        left, right = self._centred(error_machine[:, None], error_gold[:, None])
        product = self._tilde(machine * left, gold * right)
        if self.exact or self.count == 1:
            middle = product.mean(axis=0)
            gap = gold * right - self.lam * machine * left
            off = (self.weight[:, None] * gap).sum(axis=0) / self.weight.sum()
            product = product - middle - (self.weight[:, None] - 1.0) * off
            return _by(units, product, count)
        return self._unit_scores(
            (product, self._tilde(machine, gold), self._tilde(left, right)),
            units,
            count,
        )

    def _centred(
        self, machine: Floats, gold: Floats, *, exact: bool = False
    ) -> tuple[Floats, Floats]:
        # By machine means of the cells and one correction for all: no noise of gold.
        means = self._cell_sums(machine) / self.sizes[:, None]
        if exact:
            centre = means[self.cells]
        else:
            gap = self.weight @ (gold - machine) / self.weight.sum()
            centre = means[self.cells] + gap
        return machine - centre, gold - centre

    def _unit_scores(
        self, columns: tuple[Floats, Floats, Floats], units: Indices, count: int
    ) -> Floats:
        product, x, error = columns
        part = 1.0 / self.sizes[self.cells][:, None]
        whole_x, whole_error = self._cell_sums(x), self._cell_sums(error)
        joint, first, inverse = np.unique(
            units * self.count + self.cells, return_index=True, return_inverse=True
        )
        own_x = _by(inverse, x, len(joint))
        own_error = _by(inverse, error, len(joint))
        cell = self.cells[first]
        cross = own_x * whole_error[cell] + whole_x[cell] * own_error
        cross = (cross - own_x * own_error) / self.sizes[cell][:, None]
        alone = product * (1.0 - part) + x * error * part
        return _by(units, alone, count) - _by(units[first], cross, count)


def _by(codes: Indices, table: Floats, count: int) -> Floats:
    codes = codes.astype(np.intp)
    return np.column_stack([sums_by(codes, column, count) for column in table.T])
