"""A simulated study goes through the stages of any other, and is checked."""

import json
from pathlib import Path

import pytest

from metier.codebook import FACETS
from metier.errors import StudyError
from metier.facts import parquet
from metier.facts.tables import ANNOTATIONS, SESSIONS
from metier.study import Study
from metier.study.checking import check
from metier.study.manifest import Manifest, load, save
from metier.study.simulating import simulate

COUNT = 6_000
PEOPLE = 3_520


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("simulated") / "study"
    simulate(place, seed=11, count=COUNT, people=PEOPLE)
    return place


def test_the_tables_hold_every_session_and_every_facet(folder: Path) -> None:
    sessions = parquet.read(folder / SESSIONS.file)
    answers = parquet.read(folder / ANNOTATIONS.file)

    assert len(sessions) == COUNT
    assert len({row["person"] for row in sessions}) == PEOPLE
    assert len(answers) == COUNT * (len(FACETS) + 1)
    assert set(sessions[0]) == {field.name for field in SESSIONS.fields}


def test_rows_stand_in_the_order_of_the_tables(folder: Path) -> None:
    keys = [
        (str(row["session"]), str(row["facet"]))
        for row in parquet.read(folder / ANNOTATIONS.file)
    ]

    assert keys == sorted(keys)


def test_the_same_seed_gives_the_same_tables(folder: Path, tmp_path: Path) -> None:
    simulate(tmp_path, seed=11, count=COUNT, people=PEOPLE)

    for name in ("sessions", "annotations", "evidence", "moments"):
        file = f"{name}.parquet"
        assert (tmp_path / file).read_bytes() == (folder / file).read_bytes()


def test_planted_numbers_lie_in_their_intervals_at_about_the_expected_rate(
    folder: Path,
) -> None:
    found = check(folder)

    inside = sum(item.inside for item in found) / len(found)
    exhibits = {item.exhibit for item in found}
    assert len(found) > 400
    # Numbers of one study hang together, so the rate scatters more than a
    # binomial one; far under it a planted value or an interval is wrong.
    assert 0.86 < inside < 1.0
    assert {"success-by-expertise", "table-a1", "work-over-time"} <= exhibits


def test_the_annotators_error_is_corrected_by_a_checked_sample(folder: Path) -> None:
    corrected = [item for item in check(folder) if item.exhibit.startswith("corrected")]

    assert {item.name for item in corrected} == {"verified", "judged", "level"}
    assert all(item.low < item.high for item in corrected)
    assert sum(item.inside for item in corrected) >= 2


def test_an_unclear_occupation_is_unknown(folder: Path) -> None:
    known = [
        item for item in Study(folder).estimate() if item.key.figure == "occupations"
    ]

    (share,) = [item for item in known if item.key.panel == "known"]
    assert share.value is not None
    assert abs(share.value - 0.70) < 0.03


def test_the_page_is_drawn_and_says_that_nobody_did_this(folder: Path) -> None:
    study = Study(folder)
    study.estimate()

    released = study.release()

    assert released.summary.example
    assert study.report().exists()


def test_truth_lies_beside_the_tables(folder: Path) -> None:
    truth = json.loads((folder / "truth.json").read_text())

    assert (truth["seed"], truth["sessions"]) == (11, COUNT)
    assert len(truth["planted"]) > 400


def test_a_study_of_real_sessions_is_never_written_over(tmp_path: Path) -> None:
    save(tmp_path, Manifest(study="real"))

    with pytest.raises(StudyError, match="real sessions"):
        simulate(tmp_path, seed=1, count=10, people=5)
    assert load(tmp_path) == Manifest(study="real")


def test_fewer_sessions_than_people_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="at least one session"):
        simulate(tmp_path / "s", seed=1, count=5, people=10)


def test_only_simulated_studies_can_be_checked(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="no simulated study"):
        check(tmp_path)
