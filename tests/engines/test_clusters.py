"""A real scheduler, real workers and a real store, all on this machine."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import obstore
import pytest
from obstore.store import from_url

from metier.engines import stores
from metier.study import Study
from metier.study.rereading import read_again
from study_logs import session_log, write_session

TABLES = ("sessions", "evidence", "moments", "annotations")
PATIENCE_S = 90.0
BUSY_S = 0.3
"""Seconds of work from which a worker is in the middle of something."""


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {
        **os.environ,
        "HOME": str(tmp_path),
        "METIER_HOME": str(tmp_path / "metier"),
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
        "TZ": "UTC",
    }


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    """Sessions, one of which is in part a copy of another."""
    root = tmp_path / "logs"
    for number in range(8):
        write_session(root, f"session-{number}", day="2026-03-02", turns=20 + number)
    copy = session_log("session-0", day="2026-03-02", turns=20)
    copy.write(root / "projects" / "-other" / "session-a.jsonl")
    (tmp_path / "people.csv").write_text("*,me\n")
    return root


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def program(environ: dict[str, str], *words: str) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-m", *words],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with socket.socket() as found:
            if found.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nothing answers at port {port}")


@pytest.fixture
def store(environ: dict[str, str], logs: Path) -> Iterator[str]:
    """A bucket that holds the logs."""
    port = free_port()
    environ["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{port}"
    with program(environ, "moto.server", "-H", "127.0.0.1", "-p", str(port)):
        wait_for(port)
        made = urllib.request.Request(f"http://127.0.0.1:{port}/logs", method="PUT")
        urllib.request.urlopen(made).close()  # noqa: S310 - same
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environ.items():
                patch.setenv(name, value)
            bucket = from_url("s3://logs", client_options={"allow_http": True})
            for path in logs.rglob("*.jsonl"):
                name = path.relative_to(logs).as_posix()
                obstore.put(bucket, f"team/{name}", path.read_bytes())
        yield "s3://logs/team"


def ingest(
    environ: dict[str, str], source: str, *flags: str
) -> subprocess.Popen[bytes]:
    home = Path(environ["HOME"])
    where = ("--study", str(home / "study"), "--people", str(home / "people.csv"))
    return subprocess.Popen(
        [sys.executable, "-m", "metier", "ingest", "--from", source, *where, *flags],
        env=environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def tables(environ: dict[str, str]) -> dict[str, bytes]:
    """Give the bytes of every table, and forget that anything was read."""
    home = Path(environ["HOME"])
    files = [home / "study" / f"{name}.parquet" for name in TABLES]
    found = {path.stem: path.read_bytes() for path in files}
    for path in [*files, *home.rglob("index.sqlite")]:
        path.unlink()
    return found


def ended_well(run: subprocess.Popen[bytes]) -> None:
    _, said = run.communicate(timeout=PATIENCE_S)
    assert run.returncode == 0, said.decode()


def worked_s(process: subprocess.Popen[bytes]) -> float:
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_store_gives_the_same_tables_as_a_folder(
    environ: dict[str, str], logs: Path, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended_well(ingest(environ, str(logs)))
    expected = tables(environ)

    ended_well(ingest(environ, store))
    where = ("--study", f"{environ['HOME']}/study")
    again = subprocess.run(
        [sys.executable, "-m", "metier", "ingest", "--json", *where],
        env=environ,
        capture_output=True,
        check=True,
    )

    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    stores._store.cache_clear()
    study = Study(Path(environ["HOME"]) / "study", environ)
    with study._open() as opened:
        read = {one.id for one in read_again(opened, lambda entry: entry.size > 0)}
    assert read == {f"session-{number}" for number in range(8)}
    assert tables(environ) == expected
    seen = json.loads(again.stdout)
    assert (seen["files"], seen["files_read"]) == (9, 0)
    assert seen["kept_though_deleted"] == 0


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks Linux who is at work")
def test_dask_gives_the_same_tables_though_a_worker_is_killed_in_the_middle(
    environ: dict[str, str], logs: Path, store: str
) -> None:
    ended_well(ingest(environ, str(logs)))
    expected = tables(environ)
    port = free_port()
    scheduler = f"tcp://127.0.0.1:{port}"
    own = ("--no-dashboard", "--host", "127.0.0.1")
    with ExitStack() as stack:

        def begin(*words: str) -> subprocess.Popen[bytes]:
            return stack.enter_context(program(environ, *words, *own))

        begin("distributed.cli.dask_scheduler", "--port", str(port))
        wait_for(port)
        worker = ("distributed.cli.dask_worker", scheduler, "--nthreads", "1")
        first, _second = (begin(*worker, "--no-nanny") for _ in range(2))
        run = ingest(environ, store, "--engine", "dask", "--address", scheduler)
        idle = None
        while run.poll() is None and first.poll() is None:
            idle = worked_s(first) if idle is None else idle
            if worked_s(first) > idle + BUSY_S:
                first.kill()
            time.sleep(0.02)
        ended_well(run)
        assert first.wait() == -9

    assert tables(environ) == expected
