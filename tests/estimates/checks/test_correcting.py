"""Slopes, quantiles and geometric means of the page, put right by checked sessions."""

from typing import Any

import numpy as np
import pytest

from estimates.worlds import answers_of, checked_at_random
from metier.estimates import Checked, answer, derive
from metier.estimates.checks.correcting import Design, Drawn, corrected_slopes
from metier.facts import COLUMN_BY_NAME, Frame
from metier.records import (
    Estimate,
    Figure,
    Mean,
    Need,
    Panel,
    Quantiles,
    Regression,
    Slope,
    Where,
)

SIZE = 4_000
GOAL_CLEAR = Where("goal_clear", "is", value=True)
STEP = 0.15
"""Planted growth of the log of actions for each level of expertise."""

GAIN = 0.06
"""Planted growth of success for each level."""


def framed(columns: dict[str, Any]) -> Frame:
    made = columns | derive(columns)
    return Frame({name: made[name] for name in made if name in COLUMN_BY_NAME})


def world(seed: int, count: int = 600) -> tuple[Frame, Checked]:
    """Sessions of which the machine misreads who knows and what came of it."""
    draw = np.random.default_rng(seed)
    expertise = draw.integers(1, 6, SIZE).astype(float)
    success = (draw.random(SIZE) < 0.3 + GAIN * (expertise - 3)).astype(float)
    said = answers_of(draw, success, 0.85, 0.8)
    rated = np.clip(expertise + draw.choice([-1, 0, 1], SIZE), 1, 5)
    actions = np.exp(1.5 + STEP * (expertise - 3) + draw.normal(0, 0.5, SIZE))
    checked, probability = checked_at_random(draw, SIZE, count)
    machine: dict[str, Any] = {
        "person": np.asarray([f"p{i % 200}" for i in range(SIZE)], dtype=object),
        "attempted": np.ones(SIZE),
        "outcome": np.where(said == 1, "succeeded", "failed").astype(object),
        "expertise": rated,
        "actions_per_turn": actions,
        "success_signal": np.full(SIZE, 5.0),
    }
    gold = machine | {
        "outcome": np.where(
            checked, np.where(success == 1, "succeeded", "failed"), machine["outcome"]
        ).astype(object),
        "expertise": np.where(checked, expertise, rated),
    }
    given = Checked(
        frame=framed(gold),
        checked=checked,
        probability=probability,
        facets=frozenset({"outcome", "expertise"}),
    )
    return framed(machine), given


def ask(frame: Frame, need: Need, checked: Checked | None) -> tuple[Estimate, ...]:
    figure = Figure(
        id="figure",
        exhibit="",
        question="?",
        section="comes",
        panels=(Panel(needs=(need,), mark="bars"),),
        caveat="",
    )
    return answer(figure, frame, checked=checked)


def holds(made: Estimate, truth: float) -> bool:
    assert made.low is not None
    assert made.high is not None
    return made.low <= truth <= made.high


def first(found: tuple[Estimate, ...], statistic: str, group: str = "") -> Estimate:
    return next(
        one
        for one in found
        if one.key.statistic == statistic and one.key.group == group
    )


def test_a_slope_on_a_misread_rating_is_corrected() -> None:
    need = Slope(of="actions_per_turn", on="expertise")
    inside = naive_inside = 0

    for seed in range(10):
        frame, checked = world(seed)
        corrected = first(ask(frame, need, checked), "value")
        naive = first(ask(frame, need, None), "value")
        assert corrected.label_error
        assert not naive.label_error
        inside += holds(corrected, np.expm1(STEP))
        naive_inside += holds(naive, np.expm1(STEP))

    assert inside >= 8
    assert naive_inside <= 2


@pytest.mark.parametrize("levels", [False, True])
def test_a_regression_without_controls_is_corrected(*, levels: bool) -> None:
    need = Regression(
        of="judged_success", on="expertise", levels=levels, where=(GOAL_CLEAR,)
    )
    truth = 4 * GAIN if levels else GAIN
    inside = 0

    for seed in range(10):
        frame, checked = world(seed)
        found = ask(frame, need, checked)
        inside += holds(first(found, "slope", "5" if levels else ""), truth)

    assert inside >= 8


def test_medians_and_geometric_means_of_misread_groups_are_corrected() -> None:
    median = Quantiles(of="actions_per_turn", by="expertise", at=(0.5,))
    geometric = Mean(of="actions_per_turn", by="expertise", scale="geometric")
    inside = naive_inside = 0

    for seed in range(6):
        frame, checked = world(seed)
        truth = float(np.exp(1.5 + 2 * STEP))
        for need, statistic in ((median, "p50"), (geometric, "value")):
            corrected = first(ask(frame, need, checked), statistic, "5")
            naive = first(ask(frame, need, None), statistic, "5")
            assert corrected.label_error
            inside += holds(corrected, truth)
            naive_inside += holds(naive, truth)

    assert inside >= 10
    assert naive_inside <= 6


def test_a_regression_with_few_checked_sessions_stays_the_machines() -> None:
    frame, checked = world(1, count=60)
    need = Slope(of="actions_per_turn", on="expertise")

    corrected = first(ask(frame, need, checked), "value")

    assert not corrected.label_error
    assert "does not contain the annotator's error" in corrected.method


def test_where_all_are_checked_the_slope_is_that_of_gold() -> None:
    draw = np.random.default_rng(3)
    rating = draw.normal(size=300)
    outcome = 2 * rating + draw.normal(size=300)
    everyone = np.ones(300, dtype=bool)
    gold = Design(inside=everyone, outcome=outcome, regressors=rating[:, None])
    machine = Design(
        inside=draw.random(300) < 0.9,
        outcome=draw.normal(size=300),
        regressors=draw.normal(size=(300, 1)),
    )
    drawn = Drawn(checked=everyone, weight=np.ones(300), people=np.arange(300))

    found = corrected_slopes(machine, gold, drawn)

    assert found is not None
    assert found[0].value == pytest.approx(np.polyfit(rating, outcome, 1)[0])
