import csv
import json
from pathlib import Path

import pytest

from metier.errors import NothingFoundError, StudyError
from metier.facts import parquet
from metier.study import Asked, Study
from metier.study.estimating import read_estimates
from study_logs import write_session


@pytest.fixture
def study(tmp_path: Path) -> Study:
    for number in range(3):
        write_session(tmp_path / "logs", f"session-{number}", day="2026-03-02")
    made = Study(tmp_path / "study")
    made.run(Asked(sources=(tmp_path / "logs",), timezone="UTC"))
    return made


def test_json_and_csv_hold_the_same_estimates(study: Study) -> None:
    rows = json.loads((study.folder / "estimates.json").read_text())

    with (study.folder / "estimates.csv").open(newline="") as file:
        table = list(csv.DictReader(file))

    assert len(table) == len(rows) == len(read_estimates(study.folder))
    for row, line in zip(rows, table, strict=True):
        assert line["figure"] == row["key"]["figure"]
        assert line["sessions"] == str(row["cohort"]["sessions"])
        value = row.get("value")
        assert line["value"] == ("" if value is None else str(value))


def test_the_same_tables_give_the_same_bytes(study: Study) -> None:
    before = (study.folder / "estimates.json").read_bytes()

    study.estimate()

    assert (study.folder / "estimates.json").read_bytes() == before


def test_weeks_are_of_the_sessions_that_count(study: Study) -> None:
    (row,) = parquet.read(study.folder / "weeks.parquet")
    assert (row["week"], row["sessions"]) == ("2026-W10", 3)

    write_session(study.folder.parent / "logs", "session-9", day="2026-03-09")
    study.ingest(Asked())
    study.estimate(Asked(since="2026-03-03", timezone="UTC"))

    (row,) = parquet.read(study.folder / "weeks.parquet")
    assert (row["week"], row["sessions"]) == ("2026-W11", 1)


def test_a_window_without_sessions_says_why_none_counts(study: Study) -> None:
    with pytest.raises(
        NothingFoundError, match=r"3 sessions read.*3 outside the window"
    ):
        study.estimate(Asked(until="2026-03-01", timezone="UTC"))

    with pytest.raises(NothingFoundError, match="3 another agent"):
        study.estimate(Asked(agents=("codex",)))


def test_estimates_that_were_changed_by_hand_are_refused(study: Study) -> None:
    (study.folder / "estimates.json").write_text('[{"key": 1}]')

    with pytest.raises(StudyError, match="Run `metier estimate` again"):
        read_estimates(study.folder)
