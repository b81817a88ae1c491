import os

import numpy as np
import pytest
import statsmodels.api as sm

from estimates.worlds import Draw, repeat
from metier.errors import EstimateError
from metier.estimates import Result, kaplan_meier

REPLICATIONS = int(os.environ.get("METIER_REPLICATIONS", "300"))


def test_the_curve_and_its_error_are_those_of_statsmodels() -> None:
    draw = np.random.default_rng(1)
    life, followed = draw.exponential(30, 400), draw.uniform(5, 90, 400)
    time, ended = np.round(np.minimum(life, followed)), life <= followed

    found = kaplan_meier(duration=time, ended=ended, person=np.arange(400), at=20)

    oracle = sm.SurvfuncRight(time, ended)
    place = int(np.searchsorted(oracle.surv_times, 20, side="right")) - 1
    assert found.value == pytest.approx(oracle.surv_prob[place])
    assert found.standard_error == pytest.approx(oracle.surv_prob_se[place], rel=0.01)


def test_lines_of_one_person_that_go_together_widen_the_interval_and_it_holds() -> None:
    def world(draw: Draw) -> Result:
        person = np.repeat(np.arange(40), 10)
        pace = np.exp(0.6 * draw.standard_normal(40))[person]
        life = draw.exponential(30, 400) * pace
        followed = draw.uniform(20, 90, 400)
        return kaplan_meier(
            duration=np.minimum(life, followed),
            ended=life <= followed,
            person=person,
            at=15.0,
        )

    many = np.exp(0.6 * np.random.default_rng(9).standard_normal(1_000_000))
    truth = float(np.exp(-15 / (30 * many)).mean())

    assert 0.92 <= repeat(world, truth, REPLICATIONS, 4).covers <= 0.98


def test_weights_count_lines() -> None:
    found = kaplan_meier(
        duration=[5.0, 10.0],
        ended=[True, False],
        weight=[30.0, 10.0],
        person=["a", "b"],
        at=7.0,
    )

    assert found.value == pytest.approx(0.25)


def test_nothing_that_ends_lasts_for_sure() -> None:
    found = kaplan_meier(
        duration=[5.0, 10.0], ended=[False, False], person=["a", "b"], at=7.0
    )

    assert found.value == 1


@pytest.mark.parametrize(
    ("durations", "words"), [([], "nothing was followed"), ([-1.0], "below zero")]
)
def test_bad_durations_are_refused(durations: list[float], words: str) -> None:
    with pytest.raises(EstimateError, match=words):
        kaplan_meier(
            duration=durations,
            ended=[True] * len(durations),
            person=["a"] * len(durations),
            at=1.0,
        )
