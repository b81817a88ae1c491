"""Small corpora for studies: a session of a person, written as Claude Code would."""

# ruff: noqa: ANN401 - any field of a line

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from claude_logs import Log

__all__ = ["TEAM", "session_log", "write_session", "write_team"]

TEAM = ("ann", "bob", "cem", "dan", "eve", "fay")


def session_log(
    name: str,
    *,
    day: str = "2026-03-02",
    prompt: str = "add totals to the report",
    cwd: str = "/home/dev/project",
    turns: int = 2,
    **envelope: Any,
) -> Log:
    """A session that edits, tests and commits, in as many turns."""
    log = Log(name, cwd=cwd, **{"entrypoint": "cli", **envelope})
    log.moment = datetime.fromisoformat(f"{day}T09:00:00").replace(tzinfo=UTC)
    for number in range(turns):
        # Prompts that are the same word for word look as if a program had sent them.
        log.prompt(f"{prompt} {number} of {name}", permissionMode="default")
        log.says("I will look first.")
        log.calls("Bash", {"command": "pytest -q"}, result="3 passed in 0.10s")
        log.says("Done.", stop_reason="end_turn")
        log.wait(60)
    return log


def write_session(root: Path, name: str, **how: Any) -> Path:
    """Write a session under a root, in the folder of its project."""
    log = session_log(name, **how)
    return log.write(root / "projects" / "-home-dev-project" / f"{name}.jsonl")


def write_team(root: Path, sessions: int) -> Path:
    """Write so many sessions of each of the team; return the file of who is who."""
    for person in TEAM:
        for number in range(1, sessions + 1):
            write_session(
                root / "logs" / person,
                f"session-{number}-of-{person}",
                day=f"2026-03-{number:02d}",
                cwd=f"/home/{person}/project",
            )
    people = root / "people.csv"
    people.write_text("".join(f"{name}/*,{name}\n" for name in TEAM))
    return people
