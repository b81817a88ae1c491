"""The summary of one screen."""

import pytest

from metier.baselines import BASELINES
from metier.figures import FIGURES
from metier.records import Released
from metier.report import terminal
from releases import release_of

WIDTH, HEIGHT = 80, 24
PAGE_LINES = 3
"""What the command prints below: where the page is, and the prompt."""


@pytest.mark.parametrize(
    "release",
    [
        release_of(FIGURES),
        release_of(FIGURES, example=True, private=True),
        release_of(FIGURES, withhold=1),
        release_of(()),
    ],
    ids=["full", "marked", "withheld", "empty"],
)
def test_the_summary_fits_one_screen(release: Released) -> None:
    lines = terminal(release, BASELINES, WIDTH, colour=False).splitlines()

    assert max(len(line) for line in lines) <= WIDTH
    assert len(lines) <= HEIGHT - PAGE_LINES


def test_each_line_has_own_value_interval_n_and_published_value() -> None:
    said = terminal(release_of(FIGURES), BASELINES, WIDTH, colour=False)

    line = next(one for one in said.splitlines() if "Planning" in one)

    assert "\N{EN DASH}" in line
    assert " n " in line
    assert "~70%" in line


def test_a_withheld_line_says_by_which_rule() -> None:
    said = terminal(release_of(FIGURES, withhold=1), BASELINES, WIDTH, colour=False)

    assert said.count("too few sessions") == 9
    assert "20.9%" in said


def test_without_colour_there_are_no_control_codes() -> None:
    release = release_of(FIGURES)

    assert "\x1b" not in terminal(release, BASELINES, WIDTH, colour=False)
    assert "\x1b" in terminal(release, BASELINES, WIDTH, colour=True)
