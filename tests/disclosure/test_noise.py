"""Noise for large groups, against OpenDP."""

import math
import random
from fractions import Fraction

import numpy as np
import opendp.prelude as dp
import pytest

from metier.disclosure.noise import Budget, discrete_gaussian, epsilon, export, scale
from metier.errors import DisclosureError

UNITS = 2**20
PEOPLE = 400


@pytest.fixture(autouse=True)
def contributed() -> None:
    dp.enable_features("contrib")


def seeded(seed: int) -> random.Random:
    return random.Random(seed)


@pytest.mark.parametrize("variance", [Fraction(1, 2), Fraction(9), Fraction(400)])
def test_noise_has_the_weights_of_the_discrete_gaussian(variance: Fraction) -> None:
    draw = seeded(1).randrange
    drawn = np.array([discrete_gaussian(variance, draw) for _ in range(6000)])

    reach = np.arange(-200, 201)
    weights = np.exp(-(reach**2) / (2 * float(variance)))
    weights /= weights.sum()
    for number in range(-2, 3):
        expected = weights[reach == number][0]
        error = 4.5 * math.sqrt(expected / len(drawn))
        assert np.mean(drawn == number) == pytest.approx(expected, abs=error)
    spread = float(np.sqrt((weights * reach**2).sum()))
    assert drawn.std() == pytest.approx(spread, rel=0.05)


@pytest.mark.parametrize("rho", [0.01, 0.1, 0.5])
def test_the_noise_is_what_opendp_asks_for(rho: float) -> None:
    deviation = math.sqrt(scale(rho))
    space = (
        dp.vector_domain(dp.atom_domain(T=int)),
        dp.l2_distance(T=float),
    )
    gaussian = dp.m.make_gaussian(*space, scale=deviation)

    spent = gaussian.map(math.sqrt(2) * UNITS)  # type: ignore[no-untyped-call] # theirs

    assert spent == pytest.approx(rho, rel=1e-9)


def test_epsilon_is_the_one_of_the_specification() -> None:
    assert epsilon(0.5, 1e-6) == pytest.approx(5.8, abs=0.05)
    assert epsilon(0.1, 1e-6) == pytest.approx(2.45, abs=0.05)


def test_a_mean_of_many_people_comes_out_near() -> None:
    column = [0.25, 0.75] * (PEOPLE // 2)
    budget = Budget(questions=("success",), rho=0.5)

    (found,) = export({"success": column}, budget, seeded(7).randrange)

    assert found.value is not None
    assert abs(found.value - 0.5) < 4 * found.noise
    assert 0.002 < found.noise < 0.01


def test_noise_is_as_large_as_it_says() -> None:
    column: list[float | None] = [0.25, 0.75] * (PEOPLE // 2)
    budget = Budget(questions=("success",), rho=0.05)
    draw = seeded(3).randrange

    found = [export({"success": column}, budget, draw)[0] for _ in range(200)]

    values = [one.value for one in found if one.value is not None]
    assert np.std(values) == pytest.approx(found[0].noise, rel=0.2)


def test_more_questions_share_one_budget() -> None:
    column = [0.5] * PEOPLE
    one = export({"a": column}, Budget(questions=("a",)), seeded(1).randrange)
    names = ("a", "b", "c", "d")
    four = export(
        dict.fromkeys(names, column), Budget(questions=names), seeded(1).randrange
    )

    assert four[0].noise == pytest.approx(2 * one[0].noise, rel=0.1)


def test_who_has_no_value_is_drowned_too() -> None:
    nobody: list[float | None] = [None] * PEOPLE
    budget = Budget(questions=("trouble",), rho=0.01)

    (found,) = export({"trouble": nobody}, budget, seeded(5).randrange)

    assert found.value is None


@pytest.mark.parametrize(
    ("values", "budget", "message"),
    [
        ({"a": [0.5] * 199}, Budget(questions=("a",)), "199 people"),
        ({"b": [0.5] * 200}, Budget(questions=("a",)), "fixed before"),
        ({}, Budget(questions=()), "no question"),
        ({"a": [1.5] * 200}, Budget(questions=("a",)), "some are outside"),
        ({"a": [float("nan")] * 200}, Budget(questions=("a",)), "some are outside"),
        ({"a": [0.5] * 200}, Budget(questions=("a",), rho=0.0), "tells nothing"),
    ],
)
def test_what_would_not_protect_is_refused(
    values: dict[str, list[float | None]], budget: Budget, message: str
) -> None:
    with pytest.raises(DisclosureError, match=message):
        export(values, budget)
