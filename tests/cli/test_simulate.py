import json
from pathlib import Path

from typer.testing import CliRunner

from metier.cli import app


def simulate(*words: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["simulate", *map(str, words)])
    return done.exit_code, done.output


def test_a_study_is_drawn_and_checked_against_its_truth(tmp_path: Path) -> None:
    folder = tmp_path / "study"

    code, said = simulate(
        "--out", folder, "--sessions", "800", "--people", "500", "--seed", "2"
    )
    checked, printed = simulate("--check", folder)
    _, plain = simulate("--check", folder, "--json")

    assert (code, checked) == (0, 0), printed
    assert "800 simulated sessions of 500 people" in said
    assert "success-by-expertise:" in printed
    assert "planted values inside their interval" in printed.splitlines()[-1]
    assert {"exhibit", "name", "planted", "estimated", "low", "high", "inside"} == set(
        json.loads(plain)[0]
    )


def test_transcripts_are_written_for_reading_at_scale(tmp_path: Path) -> None:
    code, said = simulate("--out", tmp_path / "logs", "--transcripts", "3")

    assert code == 0, said
    assert "3 transcripts" in said
    assert len(list((tmp_path / "logs").glob("*/projects/*/*.jsonl"))) == 3


def test_without_a_folder_it_says_which_flags_name_one() -> None:
    code, said = simulate("--seed", "2")

    assert code == 1
    assert "--out" in said
