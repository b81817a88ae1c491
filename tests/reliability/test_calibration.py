import numpy as np
import pytest

from metier.reliability import calibration


def test_a_calibrated_annotator_stays_inside_its_null() -> None:
    random = np.random.default_rng(5)
    chances = random.uniform(0.3, 0.95, 400)

    found = calibration(list(chances), list(random.random(400) < chances))

    assert found is not None
    assert found.error < found.null_high
    assert found.excess < 0.05


def test_an_annotator_that_boasts_is_found_out() -> None:
    random = np.random.default_rng(5)

    found = calibration([0.95] * 300, list(random.random(300) < 0.6))

    assert found is not None
    assert found.error > found.null_high
    assert found.excess == pytest.approx(0.3, abs=0.08)


def test_the_null_is_not_zero_in_a_small_sample() -> None:
    chances = np.random.default_rng(3).uniform(0, 1, 100)

    found = calibration(list(chances), [True] * 100)

    assert found is not None
    assert found.null == pytest.approx(0.10, abs=0.03)


def test_no_answer_has_no_calibration() -> None:
    assert calibration([], []) is None
