import numpy as np
import pytest

from estimates.worlds import (
    answers_of,
    checked_at_random,
    checked_by_strata,
    gold_of,
    nothing_checked,
)
from metier.errors import EstimateError
from metier.estimates import Confusion, geometric_mean, mean, share, shares
from metier.estimates.core.samples import take
from metier.estimates.corrected.rectified import tuned

SIZE = 2_000


def world(seed: int = 0) -> tuple[np.random.Generator, np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    success = (draw.random(SIZE) < 0.3).astype(float)
    return draw, success, answers_of(draw, success, 0.8, 0.9)


def test_without_tuning_a_share_is_machine_plus_mean_error() -> None:
    draw, success, said = world()
    checked, probability = checked_at_random(draw, SIZE, 200)

    result = share(
        machine=said,
        gold=gold_of(checked, success),
        checked=checked,
        probability=probability,
        person=np.arange(SIZE),
        tuning=1.0,
    )

    error = (success - said)[checked]
    together = np.mean((said[checked] - said[checked].mean()) * error)
    expected = (np.var(said) + 2 * together) / SIZE + np.var(error) / 200
    assert result.value == pytest.approx(said.mean() + error.mean())
    assert result.standard_error == pytest.approx(expected**0.5, rel=0.01)
    assert (result.sessions, result.people, result.gold) == (SIZE, SIZE, 200)
    assert result.label_error


def test_with_tuning_zero_it_is_the_weighted_gold_alone() -> None:
    draw, success, said = world()
    checked, probability = checked_by_strata(draw, said, (50, 100))

    result = share(
        machine=said,
        gold=gold_of(checked, success),
        checked=checked,
        probability=probability,
        person=np.arange(SIZE),
        tuning=0.0,
    )

    weight = 1 / probability[checked]
    assert result.value == pytest.approx(
        float(weight @ success[checked] / weight.sum())
    )


def test_tuning_starts_at_a_hundred_and_is_that_of_ppi() -> None:
    draw, success, said = world()
    few, few_chance = checked_at_random(draw, SIZE, 90)
    many, many_chance = checked_at_random(draw, SIZE, 300)

    results = [
        share(
            machine=said,
            gold=gold_of(checked, success),
            checked=checked,
            probability=probability,
            person=np.arange(SIZE),
        )
        for checked, probability in ((few, few_chance), (many, many_chance))
    ]

    lam = tuned(
        take(
            machine=said,
            gold=gold_of(many, success),
            checked=many,
            probability=many_chance,
            person=np.arange(SIZE),
        )
    )
    together = np.cov(said[many], success[many], ddof=0)[0, 1]
    assert lam == pytest.approx(together / ((1 + 300 / SIZE) * np.var(said)))
    assert "untuned" in results[0].method
    assert f"tuned ({lam:.2f})" in results[1].method


def test_a_machine_that_says_nothing_is_left_aside() -> None:
    draw, success, _ = world()
    noise = (draw.random(SIZE) < 0.5).astype(float)
    checked, probability = checked_at_random(draw, SIZE, 80)

    result = share(
        machine=noise,
        gold=gold_of(checked, success),
        checked=checked,
        probability=probability,
        person=np.arange(SIZE),
    )

    assert "gold alone" in result.method
    assert result.value == pytest.approx(success[checked].mean())


def test_few_hits_get_a_wilson_interval_from_gold() -> None:
    draw, _, _ = world()
    rare = np.zeros(SIZE)
    rare[:40] = 1
    checked, probability = checked_at_random(draw, SIZE, 100)

    result = share(
        machine=rare,
        gold=gold_of(checked, rare),
        checked=checked,
        probability=probability,
        person=np.arange(SIZE),
    )

    assert "Wilson" in result.method
    assert result.standard_error is None
    assert result.low is not None
    assert result.high is not None
    assert 0 <= result.low <= result.value < result.high


def test_a_share_without_a_single_hit_has_an_interval_all_the_same() -> None:
    result = share(
        machine=np.zeros(60), person=np.repeat(np.arange(6), 10), **nothing_checked(60)
    )

    assert result.value == 0
    assert result.low == 0
    assert result.high is not None
    assert 0.05 < result.high < 0.3


def test_shares_of_all_levels_sum_to_one_with_one_tuning() -> None:
    draw = np.random.default_rng(4)
    levels = ("fix", "build", "plan")
    truth = draw.choice(levels, SIZE, p=[0.5, 0.3, 0.2]).astype(object)
    said = np.where(draw.random(SIZE) < 0.8, truth, draw.choice(levels, SIZE))
    checked, probability = checked_at_random(draw, SIZE, 200)

    found = shares(
        machine=said,
        gold=truth,
        checked=checked,
        probability=probability,
        person=np.arange(SIZE),
        levels=levels,
    )

    assert sum(one.value for one in found.values()) == pytest.approx(1)
    for level, one in found.items():
        assert one.low is not None
        assert one.high is not None
        assert one.low < np.mean(truth == level) < one.high


def test_intervals_that_hold_together_are_wider_and_do() -> None:
    levels = tuple("abcd")
    draw = np.random.default_rng(8)

    held = 0
    for _ in range(200):
        truth = draw.choice(levels, 600).astype(object)
        found = shares(
            machine=truth,
            gold=truth,
            checked=np.zeros(600, dtype=bool),
            probability=np.ones(600),
            person=np.arange(600),
            levels=levels,
            simultaneous=True,
        )
        held += all(
            (one.low or 0.0) <= 0.25 <= (one.high or 0.0) for one in found.values()
        )

    assert held / 200 >= 0.92


def test_a_level_that_is_not_listed_is_named() -> None:
    with pytest.raises(EstimateError, match="'deploy'"):
        shares(
            machine=["fix", "deploy"],
            gold=["fix", "fix"],
            checked=[False, False],
            probability=[1, 1],
            person=["a", "b"],
            levels=("fix", "build"),
        )


def test_a_geometric_mean_refuses_zero_and_corrects_the_logs() -> None:
    draw = np.random.default_rng(5)
    value = np.exp(draw.normal(3, 1, SIZE))
    said = value * 2
    checked, probability = checked_at_random(draw, SIZE, 60)

    result = geometric_mean(
        machine=said,
        gold=gold_of(checked, value),
        checked=checked,
        probability=probability,
        person=np.arange(SIZE),
    )

    assert result.value == pytest.approx(np.exp(np.log(value).mean()))
    with pytest.raises(EstimateError, match="zero or less"):
        geometric_mean(machine=np.zeros(3), person=list("abc"), **nothing_checked(3))


def test_a_mean_of_decision_shares_is_corrected() -> None:
    draw = np.random.default_rng(6)
    truth = draw.beta(2, 5, SIZE)
    said = np.clip(truth + 0.1 + draw.normal(0, 0.05, SIZE), 0, 1)
    checked, probability = checked_at_random(draw, SIZE, 60)

    result = mean(
        machine=said,
        gold=gold_of(checked, truth),
        checked=checked,
        probability=probability,
        person=np.repeat(np.arange(SIZE // 10), 10),
    )

    assert result.value == pytest.approx(truth.mean(), abs=0.03)
    assert result.low is not None
    assert result.low < truth.mean() < (result.high or 0)


def test_error_rates_from_elsewhere_are_marked_and_widen_the_interval() -> None:
    _, _, said = world()
    shipped = Confusion(
        true_positive=80, false_negative=20, false_positive=10, true_negative=90
    )
    person = np.repeat(np.arange(SIZE // 10), 10)

    naive = share(machine=said, person=person, **nothing_checked(SIZE))
    carried = share(
        machine=said, person=person, shipped=shipped, **nothing_checked(SIZE)
    )

    assert carried.value == pytest.approx((naive.value + 0.9 - 1) / (0.8 + 0.9 - 1))
    assert "carried over from a shipped reference" in carried.method
    assert (carried.high or 0) - (carried.low or 0) > 3 * (
        (naive.high or 0) - (naive.low or 0)
    )


def test_one_person_with_shipped_rates_is_counted_by_bayes() -> None:
    draw = np.random.default_rng(7)
    success = (draw.random(80) < 0.6).astype(float)
    said = answers_of(draw, success, 0.8, 0.9)
    shipped = Confusion(
        true_positive=80, false_negative=20, false_positive=10, true_negative=90
    )

    unchecked = share(
        machine=said, person=["me"] * 80, shipped=shipped, **nothing_checked(80)
    )

    assert "Bayesian" in unchecked.method
    assert unchecked.low is not None
    assert unchecked.high is not None
    assert unchecked.low < success.mean() < unchecked.high
    assert 0.05 < (unchecked.high - unchecked.low) / 2 < 0.25


def test_rates_no_better_than_chance_carry_nothing_over() -> None:
    _, _, said = world()
    useless = Confusion(
        true_positive=1, false_negative=9, false_positive=9, true_negative=1
    )

    with pytest.raises(EstimateError, match="no better than chance"):
        share(
            machine=said,
            person=np.arange(SIZE),
            shipped=useless,
            **nothing_checked(SIZE),
        )
