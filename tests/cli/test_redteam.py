import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from disclosure.tables import Row, rows, shares, summary
from metier.cli import app
from metier.disclosure import Policy, release, write

CROWD = {"build": [9] * 20, "fix": [5] * 20, "plan": [4] * 20}


def done(row: Row) -> bool:
    return row.person == "p1"


@pytest.fixture
def ruled(tmp_path: Path) -> Path:
    found = rows(CROWD)
    path = tmp_path / "ruled.json"
    write(release(shares(found, done, "mode"), summary(found)), path)
    return path


@pytest.fixture
def unruly(tmp_path: Path) -> Path:
    found = rows({**CROWD, "test": [2, 1]})
    off = Policy(people=1, sessions=1, largest_share=1.0, margins=False)
    path = tmp_path / "unruly.json"
    write(release(shares(found, done, "mode"), summary(found), policy=off), path)
    return path


def test_a_release_that_stands_ends_with_zero(ruled: Path) -> None:
    told = CliRunner().invoke(app, ["redteam", str(ruled), "--canary", "zanzibar"])

    assert told.exit_code == 0
    assert told.output.splitlines()[-2:] == [
        "3 numbers are shown.",
        "Nothing was recovered.",
    ]
    assert "tried planted strings: 1" in told.output


def test_what_was_recovered_is_printed_and_ends_with_one(unruly: Path) -> None:
    told = CliRunner().invoke(app, ["redteam", str(unruly)])

    assert told.exit_code == 1
    assert (
        "RECOVERED by small cells: shares / test: 3 sessions of 2 people" in told.output
    )


def test_an_earlier_release_is_subtracted(ruled: Path, unruly: Path) -> None:
    told = CliRunner().invoke(
        app, ["redteam", str(ruled), "--against", str(unruly), "--json"]
    )

    found = json.loads(told.output)
    assert ["subtraction", 4] in found["tried"]
    assert found["recovered"] == []


def test_a_release_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["redteam", str(tmp_path / "none.json")])

    assert told.exit_code == 1
    assert "`metier release` writes one" in told.output
