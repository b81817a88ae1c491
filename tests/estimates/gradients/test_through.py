"""A slope through a second rating, and the outcome of the session before."""

from typing import Any

import numpy as np
import pytest

from metier.estimates import answer, derive
from metier.facts import Frame
from metier.records import Estimate, Figure, Panel, Regression

ROWS, PEOPLE = 4_000, 100


def ask(frame: Frame, *needs: Regression) -> dict[str, Estimate]:
    figure = Figure(
        id="figure",
        exhibit="",
        question="?",
        section="checks",
        panels=(Panel(needs=needs, mark="dots"),),
        caveat="",
    )
    return {
        one.key.series: one
        for one in answer(figure, frame)
        if one.key.statistic == "slope"
    }


def leaning(halo: float) -> Frame:
    """Expertise has nothing to do with success; the rating leans towards the ending."""
    draw = np.random.default_rng(8)
    truth = draw.normal(3, 1, ROWS)
    success = (draw.random(ROWS) < 0.4).astype(float)
    columns: dict[str, Any] = {
        "person": np.asarray([f"p{one % PEOPLE}" for one in range(ROWS)], object),
        "verified_success": success,
        "expertise": truth + halo * success + draw.normal(0, 0.3, ROWS),
        "expertise_first": truth + draw.normal(0, 0.7, ROWS),
    }
    return Frame(columns)


def test_a_slope_that_the_ending_made_is_gone_through_the_first_prompt() -> None:
    plain = Regression(series="plain", of="verified_success", on="expertise")
    through = Regression(
        series="through",
        of="verified_success",
        on="expertise",
        instrument="expertise_first",
    )

    found = ask(leaning(halo=0.5), plain, through)

    assert found["plain"].low is not None
    assert found["plain"].low > 0.05
    assert found["through"].low is not None
    assert found["through"].high is not None
    assert found["through"].low < 0 < found["through"].high


def test_a_second_rating_of_few_sessions_gives_no_slope() -> None:
    frame = leaning(halo=0.5)
    few = Frame({name: values[:200] for name, values in _columns(frame).items()})
    through = Regression(
        series="through",
        of="verified_success",
        on="expertise",
        instrument="expertise_first",
    )

    found = ask(few, through)

    assert found["through"].value is None


def _columns(frame: Frame) -> dict[str, Any]:
    names = ("verified_success", "expertise", "expertise_first")
    numbers = {name: frame.number(name) for name in names}
    return {"person": frame.text("person"), **numbers}


def test_a_session_knows_how_the_one_before_ended() -> None:
    columns: dict[str, Any] = {
        "person": np.asarray(["a", "b", "a", "a"], dtype=object),
        "started": np.asarray([30.0, 5.0, 10.0, 20.0]),
        "attempted": np.ones(4),
        "outcome": np.asarray(["failed", "failed", "succeeded", "failed"], object),
    }

    before = derive(columns)["previous_success"].tolist()

    assert before[0] == 0.0
    assert before[3] == 1.0
    assert np.isnan([before[1], before[2]]).all()
    assert np.isnan(derive({"outcome": columns["outcome"]})["previous_success"]).all()


def test_the_instrumented_slope_equals_that_of_two_stages() -> None:
    frame = leaning(halo=0.2)
    through = Regression(
        series="through",
        of="verified_success",
        on="expertise",
        instrument="expertise_first",
    )

    found = ask(frame, through)["through"]

    y, x, z = (
        frame.number(name) - frame.number(name).mean()
        for name in ("verified_success", "expertise", "expertise_first")
    )
    assert found.value == pytest.approx((z @ y) / (z @ x))
