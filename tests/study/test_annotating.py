from pathlib import Path

import pytest

from metier.codebook import FACETS
from metier.facts import parquet
from metier.facts.tables import ANNOTATIONS, Row
from metier.study import Asked, Study
from study_logs import write_session


@pytest.fixture
def study(tmp_path: Path) -> Study:
    for number in range(3):
        write_session(
            tmp_path / "logs", f"session-{number}", day=f"2026-03-0{number + 1}"
        )
    made = Study(tmp_path / "study")
    made.ingest(Asked(sources=(tmp_path / "logs",)))
    made.annotate()
    return made


def answers(study: Study) -> list[Row]:
    return parquet.read(study.folder / ANNOTATIONS.file)


def rewrite(study: Study, rows: list[Row]) -> None:
    parquet.write(ANNOTATIONS, rows, study.folder / ANNOTATIONS.file)


def test_every_session_has_an_answer_to_every_facet(study: Study) -> None:
    found = {(row["session"], row["facet"]) for row in answers(study)}

    assert len(found) == 3 * (len(FACETS) + 1)


def test_nothing_is_answered_twice(study: Study) -> None:
    assert study.annotate() == 0


def test_an_answer_to_an_older_wording_is_asked_again(study: Study) -> None:
    rows = answers(study)
    first = rows[0]["session"]
    old = [
        row | {"version": 1}
        if row["session"] == first and row["facet"] == "outcome"
        else row
        for row in rows
    ]
    rewrite(study, old)

    assert study.annotate() == 1
    assert answers(study) == rows


def test_a_session_whose_log_is_gone_keeps_the_answer_it_has(
    study: Study, tmp_path: Path
) -> None:
    rewrite(study, [row | {"version": 1} for row in answers(study)])
    next((tmp_path / "logs").rglob("session-0.jsonl")).unlink()

    assert study.annotate() == 2

    versions = {(row["session"], row["version"]) for row in answers(study)}
    assert len({session for session, _ in versions}) == 3
    assert (
        sum(
            all(version == 1 for name, version in versions if name == session)
            for session in {name for name, _ in versions}
        )
        == 1
    )


def test_answers_of_another_annotator_outlive_a_second_reading(
    study: Study, tmp_path: Path
) -> None:
    rows = answers(study)
    by_hand = [
        row | {"annotator": "hand-1"} for row in rows if row["facet"] == "outcome"
    ]
    rewrite(study, rows + by_hand)
    write_session(tmp_path / "logs", "session-0", day="2026-03-01", turns=4)

    study.ingest(Asked())
    study.annotate()

    kept = [row for row in answers(study) if row["annotator"] == "hand-1"]
    assert len(kept) == 3
