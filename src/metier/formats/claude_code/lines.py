"""One line of a Claude Code transcript, decoded as far as the rules need it.

Tool inputs and results stay raw bytes until a rule asks for them. The format is
internal to the agent and changes with every version, so nothing here is
required: a field of an unexpected type is dropped, an unknown type is kept.
"""

import json
import re
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
    "decode",
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


_LINE = msgspec.json.Decoder(Line)
_RECORD = msgspec.json.Decoder(dict[str, Raw])
_ANY = msgspec.json.Decoder()

# Escapes of half a character: Python reads them, msgspec refuses them.
_HALF = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    rb"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_FIELDS = {field.encode_name: field.type for field in msgspec.structs.fields(Line)}
_HEAD = 2048
"""Bytes at the start of a line in which its type is looked for."""


def decode(raw: bytes) -> list[Line]:
    """Decode a line; two objects glued together give two. Empty if it cannot be."""
    kind = _type_of_noise(raw)
    if kind is not None:
        return [kind]
    try:
        return [_LINE.decode(raw)]
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _mend(raw)


def _type_of_noise(raw: bytes) -> Line | None:
    """Give a line that no rule counts by its ends alone, without decoding it."""
    if raw.startswith(b'{"type":"file-history-snapshot"'):
        return Line(type="file-history-snapshot")
    at = raw.find(b'"type":"progress"', 0, _HEAD)
    if at < 0 or raw.find(b"{", 1, at) >= 0:
        return None
    # …"uuid":"<36>","timestamp":"<24>"}
    if raw[-39:-26] != b'"timestamp":"' or raw[-85:-77] != b'"uuid":"':
        return None
    parent = raw[15:51] if raw.startswith(b'{"parentUuid":"') else None
    session = raw.find(b'"sessionId":"', 0, at)
    return Line(
        type="progress",
        uuid=raw[-77:-41].decode("ascii", "replace"),
        timestamp=raw[-26:-2].decode("ascii", "replace"),
        parent_uuid=parent.decode("ascii", "replace") if parent else None,
        is_sidechain=raw.find(b'"isSidechain":true', 0, at) >= 0,
        session_id=(
            raw[session + 13 : raw.find(b'"', session + 13)].decode("utf-8", "replace")
            if session >= 0
            else None
        ),
    )


def _mend(raw: bytes) -> list[Line]:
    """Read a line with stray bytes, half characters or several objects."""
    text = raw.decode("utf-8-sig", "replace").strip("\x00\r\n\t ")
    if not text:
        return []
    found = []
    for part in _objects(text):
        mended = _HALF.sub(rb"\\ufffd", part.encode("utf-8", "replace"))
        try:
            found.append(_LINE.decode(mended))
        except (msgspec.DecodeError, RecursionError):
            line = _field_by_field(mended)
            if line is not None:
                found.append(line)
    return found


def _objects(text: str) -> Iterator[str]:
    reader = json.JSONDecoder()
    at = 0
    while at < len(text):
        try:
            value, end = reader.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        if isinstance(value, dict):
            yield text[at:end]
        at = end
        while at < len(text) and text[at].isspace():
            at += 1


def _field_by_field(raw: bytes) -> Line | None:
    """Read a line in which some field is not of the type it always was."""
    try:
        record = _RECORD.decode(raw)
    except (msgspec.DecodeError, RecursionError):
        return None
    good: dict[str, Any] = {}
    names = {field.encode_name: field.name for field in msgspec.structs.fields(Line)}
    for name, value in record.items():
        if name not in _FIELDS:
            continue
        try:
            good[names[name]] = msgspec.json.decode(value, type=_FIELDS[name])
        except msgspec.DecodeError:
            if name == "message":
                good["message"] = _body(value)
    return Line(**good)


def _body(raw: Raw) -> Body | None:
    value = decode_any(raw)
    if not isinstance(value, dict):
        return None
    usage = value.get("usage")
    blocks = value.get("content")
    return Body(
        id=_text(value.get("id")),
        model=_text(value.get("model")),
        stop_reason=_text(value.get("stop_reason")),
        usage=_usage(usage) if isinstance(usage, dict) else None,
        content=[_block(item) for item in blocks]
        if isinstance(blocks, list)
        else _text(blocks),
    )


def _usage(value: dict[str, Any]) -> Usage:
    known: dict[str, Any] = {
        name: number
        for name in Usage.__struct_fields__
        if isinstance(number := value.get(name), int)
    }
    return Usage(**known)


def _block(value: object) -> Block:
    if isinstance(value, str):
        return Block(type="text", text=value)
    if not isinstance(value, dict):
        return Block()
    known: dict[str, Any] = {}
    for name in ("type", "text", "thinking", "id", "name", "tool_use_id"):
        if isinstance(value.get(name), str):
            known[name] = value[name]
    for name in ("input", "content"):
        if name in value:
            known[name] = Raw(msgspec.json.encode(value[name]))
    if isinstance(value.get("is_error"), bool):
        known["is_error"] = value["is_error"]
    return Block(**known)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


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
    """Give every string inside a decoded value, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from decode_strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from decode_strings(inner)
