"""Two keys, one draft, two signatures: what holds is shown."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from metier.cli import app


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words))
    assert result.exit_code == 0, result.output
    return result.output


def test_both_sign_what_was_drafted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    employer, representatives = (
        run("policy", "key", f"{side}.key").split()[0] for side in ("one", "two")
    )
    run(
        *("policy", "draft", "--pool", "team", "--people", "8"),
        *("--employer", employer, "--representatives", representatives),
    )

    first = run("policy", "sign", "--key", "one.key")
    second = run("policy", "sign", "--key", "two.key")

    assert "still missing: representatives" in first
    assert "both have" in second
    shown = json.loads(run("policy", "show"))
    assert shown["agreed"]["rules"]["people"] == 8
    assert set(shown["signatures"]) == {"employer", "representatives"}


def test_papers_are_written_from_the_policy_beside_the_files(tmp_path: Path) -> None:
    said = run("pool", str(tmp_path), "--papers", str(tmp_path / "papers"))

    assert "agreement.md" in said
    assert "10 people and 15 sessions" in (
        " ".join((tmp_path / "papers" / "assessment.md").read_text().split())
    )


def test_a_draft_without_keys_says_how_to_make_them() -> None:
    result = CliRunner().invoke(app, ["policy", "draft"])

    assert result.exit_code == 1
    assert "metier policy key" in result.output
