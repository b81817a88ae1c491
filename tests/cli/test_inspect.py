"""`metier inspect` over logs made by hand."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from claude_logs import Log
from metier.annotators import cards, shown_alone
from metier.cli import app
from metier.facts.counts import COUNTS

EVIDENCE = [
    "session_id",
    "action_id",
    "kind",
    "tool",
    "verdict",
    "passed",
    "failed",
    "skipped",
    "stale",
    "strength",
    "thread",
]
FIELDS = [
    "work_mode",
    "codebase",
    "plan_user",
    "plan_agent",
    "exec_user",
    "exec_agent",
    "expertise",
    "expertise_first",
    "expertise_typed",
    "outcome",
    "success_signal",
    "failure_signal",
    "soc_user",
    "soc_work",
    "value_usd",
]


def logs(folder: Path, sessions: int = 2) -> Path:
    for number in range(sessions):
        log = Log(f"s-{number}")
        log.prompt("add totals to the report and test them")
        call = log.call("Bash", {"command": "pytest -q"})
        log.result(call, "3 passed in 0.10s", error=False)
        log.says("Done.")
        log.write(folder / f"s-{number}.jsonl")
    return folder


def inspected(*arguments: str) -> list[dict[str, Any]]:
    done = CliRunner().invoke(app, ["inspect", *arguments, "--json"])
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_json_is_one_object_a_session_with_every_key(tmp_path: Path) -> None:
    rows = inspected(str(logs(tmp_path)))

    assert [row["session_id"] for row in rows] == ["s-0", "s-1"]
    assert all(list(row) == list(COUNTS) for row in rows)
    assert rows[0]["test_runs"] == 1


def test_files_named_one_by_one_are_one_corpus(tmp_path: Path) -> None:
    folder = logs(tmp_path)
    copy = (folder / "s-0.jsonl").read_text().replace('"s-0"', '"s-9"')
    (folder / "copy.jsonl").write_text(copy)

    rows = inspected(str(folder / "copy.jsonl"), str(folder / "s-0.jsonl"))

    assert [row["actions"] for row in rows] == [1]


def test_evidence_is_one_object_a_row(tmp_path: Path) -> None:
    rows = inspected(str(logs(tmp_path, 1)), "--show", "evidence")

    assert [list(row) for row in rows] == [EVIDENCE]
    assert (rows[0]["kind"], rows[0]["verdict"], rows[0]["passed"]) == (
        "test",
        "pass",
        3,
    )


def test_annotations_are_one_flat_object_a_session(tmp_path: Path) -> None:
    (row,) = inspected(str(logs(tmp_path, 1)), "--show", "annotations")

    assert row["attempted"] is True
    assert [name for name in row if not name.endswith("_probability")] == [
        "session_id",
        "attempted",
        *FIELDS,
    ]
    assert all(not isinstance(value, dict | list) for value in row.values())


def test_what_was_not_attempted_has_no_outcome(tmp_path: Path) -> None:
    log = Log()
    log.prompt("add totals")
    log.assistant(
        {"type": "text", "text": "Claude usage limit reached."},
        model="<synthetic>",
        isApiErrorMessage=True,
    )

    (row,) = inspected(str(log.write(tmp_path / "s-1.jsonl")), "--show", "annotations")

    assert (row["attempted"], row["outcome"]) == (False, None)
    assert "outcome_probability" not in row


def test_a_table_shows_one_session_whole_and_many_in_short(tmp_path: Path) -> None:
    one = CliRunner().invoke(app, ["inspect", str(logs(tmp_path / "a", 1))])
    many = CliRunner().invoke(app, ["inspect", str(logs(tmp_path / "b", 4))])

    assert all(name in one.stdout for name in COUNTS)
    assert "4 sessions; --json prints every count." in many.stdout
    assert "s-3" in many.stdout


def test_a_path_that_is_not_there_is_said(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["inspect", str(tmp_path / "none")])

    assert done.exit_code == 1
    assert "is not there" in done.output


def test_a_folder_without_sessions_says_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"other": 1}\n')

    done = CliRunner().invoke(app, ["inspect", str(tmp_path)])

    assert done.exit_code == 1
    assert f"no session in 1 file (1 not a transcript) of {tmp_path}." in done.output


def test_a_name_that_no_disk_can_hold_is_not_there(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["inspect", str(tmp_path / ("x" * 300))])

    assert done.exit_code == 1
    assert "is not there" in done.output


def test_a_file_behind_a_closed_folder_says_that_permission_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "s-1.jsonl"
    look = Path.stat

    def refuse(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if self == closed:
            raise PermissionError(13, "Permission denied", str(self))
        return look(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", refuse)

    done = CliRunner().invoke(app, ["inspect", str(closed)])

    assert done.exit_code == 1
    assert "1 no permission" in done.output
    assert "as the user whose logs they are" in done.output


def test_a_sub_agent_alone_asks_for_its_session(tmp_path: Path) -> None:
    log = Log("s-1", isSidechain=True, agentId="a1")
    log.prompt("look at all")
    log.write(tmp_path / "agent-a1.jsonl")

    done = CliRunner().invoke(app, ["inspect", str(tmp_path)])

    assert done.exit_code == 1
    assert "Name the folder that holds their session too." in done.output


def test_the_table_shows_what_is_good_enough_for_a_single_session(
    tmp_path: Path,
) -> None:
    done = CliRunner().invoke(
        app, ["inspect", str(logs(tmp_path, 1)), "--show", "annotations"]
    )

    assert done.exit_code == 0, done.output
    named = {line.split()[0] for line in done.output.splitlines() if line.strip()}
    good = {field for field in FIELDS if shown_alone(field, cards())}
    assert named & set(FIELDS) == good
