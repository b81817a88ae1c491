from pathlib import Path

import pytest

from metier.errors import StudyError
from metier.study import Asked, Study
from metier.study.attacking import attack_release
from study_logs import TEAM, write_team


@pytest.fixture
def group(tmp_path: Path) -> Study:
    """A study of six people with eight sessions each, released."""
    people = write_team(tmp_path, sessions=8)
    study = Study(tmp_path / "study")
    study.run(Asked(sources=(tmp_path / "logs",), people=people, timezone="UTC"))
    return study


def test_nothing_comes_out_of_a_groups_release_even_with_the_study(
    group: Study,
) -> None:
    found = attack_release(
        group.folder / "released.json",
        against=[group.folder / "released.json"],
        truth=group.folder,
        canaries=["totals", "/home/ann"],
    )

    assert found.recovered == ()
    assert dict(found.tried)["removal of each person in turn"] == len(TEAM)
    assert found.shown > 0
    assert found.possible is not None
    assert found.shown >= 0.8 * found.possible


def test_the_study_named_as_truth_must_be_one(group: Study, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"no estimates\.json yet"):
        attack_release(group.folder / "released.json", truth=tmp_path)
