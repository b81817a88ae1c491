"""Checked sessions: drawn once, rated by a person, forgotten with the rest."""

from pathlib import Path

import pytest

from metier.errors import NothingFoundError
from metier.facts import parquet
from metier.study import Asked, Study, golding
from metier.study.opening import opened
from study_logs import write_session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(5):
        write_session(
            tmp_path / "logs", f"session-{number}", day=f"2026-03-0{number + 1}"
        )
    study = Study(tmp_path / "study")
    study.ingest(Asked(sources=(tmp_path / "logs",), timezone="UTC"))
    study.annotate()
    return tmp_path / "study"


def rows(folder: Path) -> list[dict[str, object]]:
    return list(parquet.read(folder / "gold.parquet"))


def answering(line: str) -> str:
    for asked, key in (("set out", "y"), ("in use", "n"), ("know", "3"), ("Min", "40")):
        if asked in line:
            return key
    return "b" if "kind of work" in line else ""


def test_what_is_drawn_stands_in_the_study_with_its_chance(folder: Path) -> None:
    with opened(folder) as study:
        drawn, waiting = golding.draw_sessions(study, 3, seed=1)

    assert (drawn, waiting) == (3, 3)
    assert all(0 < float(str(row["probability"])) <= 1 for row in rows(folder))


def test_ratings_are_kept_one_by_one(folder: Path) -> None:
    with opened(folder) as study:
        golding.draw_sessions(study, 3, seed=1)
        next(iter(golding.rate_sessions(study, answering)))

    said = [row for row in rows(folder) if row["asked"]]
    assert [(r["got"], r["in_use"], r["knew"], r["minutes"]) for r in said] == [
        ("succeeded", "no", "3", 40.0)
    ]


def test_rating_goes_on_with_those_that_wait(folder: Path) -> None:
    with opened(folder) as study:
        golding.draw_sessions(study, 3, seed=1)
        next(iter(golding.rate_sessions(study, answering)))
        rest = list(golding.rate_sessions(study, answering))

    assert len(rest) == 2


def test_the_person_recognises_a_session_by_day_folder_and_first_words(
    folder: Path,
) -> None:
    shown: list[str] = []

    def read(line: str) -> str:
        shown.append(line)
        return ""

    with opened(folder) as study:
        golding.draw_sessions(study, 1, seed=1)
        list(golding.rate_sessions(study, read))

    assert "March 2026" in shown[0]


def test_forgotten_sessions_lose_their_ratings(folder: Path) -> None:
    with opened(folder) as study:
        golding.draw_sessions(study, 5, seed=1)
        list(golding.rate_sessions(study, answering))

    Study(folder).forget(sessions=("session-0",))

    assert len(rows(folder)) == 4


def test_rating_before_a_draw_says_what_to_do(folder: Path) -> None:
    with opened(folder) as study, pytest.raises(NothingFoundError, match="gold draw"):
        next(iter(golding.rate_sessions(study, answering)))


def test_a_plan_of_few_sessions_asks_for_no_more_than_there_are(folder: Path) -> None:
    with opened(folder) as study:
        plans = golding.plan_checking(study, 0.05)

    assert {one.figure for one in plans} <= {title for _, title in golding.FIGURES}
    assert plans
    assert all(1 < one.sessions < 50 and one.width > 0.05 for one in plans)


def test_the_estimates_say_how_many_sessions_people_checked(folder: Path) -> None:
    with opened(folder) as study:
        golding.draw_sessions(study, 5, seed=1)
        checked = len(list(golding.rate_sessions(study, answering)))

    made = Study(folder).estimate()

    about = [one for one in made if one.rests_on == ("outcome",) and one.value]
    assert any(
        f"{checked} sessions of this cell were checked" in one.method for one in about
    )
