"""The shape of a line of a Claude Code transcript, as far as the rules need it.

Tool inputs and results stay raw bytes until a rule asks for them. The format is
internal to the agent and changes with every version, so nothing here is required.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import msgspec
from msgspec import Raw

__all__ = [
    "EMPTY",
    "Block",
    "Body",
    "Line",
    "Usage",
    "decode_any",
    "decode_strings",
    "head",
    "is_nothing",
]

EMPTY = Raw(b"")


class Usage(msgspec.Struct, gc=False):
    """Tokens as one line of a response states them."""

    input_tokens: int | None = None
    cache_creation_input_tokens: int | None = None
    cache_read_input_tokens: int | None = None
    output_tokens: int | None = None
    iterations: Raw = EMPTY


class Block(msgspec.Struct, gc=False):
    """One block of a message, whatever its type."""

    type: str = ""
    text: str = ""
    thinking: str = ""
    id: str = ""
    name: str = ""
    input: Raw = EMPTY
    tool_use_id: str = ""
    content: Raw = EMPTY
    is_error: bool | None = None
    clipped: bool = msgspec.field(default=False, name="metier:clipped")
    """The middle of the content was let go after decoding."""


class Body(msgspec.Struct, gc=False):
    """The API message that a line carries."""

    id: str | None = None
    model: str | None = None
    content: str | list[Block] | None = None
    usage: Usage | None = None
    stop_reason: str | None = None


class Fork(msgspec.Struct, gc=False, rename="camel"):
    """Where a copied line came from."""

    session_id: str | None = None
    message_uuid: str | None = None


class Origin(msgspec.Struct, gc=False):
    """Who sent a prompt, in newer versions."""

    kind: str | None = None


class Line(msgspec.Struct, gc=False, rename="camel"):
    """One line of any type; names as in the log."""

    type: str = ""
    subtype: str | None = None
    uuid: str | None = None
    parent_uuid: str | None = None
    timestamp: str | None = None
    session_id: str | None = None
    request_id: str | None = None
    cwd: str | None = None
    git_branch: str | None = None
    version: str | None = None
    entrypoint: str | None = None
    is_sidechain: bool | None = None
    agent_id: str | None = None
    is_meta: bool | None = None
    is_compact_summary: bool | None = None
    message: Body | None = None
    tool_use_result: Raw = EMPTY
    permission_mode: str | None = None
    prompt_source: str | None = None
    origin: Origin | None = None
    turn_origin: str | None = None
    plan_content: Raw = EMPTY
    source_tool_use_id: str | None = msgspec.field(default=None, name="sourceToolUseID")
    scheduled_task_id: Raw = EMPTY
    tool_denial_kind: str | None = None
    user_feedback: str | None = None
    is_api_error_message: bool | None = None
    error: Raw = EMPTY
    forked_from: Fork | None = None
    # Side lines.
    attachment: Raw = EMPTY
    operation: str | None = None
    content: Raw = EMPTY
    reason: str | None = None
    duration_ms: float | None = None
    leaf_uuid: str | None = None
    summary: str | None = None
    custom_title: str | None = None
    ai_title: str | None = None


_ANY = msgspec.json.Decoder()


def decode_any(raw: Raw) -> Any:  # noqa: ANN401 -- JSON of any shape
    """Decode raw bytes of any shape; None where there are none."""
    if not raw:
        return None
    with suppress(msgspec.DecodeError, RecursionError):
        return _ANY.decode(raw)
    return None


def head(raw: Raw, size: int) -> bytes:
    """Give the first bytes of raw JSON."""
    return bytes(memoryview(raw)[:size])


def is_nothing(raw: Raw) -> bool:
    """Say whether a field is absent or null."""
    return not raw or head(raw, 4) == b"null"


def decode_strings(value: object) -> Iterator[str]:
    """Give every string inside a decoded value, however deep, in order."""
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, str):
            yield inner
        elif isinstance(inner, dict):
            waiting += reversed(inner.values())
        elif isinstance(inner, list):
            waiting += reversed(inner)
