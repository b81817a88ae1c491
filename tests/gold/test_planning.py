"""The published table of how much checking buys what (methods 1.4)."""

import numpy as np
import pytest

from estimates.worlds import answers_of, checked_at_random, gold_of
from metier.errors import SettingError
from metier.estimates import share
from metier.gold import Pilot, half_width, needed, plan

TABLE = {
    (0.03, 0.0): 861,
    (0.03, 0.5): 646,
    (0.03, 0.9): 164,
    (0.05, 0.0): 310,
    (0.05, 0.7): 158,
    (0.05, 0.8): 112,
    (0.10, 0.0): 78,
    (0.10, 0.9): 15,
}


@pytest.mark.parametrize(("asked", "sessions"), TABLE.items())
def test_the_specifications_table_is_reproduced(
    asked: tuple[float, float], sessions: int
) -> None:
    width, correlation = asked

    assert needed(0.28, correlation, width) == pytest.approx(sessions, abs=1)


def test_the_width_that_so_many_give_is_the_width_asked_for() -> None:
    assert half_width(0.28, 0.7, needed(0.28, 0.7, 0.05)) == pytest.approx(
        0.05, abs=2e-4
    )


def test_a_plan_says_what_an_hour_buys() -> None:
    planned = plan(Pilot(figure="x", share=0.28, correlation=0.8, checked=20), 0.05)

    assert planned.hours == pytest.approx(planned.sessions * 20 / 3600)
    assert planned.width_now is None


def test_an_hour_is_a_hundred_and_eighty_sessions() -> None:
    pilot = Pilot(figure="x", share=0.28, correlation=0.8, checked=40)

    assert plan(pilot, 0.05).an_hour == pytest.approx(half_width(0.28, 0.8, 220))


@pytest.mark.parametrize(("size", "people"), [(3_000, 60), (600, 30)])
def test_the_width_that_a_plan_promises_is_the_one_that_comes(
    size: int, people: int
) -> None:
    draw = np.random.default_rng(3)
    truth, alike = 0.28, 0.05
    correlation = 0.6995  # Of an annotator with sensitivity .80 and specificity .91.
    error = (truth * (1 - truth) * (1 + (size / people - 1) * alike) / size) ** 0.5
    pilot = Pilot(
        figure="x",
        share=truth,
        correlation=correlation,
        sessions=size,
        people=people,
        sampling_error=error,
    )

    planned = plan(pilot, 0.08)

    halves = []
    person = np.repeat(np.arange(people), size // people)
    counts = truth * (1 / alike - 1), (1 - truth) * (1 / alike - 1)
    for _ in range(80):
        chance = draw.beta(*counts, people)[person]
        success = (draw.random(size) < chance).astype(float)
        said = answers_of(draw, success, 0.80, 0.91)
        checked, probability = checked_at_random(draw, size, planned.sessions)
        found = share(
            machine=said,
            gold=gold_of(checked, success),
            checked=checked,
            probability=probability,
            person=person,
        )
        assert found.low is not None
        assert found.high is not None
        halves.append((found.high - found.low) / 2)
    assert planned.width == pytest.approx(0.08, abs=0.002)
    assert float(np.mean(halves)) == pytest.approx(planned.width, rel=0.1)


def test_a_width_that_few_people_cannot_give_is_not_promised() -> None:
    pilot = Pilot(
        figure="x",
        share=0.3,
        correlation=0.8,
        sessions=400,
        people=8,
        sampling_error=0.04,
    )

    planned = plan(pilot, 0.05)

    assert planned.width > 0.09
    assert planned.sessions < 400


def test_people_who_resemble_themselves_cost_more() -> None:
    alone = plan(Pilot(figure="x", share=0.28, correlation=0.8), 0.05)
    together = plan(Pilot(figure="x", share=0.28, correlation=0.8, deff=1.4), 0.05)

    assert together.sessions == pytest.approx(1.4 * alone.sessions, abs=1)


@pytest.mark.parametrize("width", [0.0, -0.1, 1.0])
def test_a_width_that_is_none_is_refused(width: float) -> None:
    with pytest.raises(SettingError, match="half width"):
        needed(0.3, 0.5, width)


def test_an_interval_needs_fifty_whatever_the_formula_says() -> None:
    assert plan(Pilot(figure="x", share=1.0, correlation=0.9), 0.05).sessions == 50
