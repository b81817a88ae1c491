import math
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from metier.codebook import FACET_BY_NAME
from metier.facts import parquet
from metier.facts.assemble import columns
from metier.facts.tables import ANNOTATIONS, EVIDENCE, SESSIONS, Row

START = 1_772_495_999.0
"""2026-03-02 23:59:59 UTC."""


def fact(name: str, **more: object) -> Row:
    return {"session": name, "person": "p", "started": START, "turns": 2, **more}


def note(name: str, facet: str, value: str | None, **more: object) -> Row:
    try:
        number = None if value is None else float(value)
    except ValueError:
        number = None
    return {
        "session": name,
        "facet": facet,
        "version": FACET_BY_NAME[facet].version,
        "annotator": "offline-1",
        "value": value,
        "number": number,
        **more,
    }


def proof(name: str, **more: object) -> Row:
    return {
        "session": name,
        "kind": "test",
        "verdict": "pass",
        "strength": "hard",
        "stale": False,
        "throwaway": False,
        **more,
    }


def is_nan(value: object) -> bool:
    return isinstance(value, float) and math.isnan(value)


@pytest.fixture
def write(tmp_path: Path) -> "Writer":
    return Writer(tmp_path)


class Writer:
    """Writes the three tables and assembles them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(
        self,
        facts: Sequence[Row],
        notes: Sequence[Row] = (),
        shown: Sequence[Row] = (),
    ) -> dict[str, list[object]]:
        for table, rows in ((SESSIONS, facts), (ANNOTATIONS, notes), (EVIDENCE, shown)):
            parquet.write(table, rows, self.folder / table.file)
        made = columns(self.folder, UTC, "offline-1")
        return {
            name: [None if is_nan(value) else value for value in values.tolist()]
            for name, values in made.items()
        }


def test_facets_become_columns_of_the_session_they_speak_of(write: Writer) -> None:
    made = write(
        [fact("a"), fact("b")],
        [note("b", "work_mode", "fix"), note("b", "expertise", "4")],
    )

    assert made["work_mode"] == [None, "fix"]
    assert made["expertise"] == [None, 4.0]


def test_unclear_is_unknown(write: Writer) -> None:
    made = write([fact("a")], [note("a", "expertise", "0"), note("a", "soc_user", "0")])

    assert made["expertise"] == [None]
    assert made["soc_user"] == [None]


def test_no_signal_is_a_level_and_not_unknown(write: Writer) -> None:
    assert write([fact("a")], [note("a", "failure_signal", "0")])["failure_signal"] == [
        0.0
    ]


def test_answers_to_another_version_or_of_another_annotator_do_not_count(
    write: Writer,
) -> None:
    made = write(
        [fact("a")],
        [
            note("a", "outcome", "failed", version=1),
            note("a", "outcome", "partial", annotator="model-x"),
        ],
    )

    assert made["outcome"] == [None]


@pytest.mark.parametrize(
    ("shown", "hard", "said"),
    [
        (proof("a"), 1.0, 0.0),
        (proof("a", stale=True), 0.0, 0.0),
        (proof("a", kind="commit", stale=True), 1.0, 0.0),
        (proof("a", throwaway=True), 0.0, 0.0),
        (proof("a", verdict="fail"), 0.0, 0.0),
        (proof("a", strength="soft"), 0.0, 0.0),
        (proof("a", kind="confirmation"), 0.0, 1.0),
        (proof("a", kind="complaint"), 0.0, 0.0),
        (proof("other"), 0.0, 0.0),
    ],
)
def test_machines_and_people_show_success_in_their_own_columns(
    write: Writer, shown: Row, hard: float, said: float
) -> None:
    made = write([fact("a")], [], [shown])

    assert (made["hard_evidence"], made["affirmed"]) == ([hard], [said])


@pytest.mark.parametrize(
    ("counted", "mode", "shown", "left"),
    [
        ({}, "fix", proof("other"), 0.0),
        ({"lines_added": 1}, "fix", proof("other"), 1.0),
        ({"plan_approvals": 1}, "fix", proof("other"), 1.0),
        ({}, "fix", proof("a", strength="soft"), 1.0),
        ({}, "fix", proof("a", throwaway=True), 0.0),
        ({}, "fix", proof("a", verdict="fail"), 0.0),
        ({"words_visible": 9}, "fix", proof("other"), 0.0),
        ({"words_visible": 9}, "understand", proof("other"), 1.0),
        ({}, "understand", proof("other"), 0.0),
    ],
)
def test_an_artefact_is_a_line_a_plan_a_pass_or_an_answer_that_was_the_work(
    write: Writer, counted: dict[str, int], mode: str, shown: Row, left: float
) -> None:
    nothing = {"lines_added": 0, "plan_approvals": 0, "words_visible": 0}
    session = {**fact("a"), **nothing, **counted}

    made = write([session], [note("a", "work_mode", mode)], [shown])

    assert made["left_artefact"] == [left]


def test_rates_have_no_value_without_a_turn_or_a_logged_word(write: Writer) -> None:
    made = write(
        [
            fact("a", actions=6, words_visible=10, words_tool_inputs=4),
            fact("b", turns=0, actions=0),
            fact("c", words_visible=2, words_tool_inputs=0, words_thinking=4),
        ]
    )

    assert made["actions_per_turn"] == [3.0, None, None]
    assert made["words_per_turn"] == [7.0, None, 1.0]
    assert made["words_generated_per_turn"] == [None, None, 3.0]
    assert made["log_turns"] == [
        pytest.approx(np.log(2)),
        None,
        pytest.approx(np.log(2)),
    ]


@pytest.mark.parametrize(
    ("turns", "band"),
    [(0, None), (1, "1"), (2, "2-3"), (3, "2-3"), (7, "4-7"), (8, "8+"), (90, "8+")],
)
def test_sessions_have_a_band_of_length(
    write: Writer, turns: int, band: str | None
) -> None:
    assert write([fact("a", turns=turns)])["length_band"] == [band]


def test_month_and_week_are_local(write: Writer) -> None:
    write([fact("a"), fact("b", started=None)])

    far = columns(write.folder, ZoneInfo("Pacific/Kiritimati"), "offline-1")

    assert columns(write.folder, UTC)["week"].tolist() == ["2026-W10", None]
    assert far["month"].tolist() == ["2026-03", None]
    assert far["week"].tolist() == ["2026-W10", None]


def test_an_empty_study_has_columns_without_sessions(write: Writer) -> None:
    assert {len(values) for values in write([]).values()} == {0}
