from pathlib import Path

import pytest

from metier.errors import StudyError
from metier.study import Asked, Study
from metier.study.attacking import attack_release
from study_logs import write_session

PEOPLE = ("ann", "bob", "cem", "dan", "eve", "fay")


@pytest.fixture
def group(tmp_path: Path) -> Study:
    """A study of six people with eight sessions each, released."""
    for person in PEOPLE:
        for number in range(1, 9):
            write_session(
                tmp_path / "logs" / person,
                f"session-{number}-of-{person}",
                day=f"2026-03-{number:02d}",
                cwd=f"/home/{person}/project",
            )
    people = tmp_path / "people.csv"
    people.write_text("".join(f"{name}/*,{name}\n" for name in PEOPLE))
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
    assert dict(found.tried)["removal of each person in turn"] == len(PEOPLE)
    assert found.shown > 0
    assert found.possible is not None
    assert found.shown >= 0.8 * found.possible


def test_the_study_named_as_truth_must_be_one(group: Study, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"no estimates\.json yet"):
        attack_release(group.folder / "released.json", truth=tmp_path)
