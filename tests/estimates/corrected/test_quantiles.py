import numpy as np
import pytest

from estimates.worlds import checked_at_random, gold_of, nothing_checked
from metier.estimates import quantile
from metier.estimates.core.naive import acceptable, quantile_of

SIZE = 2_000


def test_without_gold_it_is_the_quantile_and_its_distribution_gives_the_interval() -> (
    None
):
    draw = np.random.default_rng(1)
    values = draw.lognormal(3, 1, SIZE)

    found = quantile(machine=values, person=np.arange(SIZE), **nothing_checked(SIZE))

    low, high = np.quantile(
        values, [0.5 - 1.96 * 0.5 / SIZE**0.5, 0.5 + 1.96 * 0.5 / SIZE**0.5]
    )
    assert found.value == pytest.approx(np.median(values))
    assert found.low == pytest.approx(low, rel=0.01)
    assert found.high == pytest.approx(high, rel=0.01)


def test_a_machine_that_says_nothing_leaves_gold_alone() -> None:
    draw = np.random.default_rng(2)
    values = draw.lognormal(3, 1, SIZE)
    checked, probability = checked_at_random(draw, SIZE, 101)

    found = quantile(
        machine=draw.lognormal(3, 1, SIZE),
        gold=gold_of(checked, values),
        checked=checked,
        probability=probability,
        person=np.arange(SIZE),
    )

    assert found.value == pytest.approx(np.median(values[checked]))
    assert "gold alone" in found.method


def test_a_constant_machine_is_no_calibration() -> None:
    draw = np.random.default_rng(3)
    values = draw.lognormal(3, 1, SIZE)
    checked, probability = checked_at_random(draw, SIZE, 60)

    found = quantile(
        machine=np.ones(SIZE),
        gold=gold_of(checked, values),
        checked=checked,
        probability=probability,
        person=np.arange(SIZE),
    )

    assert found.low is not None
    assert found.high is not None
    assert found.low < 20.1 < found.high


def test_negative_numbers_are_calibrated_without_logarithms() -> None:
    draw = np.random.default_rng(4)
    values = draw.normal(0, 1, SIZE)
    checked, probability = checked_at_random(draw, SIZE, 200)

    found = quantile(
        machine=0.5 * values + 1,
        gold=gold_of(checked, values),
        checked=checked,
        probability=probability,
        person=np.arange(SIZE),
        q=0.75,
    )

    assert "calibrated" in found.method
    assert found.value == pytest.approx(0.674, abs=0.1)


def test_the_acceptable_shares_of_an_outer_quantile_are_not_symmetric() -> None:
    low, high = acceptable(0.95, 200, 1e9)

    assert 0.95 - low > high - 0.95


def test_one_session_has_a_quantile_but_no_interval() -> None:
    found = quantile_of(np.asarray([7.0]), np.zeros(1, dtype=np.intp), 0.5)

    assert (found.value, found.low, found.high) == (7.0, None, None)
