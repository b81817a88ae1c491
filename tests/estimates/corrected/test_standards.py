import numpy as np
import pytest

from estimates.worlds import (
    answers_of,
    checked_at_random,
    gold_of,
    nothing_checked,
)
from metier.errors import EstimateError
from metier.estimates import standardised

SIZE = 4_000


def test_at_a_fixed_mix_a_share_is_the_weighted_mean_of_the_strata() -> None:
    draw = np.random.default_rng(1)
    mode = draw.choice(["build", "fix"], SIZE, p=[0.7, 0.3])
    success = (draw.random(SIZE) < np.where(mode == "build", 0.6, 0.2)).astype(float)

    found = standardised(
        machine=success,
        person=np.arange(SIZE),
        stratum=mode,
        mix={"build": 0.5, "fix": 0.5},
        **nothing_checked(SIZE),
    )

    means = [success[mode == name].mean() for name in ("build", "fix")]
    assert found.value == pytest.approx(np.mean(means))
    assert "does not contain" in found.method


def test_it_is_corrected_by_gold() -> None:
    draw = np.random.default_rng(2)
    mode = draw.choice(["build", "fix"], SIZE, p=[0.7, 0.3])
    success = (draw.random(SIZE) < np.where(mode == "build", 0.6, 0.2)).astype(float)
    said = answers_of(draw, success, 0.7, 0.9)
    checked, probability = checked_at_random(draw, SIZE, 500)

    found = standardised(
        machine=said,
        gold=gold_of(checked, success),
        checked=checked,
        probability=probability,
        person=np.repeat(np.arange(SIZE // 10), 10),
        stratum=mode,
        mix={"build": 1, "fix": 1},
    )

    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.4 < found.high
    assert found.value == pytest.approx(0.4, abs=0.06)
    assert found.label_error


def test_a_stratum_of_the_standard_that_is_not_there_is_named() -> None:
    with pytest.raises(EstimateError, match="'plan'"):
        standardised(
            machine=[1.0, 0.0],
            person=["a", "b"],
            stratum=["fix", "fix"],
            mix={"fix": 0.5, "plan": 0.5},
            **nothing_checked(2),
        )


def test_an_empty_standard_is_refused() -> None:
    with pytest.raises(EstimateError, match="empty"):
        standardised(
            machine=[1.0, 0.0],
            person=["a", "b"],
            stratum=["fix", "fix"],
            mix={},
            **nothing_checked(2),
        )
