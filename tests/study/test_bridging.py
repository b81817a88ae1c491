from pathlib import Path

import pytest

from metier.facts import parquet
from metier.facts.tables import ANNOTATIONS
from metier.records import Estimate
from metier.study import Asked, Study
from metier.study.bridging import LOG, earlier_annotator
from metier.study.estimating import read_estimates
from study_logs import write_session

EARLIER = "offline-0"
PEOPLE = 3


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Two months of three people."""
    for person in range(PEOPLE):
        for number in range(12):
            month = "2026-01" if number < 4 else "2026-02"
            write_session(
                tmp_path / f"person-{person}",
                f"session-{person}-{number}",
                day=f"{month}-{number + 1:02d}",
            )
    made = Study(tmp_path / "study")
    sources = tuple(tmp_path / f"person-{person}" for person in range(PEOPLE))
    made.ingest(Asked(sources=sources))
    made.annotate()
    return made


def leave_to_an_earlier_annotator(study: Study) -> None:
    """Let January be answered by an earlier annotator alone, February by both."""
    rows = parquet.read(study.folder / ANNOTATIONS.file)
    facts = parquet.read(study.folder / "sessions.parquet")
    january = {
        row["session"]
        for row in facts
        if isinstance(row["started"], float) and row["started"] < 1_769_904_000
    }
    ours = [row for row in rows if row["annotator"] != LOG]
    logged = [row for row in rows if row["annotator"] == LOG]
    kept = [row for row in ours if row["session"] not in january]
    old = [row | {"annotator": EARLIER} for row in ours]
    path = study.folder / ANNOTATIONS.file
    parquet.write(ANNOTATIONS, [*logged, *kept, *old], path)


def trends(study: Study) -> dict[tuple[str, str], Estimate]:
    study.estimate()
    return {
        (one.key.series, one.key.group): one
        for one in read_estimates(study.folder)
        if one.key.figure == "trends" and one.key.panel == "expertise"
    }


def test_a_study_of_one_annotator_has_three_readings(study: Study) -> None:
    assert earlier_annotator(study.folder, "offline-1") is None
    assert {series for series, _ in trends(study)} == {"raw", "mix", "people"}


def test_months_of_an_earlier_annotator_come_in_by_the_bridge_alone(
    study: Study,
) -> None:
    leave_to_an_earlier_annotator(study)

    found = trends(study)

    assert found["bridge", "2026-01"].value is not None
    assert found["bridge", "2026-01"].cohort.sessions == 4 * PEOPLE
    assert found["bridge", "2026-02"].value == found["raw", "2026-02"].value
    raw = found.get(("raw", "2026-01"))
    assert raw is None or raw.value is None
