import numpy as np
import pytest

from estimates.worlds import checked_at_random, gold_of, nothing_checked
from metier.estimates import ratio

SIZE = 2_000


def test_a_numerator_counts_only_where_the_condition_holds() -> None:
    draw = np.random.default_rng(1)
    trouble = (draw.random(SIZE) < 0.3).astype(float)
    success = (draw.random(SIZE) < 0.5).astype(float)
    checked, probability = checked_at_random(draw, SIZE, 400)

    alone, product = (
        ratio(
            machine=numerator,
            gold=gold_of(checked, numerator),
            machine_denominator=trouble,
            gold_denominator=gold_of(checked, trouble),
            checked=checked,
            probability=probability,
            person=np.arange(SIZE),
        )
        for numerator in (success, success * trouble)
    )

    assert alone == product
    assert alone.value == pytest.approx(success[trouble == 1].mean(), abs=0.02)


def test_without_gold_a_ratio_of_sums_is_clustered_by_person() -> None:
    draw = np.random.default_rng(2)
    person = np.repeat(np.arange(80), 25)
    plan = draw.poisson(6, SIZE).astype(float)
    agent = draw.binomial(plan.astype(int), 0.3).astype(float)

    found = ratio(
        machine=agent,
        machine_denominator=plan,
        gold_denominator=np.full(SIZE, np.nan),
        person=person,
        **nothing_checked(SIZE),
    )

    sums = np.asarray(
        [[agent[person == p].sum(), plan[person == p].sum()] for p in range(80)]
    )
    value = sums[:, 0].sum() / sums[:, 1].sum()
    gaps = (sums[:, 0] - value * sums[:, 1]) / sums[:, 1].sum()
    assert found.value == pytest.approx(value)
    assert found.standard_error == pytest.approx(
        (np.square(gaps).sum() * 80 / 79) ** 0.5
    )


def test_few_hits_get_a_wilson_interval_from_the_gold_of_the_condition() -> None:
    draw = np.random.default_rng(3)
    trouble = (draw.random(SIZE) < 0.3).astype(float)
    success = (draw.random(SIZE) < 0.05).astype(float)
    checked, probability = checked_at_random(draw, SIZE, 200)

    found = ratio(
        machine=success,
        gold=gold_of(checked, success),
        machine_denominator=trouble,
        gold_denominator=gold_of(checked, trouble),
        checked=checked,
        probability=probability,
        person=np.arange(SIZE),
    )

    assert "Wilson" in found.method
    assert found.low is not None
    assert found.low >= 0
