"""Reporters that machines read, and what a status does not say."""

import json
from pathlib import Path
from typing import Any

import pytest

from builders import run, session, turn
from metier.evidence import ledger

CASES = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "reporters.json").read_text()
)
FIELDS = ("tool", "verdict", "passed", "failed", "skipped")


@pytest.mark.parametrize("case", CASES, ids=[case["command"] for case in CASES])
def test_a_report_for_machines_is_read_with_its_counts(case: dict[str, Any]) -> None:
    code = case["exit_code"]
    action = run(
        case["command"],
        case["output"],
        exit_code=code or None,
        is_error=code != 0,
        status="error" if code else "ok",
    )

    (row,) = ledger(session(turn("go on", action)))

    assert {name: getattr(row, name) for name in FIELDS} == case["row"]


def test_files_that_gofmt_lists_do_not_end_the_chain() -> None:
    action = run("gofmt -l . && go vet ./... && go build ./...", "a_test.go")

    rows = ledger(session(turn("go on", action)))

    assert [(row.tool, row.kind, row.verdict) for row in rows] == [
        ("gofmt", "lint", "fail"),
        ("go", "lint", "pass"),
        ("go", "build", "pass"),
    ]
