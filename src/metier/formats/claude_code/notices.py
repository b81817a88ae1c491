"""Notifications of background work: one event in up to three carriers.

They come as a user line, as a queue entry and as an attachment. The task's id and
status say which belong together.
"""

import re

from metier.formats.claude_code.drafts import CallDraft, Draft
from metier.formats.claude_code.results import RUN_EDGE, clip

__all__ = ["Notices"]

_TASK = re.compile(r"<task-id>\s*([^<\s]+)\s*</task-id>")
_STATUS = re.compile(r"<status>\s*([^<]*?)\s*</status>")


class Notices:
    """Joins late output with the call that started the work."""

    def __init__(self, draft: Draft) -> None:
        """Write into this draft."""
        self.draft = draft
        self.started: dict[str, CallDraft] = {}
        self._seen: set[tuple[str, str]] = set()

    def start(self, task: str, call: CallDraft) -> None:
        """Remember which call started a task."""
        self.started.setdefault(task, call)

    def take(self, text: str) -> None:
        """Take a notification once."""
        match = _TASK.search(text)
        if match is None:
            return
        status = _STATUS.search(text)
        key = (match.group(1), status.group(1) if status else "")
        if key in self._seen:
            return
        self._seen.add(key)
        self._add(self.started.get(match.group(1)), text)

    def poll(self, task: str, text: str) -> None:
        """Take what a polling call brought of a task's output."""
        self._add(self.started.get(task), text)

    def _add(self, call: CallDraft | None, text: str) -> None:
        if call is None:
            return
        before = f"{call.completion}\n" if call.completion else ""
        call.completion = clip(before + text, RUN_EDGE)[0]
