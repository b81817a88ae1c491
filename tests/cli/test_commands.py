"""What each command prints at its end; what it does is tested behind it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from metier.cli import app
from study_logs import write_session

Metier = Callable[..., Result]


@pytest.fixture
def metier(tmp_path: Path) -> Metier:
    """The program in the home of somebody with three sessions."""
    for number in range(3):
        write_session(tmp_path / ".claude", f"session-{number}", day="2026-03-02")
    environ = {"HOME": str(tmp_path), "METIER_HOME": str(tmp_path / "m"), "TZ": "UTC"}

    def run(*arguments: str) -> Result:
        done = CliRunner().invoke(app, arguments, env=environ)
        assert done.exit_code == 0, done.output
        return done

    return run


def test_the_stages_say_what_they_did(metier: Metier) -> None:
    assert metier("ingest").stdout == (
        "3 files seen, 3 read, 3 sessions in them; 0 kept though their logs are "
        "deleted.\n"
    )
    assert metier("annotate").stdout == "3 sessions annotated.\n"
    assert " estimates, " in metier("estimate").stdout
    assert " numbers released, " in metier("release").stdout
    assert metier("report").stdout.splitlines()[-1].startswith("The page: ")


@pytest.mark.parametrize(
    ("command", "key"),
    [("ingest", "files_read"), ("annotate", "annotated"), ("doctor", "looked")],
)
def test_json_is_for_programs(metier: Metier, command: str, key: str) -> None:
    metier("ingest")

    assert key in json.loads(metier(command, "--json").stdout)


def test_quiet_is_quiet(metier: Metier) -> None:
    for command in ("ingest", "annotate", "estimate", "release", "report"):
        assert metier(command, "--quiet").output == ""


def test_a_doctor_ends_with_the_next_command(metier: Metier) -> None:
    shown = metier("doctor").stdout

    assert "Found: 3 sessions in 3 files" in shown
    assert "deletes transcripts after 30 days" in shown
    assert shown.splitlines()[-1] == "Next: metier"


def test_sql_prints_a_table_or_json(metier: Metier) -> None:
    metier("ingest")
    query = "SELECT agent, count(*) AS n FROM sessions GROUP BY agent"

    assert metier("sql", query).stdout == "agent\tn\nclaude-code\t3\n"
    assert json.loads(metier("sql", query, "--json").stdout) == [
        {"agent": "claude-code", "n": 3}
    ]


def test_forget_says_how_many_went(metier: Metier) -> None:
    metier("ingest")

    assert metier("forget", "--session", "session-1").stdout.startswith(
        "1 sessions forgotten; their logs are not read again."
    )


def test_the_codebook_is_json_on_demand(metier: Metier) -> None:
    (facet,) = json.loads(metier("codebook", "outcome", "--json").stdout)

    assert facet["name"] == "outcome"
