"""From a log and its repository to numbers in the study, and nothing else."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from builders import session, turn
from claude_logs import BEGIN, Log
from metier.facts import parquet
from metier.facts.identities import Salt
from metier.study import Asked, Study
from metier.study.opening import opened
from metier.study.outcomes import Looked, look_into, trail_of
from metier.study.study import silent
from outcomes.workshop import DAY, START, Workshop, lines


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    shop = Workshop(tmp_path / "project")
    shop.day = (BEGIN - datetime.fromtimestamp(START, UTC)).total_seconds() / DAY
    return shop


def logged(shop: Workshop, path: Path, name: str, sha: str | None) -> Path:
    """A session that wrote a file and, given a sha, committed it."""
    text = lines(name)
    log = Log(name, cwd=str(shop.folder))
    log.prompt(f"add {name}")
    log.calls(
        "Write",
        {"file_path": str(shop.folder / f"{name}.py"), "content": "\n".join(text)},
        sidecar={
            "type": "create",
            "filePath": str(shop.folder / f"{name}.py"),
            "content": "\n".join(text) + "\n",
            "structuredPatch": [],
        },
    )
    if sha is not None:
        log.calls(
            "Bash",
            {"command": f"git add -A && git commit -m 'add {name}'"},
            f"[main {sha[:7]}] add {name}\n 1 file changed, 10 insertions(+)",
        )
    log.says("Done.")
    return log.write(path / f"{name}.jsonl")


def ingested(logs: Path, folder: Path) -> None:
    Study(folder).ingest(Asked(sources=(logs,), timezone="UTC"))


def looked(folder: Path) -> Looked:
    with opened(folder) as study:
        return look_into(study, silent)


def test_commits_and_left_lines_are_found_again(shop: Workshop, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shop.write("totals.py", lines("totals"))
    logged(shop, tmp_path / "logs", "totals", shop.commit("add totals"))
    logged(shop, tmp_path / "logs", "sums", None)
    shop.day += 1
    shop.write("sums.py", lines("sums"))
    shop.commit("by hand")
    ingested(tmp_path / "logs", folder)

    report = looked(folder)

    rows = {r["commits"]: r for r in parquet.read(folder / "outcomes.parquet")}
    assert (report.repositories, report.states) == (1, {"read": 2})
    assert (rows[1]["landed"], rows[1]["lines"]) == (1.0, 10)
    assert (rows[0]["landed"], rows[0]["lines_appeared"]) == (None, 1.0)


def test_the_repository_is_asked_when_the_log_is_gone(
    shop: Workshop, tmp_path: Path
) -> None:
    folder = tmp_path / "study"
    shop.write("totals.py", lines("totals"))
    logged(shop, tmp_path / "logs", "totals", shop.commit("add totals"))
    ingested(tmp_path / "logs", folder)
    shutil.rmtree(tmp_path / "logs")

    looked(folder)

    (row,) = parquet.read(folder / "outcomes.parquet")
    assert row["landed"] == 1.0


def test_what_is_forgotten_is_not_asked_again(shop: Workshop, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shop.write("totals.py", lines("totals"))
    logged(shop, tmp_path / "logs", "totals", shop.commit("add totals"))
    ingested(tmp_path / "logs", folder)
    looked(folder)

    Study(folder).forget(sessions=("totals",))

    assert not (folder / "outcomes.parquet").exists()
    with opened(folder) as study:
        assert study.private.trails() == {}


def test_only_numbers_enter_the_study(shop: Workshop, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shop.write("totals.py", lines("totals"))
    sha = shop.commit("add totals")
    logged(shop, tmp_path / "logs", "totals", sha)
    ingested(tmp_path / "logs", folder)
    looked(folder)

    said = json.dumps(list(parquet.read(folder / "outcomes.parquet")))

    assert sha[:7] not in said
    assert str(shop.folder) not in said


def test_a_session_that_left_nothing_has_no_trail() -> None:
    assert trail_of(session(turn("hello")), (), Salt(b"s" * 32)) is None
