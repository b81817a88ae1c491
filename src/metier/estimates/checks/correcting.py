"""Slopes of the page, corrected by the sessions that people checked.

Who is in the regression, its outcome and its regressors may all be the machine's, so
the moments are corrected as wholes (methods 1.1 and appendix A): a session that the
machine left out adds nothing by machine, and what it really is where it was checked.
"""

from collections.abc import Callable

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.errors import EstimateError
from metier.estimates.cells.frames import Sessions
from metier.estimates.core.naive import clustering
from metier.estimates.core.people import (
    FEW_PEOPLE,
    Flags,
    Floats,
    Indices,
    degrees_of_freedom,
    sums_by,
)
from metier.estimates.core.results import Counts, Result, Wald, wald
from metier.estimates.regressions.linear import solved

__all__ = ["GOLD_A_SLOPE", "Design", "Designed", "Drawn", "corrected_slopes"]

GOLD_A_SLOPE = 100
"""With fewer checked sessions in a regression it is not corrected."""


class Design(msgspec.Struct, frozen=True, kw_only=True):
    """A regression as one annotator sees it: the machine, or the people who checked."""

    inside: NDArray[np.bool_]
    """Sessions that are in it."""

    outcome: NDArray[np.float64]
    """Of every session; what stands outside is not looked at."""

    regressors: NDArray[np.float64]
    """Sessions by regressors, without the constant."""


Designed = Callable[[Sessions], Design]
"""How the regression is read off sessions."""


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """Which sessions were checked, with what weight, and whose all are."""

    checked: NDArray[np.bool_]
    weight: NDArray[np.float64]
    """checked / probability."""

    people: NDArray[np.intp]


def corrected_slopes(
    machine: Design, gold: Design, drawn: Drawn
) -> tuple[Result, ...] | None:
    """Return a result a regressor; None where too little was checked."""
    inside = gold.inside & drawn.checked
    count = int(inside.sum())
    people = np.unique(drawn.people[inside])
    if count < GOLD_A_SLOPE or len(people) < 2:  # noqa: PLR2004 - one person is no many
        return None
    table = _Table(machine, gold, drawn)
    everybody = np.ones(len(drawn.people), dtype=np.bool_)
    try:
        theta, bread = table.solve(everybody)
    except EstimateError:
        return None
    units = np.unique(drawn.people, return_inverse=True)[1].astype(np.intp)
    covariance = table.covariance(theta, bread, units)
    sizes = sums_by(units, drawn.weight * inside, int(units.max()) + 1)
    df = degrees_of_freedom(sizes)
    counts = Counts(
        int(machine.inside.sum()), len(np.unique(drawn.people[machine.inside])), count
    )
    method = (
        f"least squares, moments corrected by {count} checked sessions (untuned); "
        f"label error is in the interval; {clustering(len(people), df)}"
    )
    return tuple(
        wald(Wald(float(theta[i]), float(covariance[i, i]), df), counts, method)
        for i in range(1, len(theta))
    )


class _Table:
    """Machine and gold versions of outcome and regressors, constant first."""

    def __init__(self, machine: Design, gold: Design, drawn: Drawn) -> None:
        self.weight = drawn.weight * (len(drawn.weight) / drawn.weight.sum())
        self.machine = _with_constant(machine, machine.inside)
        self.gold = _with_constant(gold, gold.inside & drawn.checked)

    def solve(self, rows: Flags) -> tuple[Floats, Floats]:
        """Return the coefficients, and the inverse of the second moments."""
        weight = self.weight[rows]
        weight = (weight * (len(weight) / weight.sum()))[:, None]
        (xf, yf), (x, y) = (
            (version[0][rows], version[1][rows])
            for version in (self.machine, self.gold)
        )
        left = xf.T @ xf + (x * weight).T @ x - (xf * weight).T @ xf
        right = xf.T @ yf + (x * weight).T @ y - (xf * weight).T @ yf
        found = solved(left, np.column_stack([right, np.eye(len(right))]))
        return found[:, 0], found[:, 1:]

    def covariance(self, theta: Floats, bread: Floats, units: Indices) -> Floats:
        """Cluster by unit; leave each out in turn where there are few."""
        count = int(units.max()) + 1
        if count < FEW_PEOPLE:
            gaps = self._without_each(theta, units, count)
            if gaps is not None:
                return np.asarray(gaps.T @ gaps * ((count - 1) / count))
        by_machine, by_gold = (
            x * (y - x @ theta)[:, None] for x, y in (self.machine, self.gold)
        )
        gap = by_gold - by_machine
        weight = self.weight[:, None]
        off = (weight * gap).sum(axis=0) / self.weight.sum()
        scores = by_machine + weight * gap - (weight - 1.0) * off
        summed = np.column_stack([sums_by(units, column, count) for column in scores.T])
        influence = summed @ bread
        checked = int((sums_by(units, self.weight, count) > 0).sum())
        return np.asarray(influence.T @ influence * (checked / max(checked - 1, 1)))

    def _without_each(self, theta: Floats, units: Indices, count: int) -> Floats | None:
        gaps = []
        for unit in range(count):
            rest = units != unit
            if not self.weight[rest].any():
                return None
            try:
                gaps.append(self.solve(rest)[0] - theta)
            except EstimateError:
                return None
        return np.asarray(gaps)


def _with_constant(design: Design, inside: Flags) -> tuple[Floats, Floats]:
    columns = np.column_stack([np.ones(len(inside)), design.regressors])
    return (
        np.where(inside[:, None], columns, 0.0),
        np.where(inside, design.outcome, 0.0),
    )
