import numpy as np
import pytest

from estimates.worlds import (
    Floats,
    answers_of,
    checked_at_random,
    gold_of,
    nothing_checked,
)
from metier.estimates import Result, difference

SIZE = 2_000
GROUP = np.arange(SIZE) % 2 == 0


def world(count: int, truth: Floats, said: Floats, seed: int = 1) -> Result:
    draw = np.random.default_rng(seed)
    checked, probability = checked_at_random(draw, SIZE, count)
    return difference(
        machine=said,
        gold=gold_of(checked, truth),
        checked=checked,
        probability=probability,
        person=np.arange(SIZE) % 400,
        group=GROUP,
    )


def unequal(seed: int = 2) -> tuple[Floats, Floats]:
    """No difference, but an annotator who is better in one group."""
    draw = np.random.default_rng(seed)
    truth = (draw.random(SIZE) < 0.4).astype(float)
    return truth, answers_of(draw, truth, np.where(GROUP, 0.95, 0.6), 0.95)


def test_each_group_is_corrected_by_its_own_gold() -> None:
    truth, said = unequal()

    corrected = world(400, truth, said)

    assert said[GROUP].mean() - said[~GROUP].mean() > 0.1
    assert corrected.low is not None
    assert corrected.high is not None
    assert corrected.low < 0 < corrected.high
    assert "each corrected by its own checked sessions" in corrected.method


def test_with_little_gold_equal_error_is_assumed_said_and_tested() -> None:
    truth, said = unequal()

    pooled = world(50, truth, said)

    gap = said[GROUP].mean() - said[~GROUP].mean()
    assert pooled.value == pytest.approx(gap)
    assert "assumes equal error in both groups" in pooled.method
    assert "test of equal error: p = 0.0" in pooled.method


def test_rare_hits_put_two_wilson_intervals_together() -> None:
    truth = np.zeros(SIZE)
    truth[:60] = 1

    rare = world(200, truth, truth)

    assert "Newcombe" in rare.method
    assert rare.low is not None
    assert rare.high is not None
    assert rare.low < 0 < rare.high


def test_people_in_both_groups_make_the_interval_narrower_if_groups_move_together() -> (
    None
):
    draw = np.random.default_rng(3)
    person = np.arange(SIZE) % 100
    level = draw.normal(0, 1, 100)[person]
    value = level + draw.normal(0, 0.1, SIZE)
    both = (np.arange(SIZE) // 100) % 2 == 0

    crossed = difference(
        machine=value, person=person, group=both, **nothing_checked(SIZE)
    )
    nested = difference(
        machine=value, person=person, group=person < 50, **nothing_checked(SIZE)
    )

    assert (crossed.standard_error or 0) < 0.02
    assert (nested.standard_error or 0) > 0.1
