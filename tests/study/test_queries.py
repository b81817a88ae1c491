from pathlib import Path

import pytest

from metier.errors import SettingError, StudyError
from metier.study import Asked, Study
from metier.study.queries import ask
from study_logs import write_session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        write_session(tmp_path / "logs", f"session-{number}")
    Study(tmp_path / "study").run(Asked(sources=(tmp_path / "logs",)))
    return tmp_path / "study"


def test_any_question_can_be_asked_of_the_tables(folder: Path) -> None:
    answer = ask(folder, "SELECT count(*) AS n, sum(turns) AS turns FROM sessions")

    assert answer.columns == ("n", "turns")
    assert answer.rows == ((3, 6),)


def test_a_question_that_is_not_understood_names_the_tables(folder: Path) -> None:
    with pytest.raises(StudyError, match="the tables are annotations, evidence"):
        ask(folder, "SELECT * FROM secrets")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY sessions TO '{out}'",
        "ATTACH '{out}' AS other",
        "INSTALL httpfs",
        "SET enable_external_access = true",
    ],
)
def test_a_question_reaches_no_file_and_no_network(
    folder: Path, tmp_path: Path, query: str
) -> None:
    with pytest.raises(StudyError):
        ask(folder, query.format(out=tmp_path / "out"))

    assert not (tmp_path / "out").exists()


def test_a_study_of_several_people_answers_no_free_questions(tmp_path: Path) -> None:
    for person in ("ann", "bob"):
        write_session(tmp_path / person, f"session-of-{person}")
    study = Study(tmp_path / "study")
    study.ingest(Asked(sources=(tmp_path / "ann", tmp_path / "bob")))

    with pytest.raises(SettingError, match="a study of 2 people"):
        ask(tmp_path / "study", "SELECT * FROM sessions")
