import os

import numpy as np
import pytest
import statsmodels.api as sm

from estimates.worlds import (
    Draw,
    checked_by_strata,
    gold_of,
    nothing_checked,
    repeat,
    slope_world,
)
from metier.errors import EstimateError
from metier.estimates import Result, logit_effect

REPLICATIONS = int(os.environ.get("METIER_REPLICATIONS", "300"))


def test_without_gold_it_is_the_average_effect_of_statsmodels() -> None:
    draw = np.random.default_rng(1)
    made = slope_world(draw, people=3_000, each=1, slope=0.08, halo=0.0)
    design = sm.add_constant(np.column_stack([made.expertise, made.mode]))

    found = logit_effect(
        machine=made.success,
        person=made.person,
        regressors=np.column_stack([made.expertise, made.mode]),
        **nothing_checked(3_000),
    )

    oracle = sm.Logit(made.success, design).fit(disp=False).get_margeff()
    assert found.value == pytest.approx(oracle.margeff[0], rel=1e-6)
    assert found.standard_error == pytest.approx(oracle.margeff_se[0], rel=0.05)
    assert "does not contain" in found.method


def test_with_gold_it_holds_though_the_rating_leans_to_the_ending() -> None:
    slope = 0.04

    def world(draw: Draw) -> Result:
        made = slope_world(draw, people=100, each=20, slope=slope, halo=0.3)
        checked, probability = checked_by_strata(draw, made.said, (250, 150))
        return logit_effect(
            machine=made.said,
            gold=gold_of(checked, made.success),
            checked=checked,
            probability=probability,
            person=made.person,
            regressors=made.rated,
            gold_regressors=gold_of(checked, made.expertise),
        )

    found = repeat(world, slope, REPLICATIONS // 2, 3)

    assert 0.92 <= found.covers <= 0.99
    assert found.mean == pytest.approx(slope, abs=0.008)


def test_an_outcome_that_a_regressor_tells_exactly_is_refused() -> None:
    with pytest.raises(EstimateError, match=r"did not settle|does not vary"):
        logit_effect(
            machine=[0.0, 0.0, 1.0, 1.0],
            person=["a", "b", "c", "d"],
            regressors=[1.0, 2.0, 3.0, 4.0],
            **nothing_checked(4),
        )
