"""What the drafts say is what holds."""

from pathlib import Path

import pytest

from metier.disclosure import Policy
from metier.pooling.agreed import Rules
from metier.pooling.agreed.papers import PAPERS, figures, write
from metier.pooling.files import CAP
from metier.pooling.schema import SHARED
from pooling.agreed.policies import signed_by_both


@pytest.mark.parametrize("name", PAPERS)
def test_figures_are_those_of_the_configuration(tmp_path: Path, name: str) -> None:
    rules = Rules(people=17, sessions=23, largest_share=0.21, retention_days=41)
    signed = signed_by_both(tmp_path, rules)

    write(tmp_path, signed)

    text = (tmp_path / name).read_text()
    words = " ".join(text.split())
    for number in ("17 people and 23 sessions", "21%", "41 days", f"{CAP} sessions"):
        assert number in words
    assert f"{len(SHARED)} columns" in words
    assert "${" not in text
    assert signed.agreed.pool in text


def test_without_a_policy_the_defaults_are_said_to_be_defaults(tmp_path: Path) -> None:
    write(tmp_path, None)

    text = " ".join((tmp_path / "assessment.md").read_text().split())
    least = Rules().policy().thresholds("")
    assert "these are the defaults" in text
    assert f"{least.people} people and {least.sessions} sessions" in text


def test_readers_with_authority_are_counted_in() -> None:
    assert figures(None)["people"] == str(Policy().authority_people)


def test_who_has_signed_is_said(tmp_path: Path) -> None:
    said = figures(signed_by_both(tmp_path, number=3))

    assert said["policy"] == "number 3, signed by employer and representatives"
    assert len(said["employer_key"]) == 64
