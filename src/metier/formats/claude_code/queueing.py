"""What the person typed while the agent worked: the queue, settled entry by entry.

Up to about version 2.1.42 an absorbed text stands nowhere but in its queue entry;
later an attachment repeats it. A text that became a line of its own is that line.
"""

import re
from typing import Any

import msgspec
from msgspec import Raw

from metier.formats.claude_code.lines import Line, decode_any, is_nothing
from metier.formats.claude_code.people import is_harness

__all__ = ["Queue", "Queued", "prompt_text"]

_COMMAND = re.compile(r"/[A-Za-z][\w:.-]*(?:\s|\Z)")
_TASK_RECORD = '{"task_id"'
MACHINE_REASONS = ("delivered_to_agent", "agent_stopped")
NOTHING = ("cancelled",)


class Queued(msgspec.Struct, kw_only=True):
    """One entry of the queue."""

    text: str
    images: int
    time: str | None
    settled: str | None = None
    """How it left the queue. None while it waits."""

    position: int | None = None
    moment: str | None = None
    """When it left."""

    named: bool = False
    """What took it away named it."""

    @property
    def is_machine(self) -> bool:
        """Say whether the harness put it there."""
        return is_harness(self.text) or self.text.lstrip().startswith(_TASK_RECORD)

    @property
    def is_command(self) -> bool:
        """Say whether it is a slash command."""
        return _COMMAND.match(self.text.lstrip()) is not None


class Queue:
    """Entries in the order typed, and what became of each."""

    def __init__(self) -> None:
        """Start empty."""
        self.entries: list[Queued] = []
        self.person = False
        """Whether somebody queued, pulled back or cancelled something."""

    def take(self, line: Line, position: int) -> None:
        """Take one queue operation."""
        if line.operation == "enqueue":
            text, images = prompt_text(line.content)
            added = Queued(text=text, images=images, time=line.timestamp)
            self.entries.append(added)
            self.person |= not added.is_machine
        elif line.operation == "dequeue":
            self._settle(self._next(None), "dequeued", position, line)
        elif line.operation == "remove":
            reason = line.reason or ""
            how = "absorbed"
            if reason in NOTHING:
                how = "cancelled"
            elif reason in MACHINE_REASONS:
                how = "machine"
            named = None if is_nothing(line.content) else prompt_text(line.content)[0]
            entry = self._next(named)
            if entry is not None:
                entry.named = named is not None
            self._settle(entry, how, position, line)
        elif line.operation == "popAll":
            self._pull_back(line, position)

    def _settle(
        self, entry: Queued | None, how: str, position: int, line: Line
    ) -> None:
        if entry is not None:
            entry.settled = how
            entry.position = position
            entry.moment = line.timestamp

    def _next(self, text: str | None) -> Queued | None:
        waiting = [entry for entry in self.entries if entry.settled is None]
        if text is not None:
            named = [entry for entry in waiting if entry.text == text]
            if named:
                return named[0]
        # Some versions leave notifications in the queue for good; what a person
        # typed goes before them in any version.
        people = [entry for entry in waiting if not entry.is_machine]
        return next(iter(people or waiting), None)

    def _pull_back(self, line: Line, position: int) -> None:
        waiting = [entry for entry in self.entries if entry.settled is None]
        text = prompt_text(line.content)[0]
        # A text that is pulled back was not what an unnamed removal took.
        if not any(entry.text == text for entry in waiting):
            waiting += [
                entry
                for entry in self.entries
                if entry.settled == "absorbed"
                and not entry.named
                and entry.text
                and entry.text == text
            ][-1:]
        for entry in waiting:
            self._settle(entry, "pulled back", position, line)

    def steers(self) -> list[Queued]:
        """Give what was absorbed into a running turn and was a person's."""
        return [
            entry
            for entry in self.entries
            if entry.settled == "absorbed"
            and (entry.text.strip() or entry.images)
            and not entry.is_machine
            and not entry.is_command
        ]


def prompt_text(raw: Raw | Any) -> tuple[str, int]:  # noqa: ANN401 -- JSON of any shape
    """Give text and number of images of a prompt: a string, or blocks."""
    value = decode_any(raw) if isinstance(raw, Raw) else raw
    if isinstance(value, str):
        return value, 0
    if not isinstance(value, list):
        return "", 0
    texts = [
        item if isinstance(item, str) else str(item.get("text", ""))
        for item in value
        if isinstance(item, str) or (isinstance(item, dict) and "text" in item)
    ]
    images = sum(
        1 for item in value if isinstance(item, dict) and item.get("type") == "image"
    )
    return "\n".join(texts), images
