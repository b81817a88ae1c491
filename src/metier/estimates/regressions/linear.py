"""Least squares with joint fixed effects, clustered by person.

Fixed effects are cells of all controls together (the study's `FE cells` multiply:
36, 252, …), taken out by subtracting cell means. A cell with one session says
nothing about a slope: such singletons are dropped and counted.
"""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.errors import EstimateError
from metier.estimates.core.naive import compact
from metier.estimates.core.people import (
    Floats,
    Indices,
    degrees_of_freedom,
    left_out_in_turn,
    sums_by,
)

__all__ = ["Fit", "demeaned", "fit", "joint_cells", "sandwich", "solved"]

_COLLINEAR = 1e-10
"""A regressor that keeps less than this part of its variance is no regressor."""


class Fit(msgspec.Struct, frozen=True, kw_only=True):
    """Coefficients with their clustered covariance."""

    coefficients: NDArray[np.float64]
    covariance: NDArray[np.float64]
    influence: NDArray[np.float64]
    """Session by coefficient, zero for sessions that were not usable."""

    sessions: int
    """Usable sessions: singletons are not among them."""

    people: int
    cells: int
    singletons: int
    r_squared: float
    """Of the whole model, fixed effects included."""

    df: NDArray[np.float64]
    """Degrees of freedom of the t, by coefficient."""

    def error(self, index: int) -> float:
        """Return the standard error of one coefficient."""
        return float(max(self.covariance[index, index], 0.0) ** 0.5)


def joint_cells(columns: Sequence[Indices], rows: int) -> Indices:
    """Give the cells of all columns together numbers; unknown is a level of its own."""
    cells = np.zeros(rows, dtype=np.intp)
    for codes in columns:
        shifted = codes - codes.min() if rows else codes
        cells = cells * (int(shifted.max(initial=0)) + 1) + shifted
        cells = np.unique(cells, return_inverse=True)[1].astype(np.intp)
    return cells


def demeaned(values: Floats, cells: Indices, sizes: Floats) -> Floats:
    """Subtract the mean of each cell."""
    means = sums_by(cells, values, len(sizes)) / np.maximum(sizes, 1.0)
    return values - means[cells]


def solved(matrix: Floats, right: Floats) -> Floats:
    """Solve a small system, or say that a regressor does not vary."""
    scale = np.sqrt(np.abs(np.diag(matrix)))
    if not np.all(scale > 0) or not np.all(np.isfinite(matrix)):
        raise EstimateError(_FLAT)
    standard = matrix / np.outer(scale, scale)
    if np.linalg.svd(standard, compute_uv=False)[-1] < _COLLINEAR:
        raise EstimateError(_FLAT)
    inner = right / (scale[:, None] if right.ndim > 1 else scale)
    answer = np.linalg.solve(standard, inner)
    return np.asarray(answer / (scale[:, None] if right.ndim > 1 else scale))


_FLAT = (
    "a regressor does not vary once the others and the fixed effects are held "
    "fixed: there is no slope in these sessions. Drop it, or use fewer controls."
)


def sandwich(influence: Floats, people: Indices, count: int) -> Floats:
    """Covariance from influence by session: CRV1, summed within people."""
    by_person = np.column_stack(
        [sums_by(people, column, count) for column in influence.T]
    )
    return by_person.T @ by_person * (count / max(count - 1, 1))


def fit(
    outcome: Floats, regressors: Floats, people: Indices, cells: Indices | None = None
) -> Fit:
    """Regress the outcome on the regressors within cells (or with a constant)."""
    if cells is None:
        cells = np.zeros(len(outcome), dtype=np.intp)
    sizes = np.bincount(cells).astype(np.float64)
    usable = sizes[cells] > 1
    if not usable.any():
        raise EstimateError(
            f"each of the {len(outcome)} sessions is alone in its cell of controls: "
            "nothing is left to compare. Use fewer controls."
        )
    codes, count = compact(people[usable])
    x = np.column_stack([demeaned(c, cells, sizes) for c in regressors.T])[usable]
    y = demeaned(outcome, cells, sizes)[usable]
    inverse = solved(x.T @ x, np.eye(x.shape[1]))
    coefficients = inverse @ (x.T @ y)
    residuals = y - x @ coefficients
    influence = (x * residuals[:, None]) @ inverse
    covariance = sandwich(influence, codes, count)
    weights = [sums_by(codes, np.square(column), count) for column in x.T]
    if left_out_in_turn(np.column_stack(weights)):
        left_out = _left_out(outcome, regressors, people, (cells, usable))
        if left_out is not None:
            gaps = left_out - coefficients
            covariance = gaps.T @ gaps * ((count - 1) / count)
    whole = np.zeros((len(outcome), x.shape[1]))
    whole[usable] = influence
    total = np.square(outcome[usable] - outcome[usable].mean()).sum()
    return Fit(
        coefficients=coefficients,
        covariance=covariance,
        influence=whole,
        sessions=int(usable.sum()),
        people=count,
        df=np.asarray([degrees_of_freedom(weight) for weight in weights]),
        cells=int((sizes > 0).sum()),
        singletons=int((~usable).sum()),
        r_squared=float(1 - np.square(residuals).sum() / total) if total > 0 else 0.0,
    )


def _left_out(
    outcome: Floats,
    regressors: Floats,
    people: Indices,
    cells_and_usable: tuple[Indices, NDArray[np.bool_]],
) -> Floats | None:
    # CRV3: the regression again without each person. None if one of them cannot be
    # left out, because the slope is theirs alone.
    cells, usable = cells_and_usable
    answers = []
    for person in np.unique(people[usable]):
        rest = people != person
        sizes = np.bincount(cells[rest], minlength=int(cells.max()) + 1).astype(float)
        x = np.column_stack(
            [demeaned(column[rest], cells[rest], sizes) for column in regressors.T]
        )
        try:
            answers.append(
                solved(x.T @ x, x.T @ demeaned(outcome[rest], cells[rest], sizes))
            )
        except EstimateError:
            return None
    return np.asarray(answers)
