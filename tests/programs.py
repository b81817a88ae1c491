"""The program as a person runs it, in a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

__all__ = ["metier", "run_code", "start"]


def environ(home: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment in which only this home is known."""
    kept = {
        name: os.environ[name]
        for name in ("PATH", "LANG", "PYTHONPATH")
        if name in os.environ
    }
    return kept | {"HOME": str(home), "TZ": "UTC", **(more or {})}


def start(
    *arguments: object, home: Path, more: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """Start the program and return at once."""
    return subprocess.Popen(
        [sys.executable, "-m", "metier", *map(str, arguments)],
        env=environ(home, more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_ctrl_c,  # noqa: PLW1509 - no threads where tests start it
    )


def _heed_ctrl_c() -> None:
    # What runs in the background of a script is started deaf to Ctrl-C.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def metier(
    *arguments: object, home: Path, more: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    with start(*arguments, home=home, more=more) as program:
        out, err = program.communicate(timeout=120)
    return subprocess.CompletedProcess(program.args, program.returncode, out, err)


def run_code(
    code: str, home: Path, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=environ(home),
        capture_output=True,
        text=True,
        check=False,
    )
