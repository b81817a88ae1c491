"""The published table of how much checking buys what (methods 1.4)."""

import pytest

from metier.errors import SettingError
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
