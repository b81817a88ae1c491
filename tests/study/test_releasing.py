from pathlib import Path

import pytest

from metier.disclosure import read
from metier.errors import DisclosureError, SettingError
from metier.study import Asked, Study
from study_logs import write_session

PEOPLE = ("ann", "bob", "cem", "dan", "eve", "fay")


def write_person(root: Path, person: str, month: int = 3) -> None:
    for number in range(1, 5):
        write_session(
            root / person,
            f"session-{month}-{number}-of-{person}",
            day=f"2026-0{month}-{number:02d}",
            cwd=f"/home/{person}/project",
        )


@pytest.fixture
def group(tmp_path: Path) -> Study:
    """A study of six people, released once."""
    for person in PEOPLE:
        write_person(tmp_path / "logs", person)
    people = tmp_path / "people.csv"
    people.write_text("".join(f"{name}/*,{name}\n" for name in (*PEOPLE, "gus")))
    study = Study(tmp_path / "study")
    study.run(
        Asked(sources=(tmp_path / "logs",), people=people, timezone="UTC"),
    )
    return study


def test_a_group_that_changed_by_one_person_is_not_released_again(
    group: Study, tmp_path: Path
) -> None:
    before = (group.folder / "released.json").read_bytes()
    write_person(tmp_path / "logs", "gus")

    with pytest.raises(DisclosureError, match="1 of the people have changed since"):
        group.run(Asked())

    assert (group.folder / "released.json").read_bytes() == before


def test_months_that_overlap_an_earlier_release_are_refused(
    group: Study, tmp_path: Path
) -> None:
    for person in PEOPLE:
        write_person(tmp_path / "logs", person, month=4)

    with pytest.raises(DisclosureError, match="2026-03 to 2026-04"):
        group.run(Asked())


def test_the_same_group_and_months_can_be_released_again(group: Study) -> None:
    group.run(Asked())

    summary = read(group.folder / "released.json").summary
    assert (summary.private, summary.people, summary.sessions) == (False, 6, 24)


def test_what_was_released_is_remembered_outside_the_study(
    group: Study, own_home: Path
) -> None:
    (ledger,) = own_home.rglob("releases.json")

    assert not ledger.is_relative_to(group.folder)
    assert ledger.stat().st_mode & 0o077 == 0


def test_a_private_study_is_released_as_often_as_wished(
    tmp_path: Path, own_home: Path
) -> None:
    write_session(tmp_path / "logs", "session-1")
    study = Study(tmp_path / "study")
    study.run(Asked(sources=(tmp_path / "logs",)))
    write_session(tmp_path / "logs", "session-2")

    study.run(Asked())

    assert read(tmp_path / "study" / "released.json").summary.sessions == 2
    assert list(own_home.rglob("releases.json")) == []


def test_the_page_is_drawn_from_the_release_alone(tmp_path: Path) -> None:
    write_session(tmp_path / "logs", "session-1")
    Study(tmp_path / "study").run(Asked(sources=(tmp_path / "logs",)))
    alone = tmp_path / "alone"
    alone.mkdir()
    for name in ("released.json", "study.json"):
        (alone / name).write_bytes((tmp_path / "study" / name).read_bytes())

    page = Study(alone).report()

    assert page.read_bytes() == (tmp_path / "study" / "report.html").read_bytes()


def test_late_sessions_of_one_person_do_not_follow_by_subtraction(
    group: Study, tmp_path: Path
) -> None:
    first = read(group.folder / "released.json")
    for number in range(5, 25):
        write_session(
            tmp_path / "logs" / "ann",
            f"session-late-{number}",
            day=f"2026-03-{number:02d}",
            cwd="/home/ann/project",
        )

    group.run(Asked())

    second = read(group.folder / "released.json")
    before = {estimate.key: estimate for estimate in first.estimates}
    assert before
    for after in second.estimates:
        known = before.get(after.key)
        assert known is None or after.sessions == known.sessions


def test_readers_with_authority_need_ten_people_from_then_on(group: Study) -> None:
    assert read(group.folder / "released.json").estimates

    with_authority = group.release(authority=True)
    later = group.release()

    assert not with_authority.estimates
    assert dict(with_authority.policy)["people"] == 10
    assert dict(later.policy)["people"] == 10


def test_a_figure_made_from_text_needs_a_crowd(group: Study) -> None:
    shown = {e.key.figure for e in read(group.folder / "released.json").estimates}
    name = min(shown)

    released = group.release(text_derived=(name,))

    assert name not in {estimate.key.figure for estimate in released.estimates}


def test_a_figure_that_is_none_is_no_rule(group: Study) -> None:
    with pytest.raises(SettingError, match="--text-derived poems: there is no such"):
        group.release(text_derived=("poems",))
