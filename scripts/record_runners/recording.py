"""Runs a real tool in a tiny project, and keeps what it printed.

A `Runner` says how the tool is called and gives the projects of its states; the
truth of a state is known because the project was written to have it. Paths of
this machine, times and host names are taken out of the output.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RUNNERS = Path(os.environ.get("METIER_RUNNERS", Path.home() / "metier-runners"))
FIXTURES = Path(__file__).parents[2] / "tests" / "fixtures" / "runners"
Files = dict[str, str]
LONGEST = 12_000


@dataclass(frozen=True)
class Case:
    """One call of a tool, and what is true of it."""

    state: str
    command: str
    files: Files
    verdict: str | None
    """None: the call is no evidence, and has no row."""

    counts: tuple[int | None, int | None, int | None] = (None, None, None)
    rows: tuple[dict[str, Any], ...] | None = None
    """Where a call has several rows, or others than its runner's."""

    env: dict[str, str] = field(default_factory=dict)
    prepare: str = ""
    """Shell text run before the call, after the runner's own."""

    terminal: bool = False
    """Run under a pseudo-terminal, as some tools colour only there."""


@dataclass(frozen=True)
class Runner:
    """A tool, and the calls to record."""

    name: str
    tool: str
    kind: str
    version: str
    cases: tuple[Case, ...]
    prepare: str = ""
    """Shell text run in each project before the call."""

    env: dict[str, str] = field(default_factory=dict)
    timeout: int = 240


def standard(  # noqa: PLR0913 - the five states and what differs in them
    command: str,
    good: Files,
    bad: Files,
    none: Files | None,
    *,
    cut: str = "tail -1",
    cut_verdict: str = "unknown",
    cut_counts: tuple[int | None, int | None, int | None] = (None, None, None),
    shows: tuple[bool, bool, bool] = (True, True, False),
    zero: str = "unknown",
    good_counts: tuple[int | None, int | None, int | None] | None = None,
    bad_counts: tuple[int | None, int | None, int | None] | None = None,
    zero_counts: tuple[int | None, int | None, int | None] = (None, None, None),
) -> tuple[Case, ...]:
    """Give the five states; good projects hold 3 tests, bad ones 2 good and 1 bad."""
    passing = good_counts or (3 if shows[0] else None, None, None)
    failing = bad_counts or (2 if shows[0] else None, 1 if shows[1] else None, None)
    if shows[2]:
        passing = (passing[0], 0, 0)
        failing = (failing[0], failing[1], 0)
    cases = [
        Case("pass", command, good, "pass", passing),
        Case("fail", command, bad, "fail", failing),
        Case("cut", f"{command} 2>&1 | {cut}", bad, cut_verdict, cut_counts),
        Case("swallowed", f"{command} || true", bad, "fail", failing),
    ]
    if none is not None:
        cases.append(Case("zero", command, none, zero, zero_counts))
    return tuple(cases)


def record(runner: Runner, only: str | None = None) -> None:
    """Run every case of a runner and write the fixture."""
    version = _shell(runner.version, Path.home(), runner.env)[0].strip()
    version = version.splitlines()[0] if version else "unknown"
    made: list[dict[str, Any]] = []
    for case in runner.cases:
        if only and case.state != only:
            continue
        with tempfile.TemporaryDirectory(prefix="project-") as folder:
            made.append(_case(runner, case, Path(folder)))
        print(f"{runner.name} {case.state}: exit {made[-1]['exit_code']}", flush=True)
    FIXTURES.mkdir(parents=True, exist_ok=True)
    path = FIXTURES / f"{runner.name}.json"
    content = {"source": version, "cases": made}
    path.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def _case(runner: Runner, case: Case, folder: Path) -> dict[str, Any]:
    project = folder / "project"
    project.mkdir()
    for name, text in case.files.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    env = {**runner.env, **case.env}
    if runner.prepare:
        _shell(runner.prepare, project, env, runner.timeout)
    if case.prepare:
        _shell(case.prepare, project, env, runner.timeout)
    command = case.command
    shown = command
    if case.terminal:
        command = f"script -qec {json.dumps(command)} /dev/null"
    output, code = _shell(command, project, env, runner.timeout)
    rows: list[dict[str, Any]] = []
    if case.rows is not None:
        rows = [{**_EMPTY, **row} for row in case.rows]
    elif case.verdict is not None:
        passed, failed, skipped = case.counts
        rows = [
            {
                "kind": runner.kind,
                "tool": runner.tool,
                "verdict": case.verdict,
                "passed": passed,
                "failed": failed,
                "skipped": skipped,
            }
        ]
    return {
        "state": case.state,
        "command": shown,
        "output": _anonymous(output, project),
        "exit_code": code,
        "rows": rows,
    }


_EMPTY = {"passed": None, "failed": None, "skipped": None}


def _shell(
    command: str, folder: Path, env: dict[str, str], timeout: int = 240
) -> tuple[str, int]:
    path = ":".join(
        [
            str(RUNNERS / "py/v/bin"),
            str(RUNNERS / "js/node_modules/.bin"),
            os.environ["PATH"],
        ]
    )
    values = {
        **{key: value for key, value in os.environ.items() if "TOKEN" not in key},
        "PATH": path,
        "HOME": os.environ.get("HOME", "/root"),
        "PYTHONDONTWRITEBYTECODE": "1",
        "NODE_PATH": str(RUNNERS / "js/node_modules"),
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "RUST_BACKTRACE": "0",
        **env,
    }
    for name in ("CI", "VIRTUAL_ENV", "FORCE_COLOR", "NO_COLOR"):
        if name not in env:
            values.pop(name, None)
    try:
        done = subprocess.run(  # noqa: S602 - the commands are written in this folder
            command,
            cwd=folder,
            env=values,
            shell=True,
            executable=shutil.which("bash"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        return (error.output or b"").decode("utf-8", "replace") + "\nTIMED OUT", 124
    return done.stdout.decode("utf-8", "replace"), done.returncode


_MACHINE = re.compile(
    r"(?:/private)?/(?:tmp|root|usr/lib|usr/share|usr/local)/[\w./@+-]*"
)


def _anonymous(text: str, project: Path) -> str:
    text = text.replace(str(project), "/project").replace(str(RUNNERS), "/tools")
    text = text.replace(str(project.parent), "/project/..")
    # Stack traces of the tools themselves say nothing and are long.
    text = re.sub(r"(?m)(?:^\s+at (?:java|org\.gradle|sun|jdk)[^\n]*\n)+", "", text)
    text = _MACHINE.sub("/elsewhere", text)
    return (
        text
        if len(text) < LONGEST
        else text[: LONGEST // 2] + "\n" + text[-LONGEST // 2 :]
    )
