"""One thing measured: a process of its own, its time, its peak, its answer."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec

__all__ = ["Cost", "command", "measured", "passes"]

PASSES = Path(__file__).with_name("passes.py")


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What a process cost."""

    wall_s: float
    cpu_s: float
    """Of the process and all that it started."""

    peak_mb: float
    """Largest resident size of any one process of it."""

    answer: dict[str, Any] = {}
    """What it printed, where that was JSON."""


def command(*arguments: str, times: int = 1, **environ: str) -> Cost:
    """Run a program some times; keep the run with the least CPU time."""
    runs = [_once(arguments, environ) for _ in range(times)]
    return min(runs, key=lambda cost: cost.cpu_s)


def measured(*arguments: str, times: int = 1, **environ: str) -> Cost:
    """Run `metier` with these arguments."""
    return command(sys.executable, "-m", "metier", *arguments, times=times, **environ)


def passes(name: str, *arguments: str, times: int = 1) -> Cost:
    """Run one of the passes in `passes.py`."""
    return command(sys.executable, str(PASSES), name, *arguments, times=times)


def _once(arguments: tuple[str, ...], environ: dict[str, str]) -> Cost:
    begun = time.perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own programs
        arguments,
        env={**os.environ, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        # Read before waiting: a full pipe would stop the program.
        said = process.stdout.read() if process.stdout else b""
        wrong = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begun
    if process.returncode:
        print(wrong.decode(errors="replace")[-2000:], file=sys.stderr)
        raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}")
    return Cost(
        wall_s=wall,
        cpu_s=used.ru_utime + used.ru_stime,
        peak_mb=used.ru_maxrss / 1024,
        answer=_answer(said),
    )


def _answer(said: bytes) -> dict[str, Any]:
    try:
        value = json.loads(said)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
