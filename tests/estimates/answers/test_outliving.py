"""The survival curve of lines, from what repositories followed."""

import numpy as np
import pytest

from metier.estimates import answer
from metier.facts import Frame
from metier.records import Figure, Panel, Survival

FIGURE = Figure(
    id="after",
    exhibit="",
    question="How long do lines live?",
    section="comes",
    panels=(Panel(needs=(Survival(at=(7, 30, 90)),), mark="lines"),),
    caveat="",
)


def lives(*rows: tuple[str, str, float, bool, float]) -> dict[str, np.ndarray]:
    columns = list(zip(*rows, strict=True))
    return {
        "session": np.array(columns[0], dtype=object),
        "person": np.array(columns[1], dtype=object),
        "duration": np.array(columns[2]),
        "ended": np.array(columns[3], dtype=float),
        "weight": np.array(columns[4]),
    }


def test_lines_that_died_and_lines_no_longer_followed_are_told_apart() -> None:
    followed = lives(
        ("s1", "a", 10.5, True, 4.0),
        ("s1", "a", 60.0, False, 6.0),
        ("s2", "b", 20.0, False, 10.0),
    )

    found = answer(FIGURE, Frame({}), lives=followed)

    assert [e.key.group for e in found] == ["7", "30", "90"]
    assert found[0].value == 1.0
    assert found[1].value == pytest.approx(1 - 4 / 20)
    assert found[2].value is None
    assert (found[1].cohort.sessions, found[1].cohort.people) == (2, 2)


def test_where_nobody_looked_nothing_is_measured() -> None:
    found = answer(FIGURE, Frame({}))

    assert {e.withheld for e in found} == {"not measured"}
