"""Attachments: mostly injected context, sometimes a person's words."""

from typing import Any

import msgspec
from msgspec import Raw

from metier.formats.claude_code.lines import decode_any, head
from metier.formats.claude_code.people import is_harness
from metier.formats.claude_code.queueing import prompt_text

__all__ = ["Attached", "take_attachment"]

READ = (b"queued_command", b"nested_memory", b"edited_text_file", b'"file"')
CONTEXT_LIMIT = 4000


class Attached(msgspec.Struct, kw_only=True):
    """What an attachment holds for the rules."""

    kind: str
    human: str | None = None
    """Text that a person queued. None if nobody did."""

    notice: str | None = None
    """A notification in its third carrier."""

    images: int = 0
    path: str | None = None
    text: str = ""


def take_attachment(raw: Raw) -> Attached | None:
    """Read an attachment; None where it is none."""
    start = head(raw, 120)
    value: Any = None
    if any(name in start for name in READ) or not start.startswith(b'{"type":"'):
        value = decode_any(raw)
        if not isinstance(value, dict):
            return None
        kind = value.get("type")
        if not isinstance(kind, str):
            return None
    else:
        return Attached(kind=start[9:].split(b'"', 1)[0].decode("utf-8", "replace"))
    attached = Attached(kind=kind)
    if kind == "queued_command":
        _queued(attached, value)
    elif kind == "nested_memory":
        _memory(attached, value)
    return attached


def _queued(attached: Attached, value: dict[str, Any]) -> None:
    text, attached.images = prompt_text(value.get("prompt"))
    origin = value.get("origin")
    sender = origin.get("kind") if isinstance(origin, dict) else None
    human = (
        value.get("commandMode") in (None, "prompt")
        and sender in (None, "human")
        and value.get("isMeta") is not True
        # A mark outweighs how the text begins: people quote the harness.
        and (sender == "human" or not is_harness(text))
    )
    if human:
        attached.human = text
    else:
        attached.notice = text


def _memory(attached: Attached, value: dict[str, Any]) -> None:
    content = value.get("content")
    if isinstance(content, dict):
        content = content.get("content")
    path = value.get("path")
    if isinstance(content, str) and isinstance(path, str):
        attached.path, attached.text = path, content[:CONTEXT_LIMIT]
