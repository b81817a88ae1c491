"""Between which values a withheld count must lie, given everything that is shown.

A small linear programme, solved exactly: the simplex method on a dense tableau with
Bland's rule, so that it ends. The tables of a release fall into parts of a few dozen
withheld cells, for which this is faster than starting a solver (decision 53).
"""

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.errors import ProofError

__all__ = ["Equation", "Interval", "Unknown", "intervals", "narrower"]

_TOLERANCE = 1e-7
_MOST_PIVOTS = 20_000

Tableau = NDArray[np.float64]


class Unknown(msgspec.Struct, frozen=True):
    """A count that is not shown, and what its rule says of it."""

    low: float = 0.0
    high: float = float("inf")


class Equation(msgspec.Struct, frozen=True):
    """Unknown counts, each times its coefficient, make up a known number."""

    terms: tuple[tuple[int, float], ...]
    total: float


class Interval(msgspec.Struct, frozen=True):
    """The least and the most that a count can be."""

    low: float
    high: float

    @property
    def width(self) -> float:
        """How far apart the two are."""
        return self.high - self.low


def intervals(
    unknowns: Sequence[Unknown], equations: Sequence[Equation]
) -> tuple[Interval, ...]:
    """Return the exact interval of every unknown."""
    start = _Simplex(unknowns, equations)
    found = []
    for index, unknown in enumerate(unknowns):
        low = unknown.low + start.smallest(index, 1.0)
        high = unknown.low - start.smallest(index, -1.0)
        found.append(Interval(low, high))
    return tuple(found)


def narrower(
    unknowns: Sequence[Unknown], equations: Sequence[Equation], width: float
) -> tuple[int, ...]:
    """List the unknowns whose interval is narrower than a width.

    Most are seen to be wide on the way to another's end, which saves the search.
    """
    start = _Simplex(unknowns, equations)
    found = []
    for index in range(len(unknowns)):
        for sign in (1.0, -1.0):
            if start.seen(index) < width - _TOLERANCE:
                start.smallest(index, sign)
        if start.seen(index) < width - _TOLERANCE:
            found.append(index)
    return tuple(found)


class _Simplex:
    """Unknowns above their lower bounds, as columns of a feasible tableau."""

    def __init__(
        self, unknowns: Sequence[Unknown], equations: Sequence[Equation]
    ) -> None:
        self.columns = len(unknowns)
        most = _most(unknowns, equations)
        limited = [
            (index, unknown.high - unknown.low)
            for index, unknown in enumerate(unknowns)
            if unknown.high < most[index]
        ]
        self.width = self.columns + len(limited)
        rows = np.zeros((len(equations) + len(limited), self.width + 1))
        for row, equation in zip(rows, equations, strict=False):
            row[-1] = equation.total
            for index, coefficient in equation.terms:
                row[index] += coefficient
                row[-1] -= coefficient * unknowns[index].low
        for place, (index, room) in enumerate(limited):
            row = rows[len(equations) + place]
            row[index], row[self.columns + place], row[-1] = 1.0, 1.0, room
        self._begin(rows)

    def _begin(self, rows: Tableau) -> None:
        """Find some counts that fit all equations (there are: the true ones)."""
        rows[rows[:, -1] < 0] *= -1
        height = len(rows)
        made = np.hstack((rows[:, :-1], np.eye(height), rows[:, -1:]))
        basis = list(range(self.width, self.width + height))
        costs = np.concatenate((np.zeros(self.width), np.ones(height)))
        if _solve(made, basis, costs) > _TOLERANCE:
            raise ProofError(
                "no counts fit what is shown: two figures count the same sessions "
                "differently. Make the estimates again with `metier estimate`."
            )
        self._leave(made, basis)
        keep = [place for place, column in enumerate(basis) if column < self.width]
        self.rows = np.hstack((made[keep][:, : self.width], made[keep][:, -1:]))
        self.basis = [basis[place] for place in keep]
        self._least = np.full(self.columns, np.inf)
        self._most = np.full(self.columns, -np.inf)
        self._see()

    def _leave(self, made: Tableau, basis: list[int]) -> None:
        """Take helper columns out of the basis; rows without another are spare."""
        for place, column in enumerate(basis):
            if column < self.width:
                continue
            others = np.flatnonzero(np.abs(made[place, : self.width]) > _TOLERANCE)
            if len(others):
                _pivot(made, basis, place, int(others[0]))

    def _see(self) -> None:
        """Remember how small and how large each unknown was in a corner."""
        corner = np.zeros(self.width)
        corner[self.basis] = self.rows[:, -1]
        np.minimum(self._least, corner[: self.columns], out=self._least)
        np.maximum(self._most, corner[: self.columns], out=self._most)

    def seen(self, index: int) -> float:
        """Return how far apart an unknown has been seen to be."""
        return float(self._most[index] - self._least[index])

    def smallest(self, index: int, sign: float) -> float:
        """Return the least value of `sign` times an unknown, from its lower bound."""
        costs = np.zeros(self.width)
        costs[index] = sign
        value = _solve(self.rows, self.basis, costs, self._see)
        if not np.isfinite(value):
            self._most[index] = np.inf
        return value


def _most(
    unknowns: Sequence[Unknown], equations: Sequence[Equation]
) -> NDArray[np.float64]:
    """Return the most that sums allow each unknown, so that fewer limits are kept."""
    most = np.full(len(unknowns), np.inf)
    for equation in equations:
        if all(coefficient > 0 for _, coefficient in equation.terms):
            lows = sum(c * unknowns[index].low for index, c in equation.terms)
            for index, coefficient in equation.terms:
                own = coefficient * unknowns[index].low
                room = (equation.total - lows + own) / coefficient
                most[index] = min(most[index], room)
    return most


def _pivot(rows: Tableau, basis: list[int], place: int, column: int) -> None:
    rows[place] /= rows[place, column]
    others = rows[:, column].copy()
    others[place] = 0.0
    touched = np.flatnonzero(others)
    rows[touched] -= np.outer(others[touched], rows[place])
    basis[place] = column


def _solve(
    rows: Tableau,
    basis: list[int],
    costs: NDArray[np.float64],
    see: Callable[[], None] = lambda: None,
) -> float:
    """Minimise; the tableau is left at the optimum, which starts the next search."""
    for _ in range(_MOST_PIVOTS):
        reduced = costs - costs[basis] @ rows[:, :-1]
        entering = np.flatnonzero(reduced < -_TOLERANCE)
        if not len(entering):
            return float(costs[basis] @ rows[:, -1])
        column = int(entering[0])
        rising = rows[:, column] > _TOLERANCE
        if not rising.any():
            return float("-inf")
        ratios = np.full(len(rows), np.inf)
        ratios[rising] = rows[rising, -1] / rows[rising, column]
        ties = np.flatnonzero(ratios <= ratios.min() + _TOLERANCE)
        place = int(min(ties, key=lambda tie: basis[tie]))
        _pivot(rows, basis, place, column)
        see()
    raise ProofError(
        f"the proof that nothing withheld follows did not end in {_MOST_PIVOTS} steps; "
        "nothing is written. Release fewer figures at once, and please report it."
    )
