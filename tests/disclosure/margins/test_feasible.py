"""Intervals of withheld counts, against scipy's solver."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from metier.disclosure.margins.feasible import Equation, Interval, Unknown, intervals
from metier.errors import DisclosureError

SIDE = 3


def by_scipy(
    unknowns: list[Unknown], equations: list[Equation]
) -> tuple[Interval, ...]:
    matrix = np.zeros((len(equations), len(unknowns)))
    for row, equation in zip(matrix, equations, strict=True):
        for index, coefficient in equation.terms:
            row[index] += coefficient
    totals = [equation.total for equation in equations]
    bounds = [(u.low, None if np.isinf(u.high) else u.high) for u in unknowns]
    found = []
    for index in range(len(unknowns)):
        costs = np.zeros(len(unknowns))
        costs[index] = 1
        ends = [
            linprog(sign * costs, A_eq=matrix, b_eq=totals, bounds=bounds)
            for sign in (1, -1)
        ]
        low = float("-inf") if ends[0].status == 3 else ends[0].fun
        high = float("inf") if ends[1].status == 3 else -ends[1].fun
        found.append(Interval(low, high))
    return tuple(found)


@given(
    counts=st.lists(st.integers(0, 40), min_size=4, max_size=16),
    width=st.integers(2, 4),
    wanted=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_intervals_are_those_of_scipy(
    counts: list[int], width: int, wanted: st.DataObject
) -> None:
    unknowns = []
    for count in counts:
        small = wanted.draw(st.booleans())
        unknowns.append(Unknown(0, 40) if small else Unknown(min(count, 15)))
    every = range(len(counts))
    terms = [list(every[first : first + width]) for first in every[::width]]
    terms += [list(every[column::width]) for column in range(width)]
    equations = [
        Equation(tuple((i, 1.0) for i in row), float(sum(counts[i] for i in row)))
        for row in terms
    ]

    ours = intervals(unknowns, equations)

    for mine, theirs in zip(ours, by_scipy(unknowns, equations), strict=True):
        assert mine.low == pytest.approx(theirs.low, abs=1e-6)
        assert mine.high == pytest.approx(theirs.high, abs=1e-6)


def square(hidden: set[tuple[int, int]]) -> tuple[list[Unknown], list[Equation]]:
    """A table of 3 by 3 with printed margins, some of its cells withheld."""
    counts = np.array([[12, 20, 30], [16, 3, 18], [25, 8, 40]])
    places = sorted(hidden)
    equations = []
    for side in range(SIDE):
        for line in (
            [(side, other) for other in range(SIDE)],
            [(other, side) for other in range(SIDE)],
        ):
            unknown = [place for place in line if place in hidden]
            if unknown:
                terms = tuple((places.index(place), 1.0) for place in unknown)
                total = sum(int(counts[place]) for place in unknown)
                equations.append(Equation(terms, float(total)))
    return [Unknown() for _ in places], equations


def test_one_hidden_cell_of_a_square_follows_from_its_margins() -> None:
    (found,) = intervals(*square({(1, 1)}))

    assert (found.low, found.high) == pytest.approx((3, 3))


def test_a_hidden_rectangle_leaves_a_wide_interval() -> None:
    found = intervals(*square({(1, 1), (1, 2), (2, 1), (2, 2)}))

    assert (found[0].low, found[0].high) == pytest.approx((0, 11))


def test_an_unlimited_count_has_no_upper_end() -> None:
    found = intervals([Unknown(), Unknown()], [Equation(((0, 1.0), (1, -1.0)), 4.0)])

    assert found[0].low == 4
    assert found[0].high == float("inf")


def test_contradicting_tables_are_said_so() -> None:
    with pytest.raises(DisclosureError, match="no counts fit"):
        intervals([Unknown()], [Equation(((0, 1.0),), 4.0), Equation(((0, 1.0),), 5.0)])
