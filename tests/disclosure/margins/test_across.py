"""A small cell that only several figures together give away."""

import numpy as np
import pytest

from metier.disclosure import Structure, release
from metier.disclosure.redteam import attack
from metier.estimates import answers, memberships
from metier.facts import Frame
from metier.records import (
    Estimate,
    Figure,
    Histogram,
    Key,
    Need,
    Panel,
    Released,
    Share,
    StudySummary,
)

SESSIONS, PEOPLE = 420, 21
TENTHS = tuple(round(0.1 * n, 1) for n in range(11))
FIFTHS = TENTHS[::2]


def asked(name: str, need: Need) -> Figure:
    panel = Panel(needs=(need,), mark="bars")
    return Figure(
        id=name, exhibit="", question="", section="knows", panels=(panel,), caveat=""
    )


BINS = (
    asked("tenths", Histogram(of="plan_agent_share", edges=TENTHS)),
    asked(
        "fifths",
        Share(of="trouble", by="plan_agent_share", edges_of_by=FIFTHS),
    ),
)
KINDS = (
    asked("kinds", Share(of="work_mode", levels=("build", "fix", "test"))),
    asked("both", Share(of="judged_success")),
    asked("rest", Share(of="wrote_code")),
)


def made_up(sessions: int = 4000) -> Frame:
    draw = np.random.default_rng(2)
    mode = draw.choice(["build", "fix", "test"], sessions)
    return Frame(
        {
            "person": np.array([str(n) for n in range(sessions)], dtype=object),
            "plan_agent_share": draw.random(sessions),
            "trouble": draw.integers(0, 2, sessions).astype(float),
            "work_mode": mode.astype(object),
            # As success is one of three kinds of evidence.
            "judged_success": np.isin(mode, ["build", "test"]).astype(float),
            "wrote_code": draw.integers(0, 2, sessions).astype(float),
        }
    )


def team() -> Frame:
    place = np.arange(SESSIONS)
    share = np.where(place % 6 == 0, 0.55, np.where(place % 6 < 3, 0.05, 0.95))
    share[:8], share[20:45] = 0.45, 0.25
    mode = np.where(place % 2 == 0, "build", "fix")
    mode[[0, 1, 2, 3, 4, 5, 7]] = "test"
    return Frame(
        {
            "person": np.array([f"p{n % PEOPLE}" for n in place], dtype=object),
            "plan_agent_share": share,
            "trouble": (place % 3 == 0).astype(float),
            "work_mode": mode.astype(object),
            "judged_success": np.isin(mode, ["build", "test"]).astype(float),
            "wrote_code": (place % 5 < 2).astype(float),
        }
    )


def released(
    figures: tuple[Figure, ...], how: Structure | None
) -> tuple[Released, tuple[Estimate, ...]]:
    estimates = answers(figures, team())
    summary = StudySummary(
        private=False,
        example=False,
        people=PEOPLE,
        sessions=SESSIONS,
        sessions_seen=SESSIONS,
        first_day="2026-03-01",
        last_day="2026-03-31",
    )
    return release(estimates, summary, structure=how), estimates


@pytest.mark.parametrize(
    ("figures", "small"),
    [
        (BINS, Key(figure="tenths", group="40-50")),
        (KINDS, Key(figure="kinds", group="test")),
    ],
)
def test_what_several_figures_tell_of_a_small_cell_is_undone(
    figures: tuple[Figure, ...], small: Key
) -> None:
    how = Structure(memberships(figures, made_up()))
    open_, estimates = released(figures, None)
    closed, _ = released(figures, how)

    before = attack(open_, truth=estimates, structure=how)
    after = attack(closed, truth=estimates, structure=how)

    assert small in {withheld.key for withheld in open_.withheld}
    assert "sums across figures" in {item.attack for item in before.recovered}
    assert not after.recovered
    assert len(open_.estimates) - len(closed.estimates) <= 2


def test_figures_that_tell_nothing_together_keep_all_their_numbers() -> None:
    figures = (KINDS[0], KINDS[2])
    how = Structure(memberships(figures, made_up()))

    open_, _ = released(figures, None)
    closed, _ = released(figures, how)

    assert closed.estimates == open_.estimates
