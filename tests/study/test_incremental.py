"""However files come, grow, are copied and go: the tables of a run from nothing."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claude_logs import Log
from metier.study import Asked, Study
from study_logs import session_log

TABLES = ("sessions", "evidence", "moments", "annotations")
NAMES = 4
FOLDERS = ("-home-dev-project", "-home-dev-other", "-archive")

changes = st.lists(
    st.tuples(
        st.sampled_from(("grow", "fork", "snapshot", "move", "touch", "delete")),
        st.integers(0, NAMES - 1),
        st.integers(0, 2),
    ),
    min_size=1,
    max_size=4,
)


class Logs:
    """Transcripts on disk, and beside them the same ones, of which none goes."""

    def __init__(self, root: Path) -> None:
        self.root = root / "logs"
        self.whole = root / "whole"
        self.turns = dict.fromkeys(range(NAMES), 1)
        self.forks = 0
        self.frozen: set[int] = set()
        for number in range(NAMES):
            self.write(number)

    def write(self, number: int) -> None:
        log = self.log(number)
        self.save(f"{FOLDERS[0]}/session-{number}.jsonl", log.lines)

    def log(self, number: int) -> Log:
        # Two begin at the same moment.
        day = f"2026-03-0{max(number, 1)}"
        return session_log(f"session-{number}", day=day, turns=self.turns[number])

    def save(self, name: str, lines: list[str]) -> None:
        for root in (self.root, self.whole):
            path = root / "projects" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(f"{line}\n" for line in lines))

    def change(self, kind: str, number: int, how: int) -> None:
        # What hangs together with a deleted log is let alone from then on: nobody
        # can say any more which of its lines were that log's.
        if number not in self.frozen:
            getattr(self, kind)(number, how)

    def grow(self, number: int, how: int) -> None:
        self.turns[number] += 1 + how
        self.write(number)

    def fork(self, number: int, how: int) -> None:
        """Go on from a part of a session under another id."""
        self.forks += 1
        name = f"fork-{self.forks}"
        lines = self.log(number).lines
        taken = lines[: len(lines) // (1 + how)]
        log = Log(name, entrypoint="cli")
        log.moment = log.moment.replace(month=4, day=self.forks)
        log.prompt(f"go on with {name}", permissionMode="default")
        log.calls("Bash", {"command": "pytest -q"}, result="1 failed, 2 passed in 1s")
        own = [
            line.replace(f'"sessionId": "session-{number}"', f'"sessionId": "{name}"')
            for line in taken
        ]
        self.save(f"{FOLDERS[1]}/{name}.jsonl", own + log.lines)

    def snapshot(self, number: int, how: int) -> None:
        """Leave a shorter copy of the file somewhere else."""
        lines = self.log(number).lines
        taken = lines[: max(1, len(lines) - 2 * how)]
        self.save(f"{FOLDERS[2]}/session-{number}.jsonl", taken)

    def move(self, number: int, how: int) -> None:
        for root in (self.root, self.whole):
            source = root / "projects" / FOLDERS[0] / f"session-{number}.jsonl"
            out = root / "projects" / f"-moved-{how}" / source.name
            out.parent.mkdir(parents=True, exist_ok=True)
            source.replace(out)
        self.write(number)

    def touch(self, number: int, how: int) -> None:
        path = self.root / "projects" / FOLDERS[0] / f"session-{number}.jsonl"
        os.utime(path, (how, how))

    def delete(self, number: int, how: int) -> None:
        del how
        path = self.root / "projects" / FOLDERS[0] / f"session-{number}.jsonl"
        path.unlink()
        self.frozen.add(number)


def tables(root: Path, logs: Path, study: str) -> dict[str, bytes]:
    folder = root / study
    asked = Asked(sources=(logs,), people=root / "people.csv", timezone="UTC")
    whole = Study(folder, {"METIER_HOME": str(root / "metier"), "HOME": str(root)})
    with whole._open() as opened:
        whole._ingest(opened, asked, whole_run=True)
    return {name: (folder / f"{name}.parquet").read_bytes() for name in TABLES}


@given(changes=changes)
@settings(max_examples=10, deadline=None, derandomize=True)
def test_facts_are_those_of_a_run_from_nothing(
    changes: list[tuple[str, int, int]],
) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        # One salt, so that ids are the same in both studies.
        patch.setattr("metier.study.private.secrets.token_hex", lambda n: "5a" * n)
        root = Path(folder)
        (root / "people.csv").write_text("*,me\n")
        logs = Logs(root)
        tables(root, logs.root, "grown")

        for change in changes:
            logs.change(*change)
            grown = tables(root, logs.root, "grown")

        assert grown == tables(root, logs.whole, "fresh")


def test_a_run_that_is_killed_in_the_middle_and_begun_again_leaves_the_same_tables(
    tmp_path: Path,
) -> None:
    root = tmp_path / "logs"
    for number in range(6):
        log = session_log(f"session-{number}", day=f"2026-03-0{number + 1}", turns=40)
        log.write(root / "projects" / "-home-dev" / f"session-{number}.jsonl")
    words = [sys.executable, "-m", "metier", "ingest", "--study", str(tmp_path / "s")]
    environ = {**os.environ, "METIER_HOME": str(tmp_path / "metier")}
    run = [*words, "--from", str(root), "--quiet"]
    folder = tmp_path / "s"
    kills = 0
    for wait_s in (0.3, 0.6, 0.9):
        with subprocess.Popen(run, env=environ) as process:
            time.sleep(wait_s)
            process.send_signal(signal.SIGKILL)
            kills += process.wait() == -signal.SIGKILL
    subprocess.run(run, env=environ, check=True)
    after = {name: (folder / f"{name}.parquet").read_bytes() for name in TABLES}
    for path in [*folder.glob("*.parquet"), *tmp_path.rglob("index.sqlite")]:
        path.unlink()

    subprocess.run(run, env=environ, check=True)

    assert kills
    assert after == {name: (folder / f"{name}.parquet").read_bytes() for name in TABLES}
