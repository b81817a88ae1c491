import numpy as np
import pytest

from metier.estimates.core.results import Counts, Wald, wald
from metier.estimates.core.samples import Sample, take
from metier.estimates.corrected.leaning import is_binary, leaning, leaning_result


def sample(*, hits_missed: int) -> Sample:
    """Eighty sessions, all said no; forty checked, some of them hits after all."""
    gold = np.full(80, np.nan)
    gold[:40] = 0.0
    gold[:hits_missed] = 1.0
    return take(
        machine=np.zeros(80),
        gold=gold,
        checked=np.arange(80) < 40,
        probability=np.full(80, 0.5),
        person=np.arange(80),
    )


def test_a_third_of_a_yes_and_of_a_no_is_added_to_what_was_seen() -> None:
    more = leaning(sample(hits_missed=0))

    added = (1 / 3) / (40 + 2 / 3)
    assert more.shift == pytest.approx(added)
    assert more.variance == pytest.approx(added * (1 - added) / 40)


def test_what_was_seen_often_hardly_moves() -> None:
    none, many = leaning(sample(hits_missed=0)), leaning(sample(hits_missed=20))

    assert many.shift == pytest.approx(0)
    assert many.variance == 0
    assert none.variance > 0


def test_other_numbers_than_zero_and_one_are_left_alone() -> None:
    graded = sample(hits_missed=3).with_values(np.full(80, 0.4), np.full(80, 0.7))

    assert not is_binary(graded)
    assert leaning(graded).variance == 0


def test_the_interval_moves_and_widens_and_the_estimate_stays() -> None:
    plain = wald(Wald(0.1, 0.0004, 100.0), Counts(80, 80, 40), "share")

    leant = leaning_result(plain, leaning(sample(hits_missed=0)), 100.0)

    assert leant.value == plain.value
    assert (leant.standard_error or 0) > (plain.standard_error or 0)
    assert leant.high is not None
    assert plain.high is not None
    assert leant.high - leant.value > (plain.high - plain.value)
