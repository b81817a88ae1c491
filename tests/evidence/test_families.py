"""What real tools printed, held against what is true of the projects they ran in.

The fixtures are recorded by scripts/record_runners.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from builders import run, session, turn
from metier.evidence import FAMILIES, TOOLS, ledger
from metier.records import Evidence

FIXTURES = Path(__file__).parents[1] / "fixtures" / "runners"
FIELDS = ("kind", "tool", "verdict", "passed", "failed", "skipped")


def recorded() -> list[Any]:
    """List every recorded call."""
    found = []
    for path in sorted(FIXTURES.glob("*.json")):
        for number, case in enumerate(json.loads(path.read_text())["cases"]):
            name = f"{path.stem}-{case['state']}-{number}"
            found.append(pytest.param(case, id=name))
    return found


def rows_of(case: dict[str, Any]) -> tuple[Evidence, ...]:
    """Give the ledger of a session that made this one call."""
    code = case["exit_code"]
    action = run(
        case["command"],
        case["output"],
        exit_code=code or None,
        is_error=code != 0,
        status="error" if code else "ok",
    )
    rows = ledger(session(turn("go on", action)))
    return tuple(row for row in rows if not row.throwaway)


@pytest.mark.parametrize("case", recorded())
def test_a_recorded_call_is_read_as_it_was(case: dict[str, Any]) -> None:
    rows = rows_of(case)

    found = [{name: getattr(row, name) for name in FIELDS} for row in rows]
    assert found == [{name: row[name] for name in FIELDS} for row in case["rows"]]


def test_the_fixtures_hold_the_five_states_of_every_runner_of_tests() -> None:
    wanted = {"pass", "fail", "zero", "cut", "swallowed"}
    missing = {}
    for path in FIXTURES.glob("*.json"):
        cases = json.loads(path.read_text())["cases"]
        tests = any(row["kind"] == "test" for case in cases for row in case["rows"])
        lacks = wanted - {case["state"] for case in cases}
        if tests and lacks:
            missing[path.stem] = lacks

    # googletest cannot be built without a test; the others are no runners.
    assert missing == {"googletest": {"zero"}, "stack": wanted, "wrapped": wanted}


def test_what_no_fixture_was_recorded_for_says_that_it_is_from_documentation() -> None:
    written = {
        path.stem
        for path in FIXTURES.glob("*.json")
        if json.loads(path.read_text())["source"] == "documentation"
    }

    assert written == {
        "cargo-nextest",
        "cypress",
        "dart-test",
        "delivery",
        "docker-build",
        "dotnet",
        "gh",
        "golangci-lint",
        "pest",
        "sbt",
        "stack",
        "swift-test",
        "xcodebuild",
    }


def test_no_recorded_output_names_the_home_of_who_recorded_it() -> None:
    told = [
        path.name for path in FIXTURES.glob("*.json") if "/root/" in path.read_text()
    ]

    assert told == []


def test_every_row_carries_a_name_of_the_closed_list() -> None:
    tools = {
        row["tool"]
        for path in FIXTURES.glob("*.json")
        for case in json.loads(path.read_text())["cases"]
        for row in case["rows"]
    }

    assert tools <= TOOLS


def test_families_and_tools_have_lower_case_names_of_their_own() -> None:
    names = [family.name for family in FAMILIES]

    assert len(set(names)) == len(names)
    assert all(tool == tool.lower() for tool in TOOLS)


def test_every_family_says_where_its_marks_come_from() -> None:
    assert [family.name for family in FAMILIES if not family.source] == []
