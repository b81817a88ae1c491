import json
from pathlib import Path

import msgspec
import pytest

from metier.errors import (
    NothingFoundError,
    SaltLostError,
    StudyVersionError,
)
from metier.facts import parquet
from metier.records import Estimate
from metier.study import Asked, Study, load
from metier.study.estimating import read_estimates


def sessions(folder: Path) -> list[str]:
    return [str(row["session"]) for row in parquet.read(folder / "sessions.parquet")]


def estimates(folder: Path) -> list[Estimate]:
    """Estimates but for the names of their sets, which follow the study's own ids."""
    return [
        msgspec.structs.replace(
            one,
            cohort=msgspec.structs.replace(one.cohort, members="", hit_members=""),
        )
        for one in read_estimates(folder)
    ]


def test_a_run_leaves_every_file_of_a_study(logs: Path, folder: Path) -> None:
    page = Study(folder).run(Asked(sources=(logs,), timezone="UTC"))

    assert page == folder / "report.html"
    names = {path.name for path in folder.iterdir() if path.is_file()}
    assert names == {
        "annotations.parquet",
        "estimates.csv",
        "estimates.json",
        "evidence.parquet",
        "moments.parquet",
        "released.json",
        "report.html",
        "sessions.parquet",
        "study.json",
        "study.lock.pid",
        "weeks.parquet",
    }
    assert len(sessions(folder)) == 6


def test_every_stage_can_run_alone(logs: Path, folder: Path) -> None:
    asked = Asked(sources=(logs,), timezone="UTC")
    study = Study(folder)

    study.ingest(asked)
    annotated = study.annotate()
    study.estimate()
    study.release()
    study.report()

    whole = Study(folder.with_name("whole"))
    whole.run(asked)
    assert annotated == 6
    one, other = folder, folder.with_name("whole")
    assert estimates(one) == estimates(other)
    csv = "estimates.csv"
    assert (one / csv).read_bytes() == (other / csv).read_bytes()


def test_the_manifest_says_what_was_done(logs: Path, folder: Path) -> None:
    Study(folder).run(Asked(sources=(logs,), since="2026-03-03", timezone="UTC"))

    manifest = load(folder)

    assert manifest is not None
    assert manifest.people == 1
    assert not manifest.pooled
    assert manifest.settings.since == "2026-03-03"
    assert manifest.seen.files == manifest.seen.sessions == 6
    assert [(item.reason, item.sessions) for item in manifest.not_counted] == [
        ("outside the window", 2)
    ]
    assert list(manifest.stages) == [
        "ingest",
        "annotate",
        "estimate",
        "release",
        "report",
    ]
    assert set(manifest.files) >= {"sessions.parquet", "released.json", "report.html"}
    assert str(logs) not in (folder / "study.json").read_text()


def test_no_logs_are_said_to_be_none_with_where_to_go(
    tmp_path: Path, folder: Path
) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(NothingFoundError, match="no transcript of an agent"):
        Study(folder).run(Asked(sources=(tmp_path / "empty",)))


@pytest.mark.parametrize(("version", "word"), [(0, "made it"), (99, "Update metier")])
def test_a_study_of_another_version_is_left_alone(
    logs: Path, folder: Path, version: int, word: str
) -> None:
    Study(folder).ingest(Asked(sources=(logs,)))
    path = folder / "study.json"
    manifest = json.loads(path.read_text()) | {"version": version}
    path.write_text(json.dumps(manifest))

    with pytest.raises(StudyVersionError, match=word):
        Study(folder).run(Asked())

    assert json.loads(path.read_text()) == manifest


def test_without_its_salt_a_study_takes_no_sessions_but_can_still_be_drawn(
    logs: Path, folder: Path, own_home: Path
) -> None:
    asked = Asked(sources=(logs,))
    Study(folder).run(asked)
    for salt in own_home.rglob("salt"):
        salt.unlink()

    with pytest.raises(SaltLostError, match="Put the file back, or start a new study"):
        Study(folder).run(asked)

    Study(folder).estimate()
    Study(folder).release()
    assert Study(folder).report().exists()
