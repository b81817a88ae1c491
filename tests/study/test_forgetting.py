from pathlib import Path

import pytest

from metier.errors import SettingError
from metier.facts import parquet
from metier.study import Asked, Study
from study_logs import write_session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    logs = tmp_path / "logs"
    for number in range(4):
        write_session(
            logs,
            f"session-{number}",
            day=f"2026-03-0{number + 1}",
            cwd=f"/home/dev/project-{number % 2}",
        )
    Study(tmp_path / "study").run(Asked(sources=(logs,), timezone="UTC"))
    return tmp_path / "study"


def left(folder: Path) -> int:
    """Run again over the same logs and count what is there."""
    Study(folder).ingest(Asked())
    Study(folder).annotate()
    names = [
        {row["session"] for row in parquet.read(folder / f"{table}.parquet")}
        for table in ("sessions", "moments", "annotations", "evidence")
    ]
    assert all(name == names[0] for name in names)
    return len(names[0])


def test_a_session_is_forgotten_by_its_own_id_for_good(folder: Path) -> None:
    assert Study(folder).forget(sessions=("session-1",)) == 1

    assert left(folder) == 3


def test_a_project_is_forgotten_by_folder_with_what_comes_later(
    folder: Path, tmp_path: Path
) -> None:
    assert Study(folder).forget(projects=("/home/dev/project-0",)) == 2

    write_session(tmp_path / "logs", "session-9", cwd="/home/dev/project-0")
    assert left(folder) == 2


@pytest.mark.parametrize("pattern", ["project-1", "project-[1]", "*/project-1"])
def test_a_project_may_be_named_by_its_last_part_or_a_pattern(
    folder: Path, pattern: str
) -> None:
    assert Study(folder).forget(projects=(pattern,)) == 2


def test_what_began_before_a_day_is_forgotten(folder: Path) -> None:
    assert Study(folder).forget(before="2026-03-03") == 2

    assert left(folder) == 2


def test_a_grown_log_of_a_forgotten_session_stays_out(
    folder: Path, tmp_path: Path
) -> None:
    Study(folder).forget(sessions=("session-0",))

    write_session(tmp_path / "logs", "session-0", turns=9, cwd="/home/dev/project-0")

    assert left(folder) == 3


def test_the_page_and_the_numbers_made_from_it_go_too(folder: Path) -> None:
    Study(folder).forget(sessions=("session-0",))

    names = {path.name for path in folder.iterdir()}
    assert not names & {
        "report.html",
        "released.json",
        "estimates.json",
        "estimates.csv",
        "weeks.parquet",
    }


def test_forgetting_nothing_changes_nothing(folder: Path) -> None:
    assert Study(folder).forget(sessions=("no-such-session",)) == 0

    assert (folder / "report.html").exists()


def test_a_day_that_is_none_is_refused(folder: Path) -> None:
    with pytest.raises(SettingError):
        Study(folder).forget(before="long ago")


def test_nothing_of_a_forgotten_session_whose_log_is_gone_stays_in_the_index(
    folder: Path, tmp_path: Path, own_home: Path
) -> None:
    next((tmp_path / "logs").rglob("session-1.jsonl")).unlink()
    (index,) = own_home.rglob("index.sqlite")
    assert b"session-1.jsonl" in index.read_bytes()

    Study(folder).forget(sessions=("session-1",))

    assert b"session-1.jsonl" not in index.read_bytes()
    assert b"session-2.jsonl" in index.read_bytes()
