from collections.abc import Mapping

import numpy as np
import pytest

from metier.facts.assemble import Columns
from metier.study.choosing import choose
from metier.study.settings import Settings

NOON = 1_772_452_800.0
"""2026-03-02 12:00 UTC."""
DAY = 86_400.0


def sessions(*rows: Mapping[str, object]) -> Columns:
    plain = {
        "session": "s",
        "agent": "claude-code",
        "project": "p",
        "interactive": "yes",
        "surface": "cli",
        "turns": 3.0,
        "started": NOON,
    }
    whole = [{**plain, **row} for row in rows]
    return {
        name: np.asarray(
            [row[name] for row in whole],
            dtype=np.float64 if name in {"turns", "started"} else object,
        )
        for name in plain
    }


def kept(columns: Columns, **settings: object) -> tuple[list[bool], dict[str, int]]:
    chosen, left_out = choose(columns, Settings(**settings))  # type: ignore[arg-type]
    return chosen.tolist(), {item.reason: item.sessions for item in left_out}


def test_headless_sessions_and_those_without_a_person_are_counted_and_left_out() -> (
    None
):
    columns = sessions(
        {},
        {"interactive": "unknown"},
        {"interactive": "no"},
        {"surface": "headless"},
        {"turns": 0.0},
    )

    assert kept(columns) == (
        [True, True, False, False, False],
        {"headless": 2, "no human turn": 1},
    )


def test_the_scope_of_the_study_has_no_ide_and_no_sdk() -> None:
    columns = sessions(
        *({"surface": name} for name in ("cli", "ide", "desktop", "sdk", "unknown"))
    )

    assert kept(columns, scope="study") == (
        [True, False, True, False, True],
        {"surface outside the study's scope": 2},
    )


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        ({"since": "2026-03-02"}, [False, True, True, False]),
        ({"until": "2026-03-02"}, [True, True, False, False]),
        ({"since": "2026-03-02", "until": "2026-03-02"}, [False, True, False, False]),
        (
            {"since": "2026-03-03", "timezone": "Pacific/Auckland"},
            [False, True, True, False],
        ),
    ],
)
def test_a_window_is_of_whole_local_days_both_included(
    window: dict[str, object], expected: list[bool]
) -> None:
    columns = sessions(
        *({"started": moment} for moment in (NOON - DAY, NOON, NOON + DAY, np.nan))
    )

    assert kept(columns, **window)[0] == expected


def test_projects_and_agents_are_chosen_or_left_out() -> None:
    columns = sessions(
        {"project": "a"},
        {"project": "b"},
        {"project": None},
        {"project": "a", "agent": "codex"},
    )

    assert kept(columns, projects=("a",), agents=("claude-code",)) == (
        [True, False, False, False],
        {"another agent": 1, "another project": 2},
    )
    assert kept(columns, without_projects=("a",))[0] == [False, True, True, False]
