from typing import Any

import numpy as np
import pytest

from estimates.worlds import answers_of, checked_at_random
from metier.errors import EstimateError
from metier.estimates import Checked, answer, derive
from metier.facts import COLUMN_BY_NAME, Frame
from metier.records import Estimate, Figure, Mean, Panel, Share, Where

SIZE = 4_000
OUTCOMES = ("succeeded", "failed")
GOAL_CLEAR = Where("goal_clear", "is", value=True)


def framed(columns: dict[str, Any]) -> Frame:
    made = columns | derive(columns)
    return Frame({name: made[name] for name in made if name in COLUMN_BY_NAME})


def study(
    count: int, facets: frozenset[str], seed: int = 1
) -> tuple[Frame, Checked, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Sessions whose outcome and expertise the machine gets partly wrong."""
    draw = np.random.default_rng(seed)
    success = (draw.random(SIZE) < 0.4).astype(float)
    said = answers_of(draw, success, 0.9, 0.75)
    expertise = draw.integers(1, 6, SIZE).astype(float)
    rated = np.clip(expertise + draw.choice([-1, 0, 0, 1], SIZE), 1, 5)
    checked, probability = checked_at_random(draw, SIZE, count)
    machine: dict[str, Any] = {
        "person": np.asarray([f"p{i % 200}" for i in range(SIZE)], dtype=object),
        "attempted": np.ones(SIZE),
        "outcome": np.where(said == 1, *OUTCOMES).astype(object),
        "expertise": rated,
        "success_signal": np.full(SIZE, 5.0),
    }
    gold = machine | {
        "outcome": np.where(
            checked, np.where(success == 1, *OUTCOMES), machine["outcome"]
        ).astype(object),
        "expertise": np.where(checked, expertise, rated),
    }
    given = Checked(
        frame=framed(gold), checked=checked, probability=probability, facets=facets
    )
    return framed(machine), given, success


def ask(
    frame: Frame, need: Share | Mean, checked: Checked | None
) -> tuple[Estimate, ...]:
    figure = Figure(
        id="figure",
        exhibit="",
        question="?",
        section="comes",
        panels=(Panel(needs=(need,), mark="bars"),),
        caveat="",
    )
    return answer(figure, frame, checked=checked)


BOTH = frozenset({"outcome", "expertise"})


def test_a_share_of_the_page_is_corrected_by_what_people_said() -> None:
    frame, checked, success = study(400, BOTH)
    need = Share(of="judged_success", where=(GOAL_CLEAR,))

    (corrected,) = ask(frame, need, checked)
    (naive,) = ask(frame, need, None)

    assert naive.high is not None
    assert naive.low is not None
    assert naive.low > success.mean()
    assert corrected.low is not None
    assert corrected.high is not None
    assert corrected.low < success.mean() < corrected.high
    assert corrected.label_error
    assert corrected.gold == 400
    assert not naive.label_error


def test_groups_that_the_machine_made_are_corrected_too() -> None:
    frame, checked, success = study(800, BOTH, seed=2)

    found = ask(frame, Share(of="judged_success", by="expertise_level"), checked)

    corrected = [one for one in found if one.label_error]
    assert [one.key.group for one in corrected] == ["1", "2", "3", "4", "5"]
    for one in corrected:
        assert one.low is not None
        assert one.high is not None
        assert one.low < success.mean() < one.high
        assert one.gold > 100


def test_corrected_shares_of_levels_sum_to_one() -> None:
    frame, checked, _ = study(400, BOTH)
    levels = ("1", "2", "3", "4", "5")

    found = ask(frame, Share(of="expertise_level", levels=levels), checked)

    assert all(one.label_error for one in found)
    assert sum(one.value or 0.0 for one in found) == pytest.approx(1)


def test_a_cell_with_little_gold_keeps_the_machines_number_and_says_so() -> None:
    frame, checked, _ = study(40, BOTH)
    need = Share(of="judged_success")

    (one,) = ask(frame, need, checked)

    assert not one.label_error
    assert "40 sessions of this cell were checked, too few" in one.method


def test_what_rests_on_a_facet_nobody_answered_stays_uncorrected() -> None:
    frame, checked, _ = study(400, BOTH)

    (one,) = ask(frame, Share(of="verified_success"), checked)

    assert not one.label_error
    assert one.rests_on == ("outcome", "success_signal")


def test_a_mean_is_corrected() -> None:
    frame, checked, _ = study(400, BOTH)

    (one,) = ask(frame, Mean(of="expertise"), checked)

    assert one.label_error
    assert one.value == pytest.approx(3.0, abs=0.15)


def test_a_checked_frame_of_other_sessions_is_refused() -> None:
    frame, checked, _ = study(100, BOTH)
    shorter = frame.rows(np.arange(SIZE) < 10)

    with pytest.raises(EstimateError, match="same sessions"):
        ask(shorter, Share(of="judged_success"), checked)
