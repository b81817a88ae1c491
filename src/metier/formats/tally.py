"""What was found on disk and what was left out, and why: for `doctor` and the page."""

from collections.abc import Iterator
from typing import Literal

import msgspec

__all__ = ["Reason", "Tally"]

Reason = Literal[
    "no permission",
    "cannot be read",
    "not a file",
    "empty",
    "another agent",
    "not a transcript",
    "copy of another session",
    "sub-agent without its session",
    "same file twice",
]
"""Why a file gave no session. A closed set: it is printed and counted."""


class Tally(msgspec.Struct, kw_only=True):
    """Counts of a reading. Paths stay on this machine; facts never hold them.

    `dict(tally)` gives the counts alone, by name, those of zero left away.
    """

    files: int = 0
    """Files looked at."""

    bytes: int = 0
    sessions: int = 0
    sub_agent_files: int = 0
    snapshots: int = 0
    """Files that hold lines of a session which another file holds too."""

    lines: int = 0
    torn: int = 0
    glued: int = 0
    unreadable: int = 0
    oversized: int = 0
    copied_lines: int = 0
    unknown_types: dict[str, int] = msgspec.field(default_factory=dict)
    versions: dict[str, int] = msgspec.field(default_factory=dict)
    agents: dict[str, int] = msgspec.field(default_factory=dict)
    """Sessions by agent."""

    user_lines: int = 0
    """User lines of Claude Code, and how many of them passed for a person's."""

    prompt_lines: int = 0
    turns: int = 0
    actions: int = 0
    left_out: dict[Reason, int] = msgspec.field(default_factory=dict)
    paths: dict[Reason, list[str]] = msgspec.field(default_factory=dict)
    """Some paths for each reason, for `doctor`."""

    first: float | None = None
    last: float | None = None

    def leave(self, reason: Reason, path: object) -> None:
        """Count a file that gives no session; remember the first hundred paths."""
        self.left_out[reason] = self.left_out.get(reason, 0) + 1
        known = self.paths.setdefault(reason, [])
        if len(known) < _PATHS_KEPT:
            known.append(str(path))

    def keys(self) -> Iterator[str]:
        """Name the counts that are not zero."""
        for name in _COUNTS:
            if getattr(self, name):
                yield _title(name)
        yield from self.left_out

    def __getitem__(self, name: str) -> int:
        """Give a count by its name."""
        for field in _COUNTS:
            if _title(field) == name:
                return int(getattr(self, field))
        return {str(reason): count for reason, count in self.left_out.items()}[name]

    def alarms(self) -> list[str]:
        """Say what suggests that an agent's format has moved on."""
        found = [
            f"{count} lines or tools of an unknown kind: {name}"
            for name, count in sorted(self.unknown_types.items())
        ]
        if self.user_lines >= _ENOUGH:
            share = self.prompt_lines / self.user_lines
            if share > _MOST_PROMPTS:
                found.append(
                    f"{share:.0%} of all user lines pass for prompts, where 8% do: "
                    "injected texts may be taken for a person's"
                )
        if self.turns >= _ENOUGH and self.actions < _FEWEST_ACTIONS * self.turns:
            found.append(
                f"{self.actions / self.turns:.1f} actions a turn, where 10 are usual: "
                "tool calls may be missing"
            )
        return found

    @property
    def broken(self) -> int:
        """Files that could not be read."""
        return sum(
            self.left_out.get(reason, 0)
            for reason in ("no permission", "cannot be read", "not a file")
        )


_PATHS_KEPT = 100
_ENOUGH = 100
"""Lines or turns from which a rate says something."""

_MOST_PROMPTS = 0.2
_FEWEST_ACTIONS = 2
_COUNTS = (
    "files",
    "sessions",
    "sub_agent_files",
    "snapshots",
    "lines",
    "torn",
    "glued",
    "unreadable",
    "oversized",
    "copied_lines",
)


def _title(field: str) -> str:
    """Give a count's name for people: what is counted, never an adjective alone."""
    name = field.replace("_", " ")
    return f"{name} lines" if field in _COUNTS[5:9] else name
