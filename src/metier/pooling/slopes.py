"""Regressions from moments: what rows would give, without a row.

Of each person and joint cell of the controls there are the sums of x, y and their
products. Taking the cell's mean out of a sum of products needs those sums alone
(Frisch-Waugh-Lovell), so coefficients, the clustered covariance (CRV1, or, where
there are few, each person left out in turn) and the degrees of freedom equal those
over rows.
"""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.errors import EstimateError
from metier.estimates import degrees_of_freedom, left_out_in_turn
from metier.pooling.files import Moments

__all__ = ["Fitted", "fit_moments"]

Matrix = NDArray[np.float64]
Parts = Sequence[tuple[str, Moments]]


class Fitted(msgspec.Struct, frozen=True, kw_only=True):
    """Coefficients with their clustered covariance."""

    coefficients: Matrix
    covariance: Matrix
    df: Matrix
    sessions: int
    people: int
    cells: int
    singletons: int


class _Cell:
    """Sums over everybody in one joint cell."""

    def __init__(self, size: int) -> None:
        self.sessions = 0
        self.x: Matrix = np.zeros(size)
        self.y = 0.0


def _square(one: Moments) -> Matrix:
    size = len(one.x)
    table = np.zeros((size, size))
    table[np.triu_indices(size)] = one.xx
    return np.asarray(table + np.triu(table, 1).T)


def _totals(parts: Parts) -> dict[tuple[str, ...], _Cell]:
    totals: dict[tuple[str, ...], _Cell] = {}
    for _, one in parts:
        cell = totals.setdefault(one.cell, _Cell(len(one.x)))
        cell.sessions += one.sessions
        cell.x = cell.x + np.array(one.x)
        cell.y += one.y
    return totals


def _within(parts: Parts) -> dict[str, tuple[Matrix, Matrix]]:
    """Return each person's products of x and x, x and y, cell means taken out."""
    totals = _totals(parts)
    inner: dict[str, tuple[Matrix, Matrix]] = {}
    for person, one in parts:
        cell = totals[one.cell]
        if cell.sessions <= 1:
            continue
        mean_x, mean_y = cell.x / cell.sessions, cell.y / cell.sessions
        x = np.array(one.x)
        xx = _square(one) - np.outer(mean_x, x) - np.outer(x, mean_x)
        xx = xx + one.sessions * np.outer(mean_x, mean_x)
        xy = np.array(one.xy) - mean_x * one.y - x * mean_y
        xy = xy + one.sessions * mean_x * mean_y
        old = inner.get(person)
        inner[person] = (xx, xy) if old is None else (old[0] + xx, old[1] + xy)
    return inner


def _solve(inner: dict[str, tuple[Matrix, Matrix]]) -> tuple[Matrix, Matrix]:
    whole = np.sum([xx for xx, _ in inner.values()], axis=0)
    right = np.sum([xy for _, xy in inner.values()], axis=0)
    scale = np.sqrt(np.abs(np.diag(whole)))
    if not np.all(scale > 0) or np.linalg.cond(whole / np.outer(scale, scale)) > 1e10:  # noqa: PLR2004  (numerically no slope)
        raise EstimateError(
            "a regressor does not vary once the others and the fixed effects are held "
            "fixed: there is no slope in these sums."
        )
    return np.linalg.solve(whole, right), np.linalg.inv(whole)


def fit_moments(parts: Parts) -> Fitted:
    """Regress y on x within cells, clustered by person."""
    inner = _within(parts)
    if not inner:
        raise EstimateError("every session is alone in its cell: nothing to compare.")
    theta, bread = _solve(inner)
    people = len(inner)
    scores = np.array([xy - xx @ theta for xx, xy in inner.values()])
    covariance = bread @ (scores.T @ scores) @ bread * (people / max(people - 1, 1))
    spread = np.array([np.diag(xx) for xx, _ in inner.values()])
    if left_out_in_turn(spread):
        gaps = _left_out(parts, list(inner), theta)
        if gaps is not None:
            covariance = gaps.T @ gaps * ((people - 1) / people)
    sizes = [cell.sessions for cell in _totals(parts).values()]
    return Fitted(
        coefficients=theta,
        covariance=covariance,
        df=np.array([degrees_of_freedom(column) for column in spread.T]),
        sessions=sum(size for size in sizes if size > 1),
        people=people,
        cells=len(sizes),
        singletons=sum(size == 1 for size in sizes),
    )


def _left_out(parts: Parts, people: list[str], theta: Matrix) -> Matrix | None:
    gaps = []
    for person in people:
        rest = [(name, one) for name, one in parts if name != person]
        try:
            gaps.append(_solve(_within(rest))[0] - theta)
        except (EstimateError, ValueError):
            return None
    return np.array(gaps)
