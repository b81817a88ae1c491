"""Logs and machines as they should not be: each answered, none stops a run."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from metier.errors import StudyError
from metier.facts import parquet
from metier.study import Asked, Study, load
from metier.study.ingest import Ingested
from study_logs import session_log, write_session

SMALL_DISK = 6_000
"""Bytes that a file may have on the disk of the test."""


def ingested(tmp_path: Path) -> Ingested:
    return Study(tmp_path / "study").ingest(Asked(sources=(tmp_path / "logs",)))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder of one good session, to which a test adds something bad."""
    return write_session(tmp_path / "logs", "session-good").parent


def test_a_file_of_four_gigabytes_is_not_read_to_its_end(
    tmp_path: Path, project: Path
) -> None:
    with (project / "large.jsonl").open("wb") as file:
        file.truncate(4 << 30)

    made = ingested(tmp_path)

    assert made.sessions_read == 1
    assert made.left_out == {"not a transcript": 1}


def test_a_line_of_a_hundred_megabytes_is_skipped_and_counted(
    tmp_path: Path, project: Path
) -> None:
    log = session_log("session-long")
    log.lines.insert(3, f'{{"type": "user", "x": "{"a" * (100 << 20)}"}}')
    log.write(project / "session-long.jsonl")

    made = ingested(tmp_path)

    assert made.sessions_read == 2
    rows = parquet.read(tmp_path / "study" / "sessions.parquet")
    assert sorted(int(str(row["lines_not_read"])) for row in rows) == [0, 1]
    assert {row["turns"] for row in rows} == {2}


def test_bytes_that_are_no_text_cost_their_line_at_most(
    tmp_path: Path, project: Path
) -> None:
    path = session_log("session-odd").write(project / "session-odd.jsonl")
    path.write_bytes(b"\xff\xfe broken \x80\n" + path.read_bytes() + b'{"\xc3\x28"}\n')

    made = ingested(tmp_path)

    rows = parquet.read(tmp_path / "study" / "sessions.parquet")
    assert made.sessions_read == 2
    assert {row["turns"] for row in rows} == {2}


def test_a_name_that_is_no_text_is_read_like_any_other(
    tmp_path: Path, project: Path
) -> None:
    odd = os.path.join(os.fsencode(project), b"caf\xe9.jsonl")  # noqa: PTH118 - bytes
    text = "\n".join(session_log("session-odd").lines)
    Path(os.fsdecode(odd)).write_text(text)

    assert ingested(tmp_path).sessions_read == 2
    assert ingested(tmp_path).files_read == 0


def test_a_folder_named_like_a_transcript_is_passed_over(
    tmp_path: Path, project: Path
) -> None:
    (project / "folder.jsonl").mkdir()

    made = ingested(tmp_path)

    assert made.sessions_read == 1
    assert made.left_out == {"not a file": 1}


def test_empty_foreign_and_torn_files_are_counted_by_reason(
    tmp_path: Path, project: Path
) -> None:
    (project / "empty.jsonl").write_text("")
    (project / "foreign.jsonl").write_text('{"timestamp": "2026-03-02T09:00:00Z"}\n')
    session_log("session-torn").write(project / "torn.jsonl", end='\n{"type": "us')

    made = ingested(tmp_path)

    assert made.sessions_read == 2
    assert made.left_out == {"empty": 1, "not a transcript": 1}
    manifest = load(tmp_path / "study")
    assert manifest is not None
    assert [(item.reason, item.sessions) for item in manifest.left_out] == [
        ("file: empty", 1),
        ("file: not a transcript", 1),
    ]


def test_what_was_left_out_is_still_said_when_nothing_is_read_again(
    tmp_path: Path, project: Path
) -> None:
    (project / "empty.jsonl").write_text("")
    ingested(tmp_path)

    again = ingested(tmp_path)

    assert again.left_out == {"empty": 1}


def test_sessions_over_month_ends_and_clock_changes_have_their_local_month(
    tmp_path: Path,
) -> None:
    for day in ("2026-03-28", "2026-03-31", "2026-10-24"):
        log = session_log(f"session-{day}", day=day)
        log.wait(14.5 * 3600)
        log.prompt("one more after midnight", permissionMode="default")
        log.write(tmp_path / "logs" / f"{day}.jsonl")

    Study(tmp_path / "study").run(
        Asked(
            sources=(tmp_path / "logs",), timezone="Europe/Berlin", until="2026-10-24"
        )
    )

    rows = parquet.read(tmp_path / "study" / "weeks.parquet")
    assert [row["week"] for row in rows] == [
        "2026-W13",
        "2026-W14",
        "2026-W43",
    ]


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that another user may enter, which pytest's own are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


def as_nobody(folder: Path, code: str) -> str:
    """Run code as a user without rights, everything imported before."""
    warm = (
        "import os, sys, tempfile; from pathlib import Path\n"
        "from metier.study import Asked, Study\n"
        "folder = Path(sys.argv[1]); os.environ['METIER_HOME'] = str(folder / 'home')\n"
        "Study(folder / 'warm').run(Asked(sources=(folder / 'warm-logs',)))\n"
        "import shutil; shutil.rmtree(folder / 'home')\n"
        "os.getuid() or os.setuid(65534)\n"
    )
    write_session(folder / "warm-logs", "session-warm")
    done = subprocess.run(
        [sys.executable, "-c", warm + code, str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr, done.stderr
    return done.stdout


def test_a_file_without_permission_is_counted_and_the_rest_is_read(
    shared_folder: Path,
) -> None:
    project = write_session(shared_folder / "logs", "session-good").parent
    secret = write_session(shared_folder / "logs", "session-secret")
    secret.chmod(0)
    closed = project.parent / "closed"
    write_session(shared_folder / "logs", "x").rename(project / "session-x.jsonl")
    closed.mkdir()
    closed.chmod(0)

    said = as_nobody(
        shared_folder,
        "made = Study(folder / 'study').ingest(Asked(sources=(folder / 'logs',)))\n"
        "print(made.sessions_read, dict(made.left_out))\n",
    )

    closed.chmod(0o700)
    assert said == "2 {'no permission': 2}\n"


def test_a_home_that_cannot_be_written_is_named_with_what_to_do(
    shared_folder: Path,
) -> None:
    write_session(shared_folder / "logs", "session-good")
    (shared_folder / "closed").mkdir(mode=0o555)

    said = as_nobody(
        shared_folder,
        "from metier.errors import StudyError\n"
        "for name in ('METIER_HOME', 'study'):\n"
        "  home, study = (folder / 'closed', folder / 'study')\n"
        "  if name == 'study': home, study = folder / 'home', folder / 'closed'\n"
        "  os.environ['METIER_HOME'] = str(home)\n"
        "  try: Study(study).ingest(Asked(sources=(folder / 'logs',)))\n"
        "  except StudyError as error: print(error)\n",
    )

    first, second = said.splitlines()
    assert "the folder for the salt cannot be made (Permission denied)" in first
    assert "setting METIER_HOME" in first
    assert "cannot be written (Permission denied)" in second
    assert "--study" in second


def test_a_full_disk_leaves_what_was_finished(tmp_path: Path, project: Path) -> None:
    asked = Asked(sources=(tmp_path / "logs",))
    Study(tmp_path / "study").run(asked)
    before = {
        path.name: path.read_bytes() for path in (tmp_path / "study").glob("*.parquet")
    }
    for number in range(40):
        log = session_log(f"session-{number}", day=f"2026-04-{number % 28 + 1:02d}")
        log.write(project / f"session-{number}.jsonl")
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from metier.errors import StudyError\n"
        "from metier.study import Asked, Study\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({SMALL_DISK}, {SMALL_DISK}))\n"
        "try: Study(Path(sys.argv[1])).run(Asked())\n"
        "except StudyError as error: print(error)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "study")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert "free some space" in done.stdout, done.stdout + done.stderr
    assert not done.stderr
    after = {
        path.name: path.read_bytes() for path in (tmp_path / "study").glob("*.parquet")
    }
    assert after == before
    Study(tmp_path / "study").run(asked)
    assert len(parquet.read(tmp_path / "study" / "sessions.parquet")) == 41


def test_a_table_broken_by_hand_is_named(tmp_path: Path, project: Path) -> None:
    del project
    Study(tmp_path / "study").run(Asked(sources=(tmp_path / "logs",)))
    (tmp_path / "study" / "sessions.parquet").write_bytes(b"PAR1 no table PAR1")

    with pytest.raises(StudyError, match=r"sessions\.parquet|tables could not be read"):
        Study(tmp_path / "study").run(Asked())
