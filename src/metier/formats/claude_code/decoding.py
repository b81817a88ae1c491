"""From bytes to lines: quickly where a line is as always, with patience where not.

A field of an unexpected type is dropped, an unknown type is kept, two objects on one
line are two lines; only what is no JSON object at all gives nothing.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import msgspec
from msgspec import Raw

from metier.formats.claude_code.lines import Block, Body, Line, Usage, decode_any
from metier.formats.kernel import KERNEL

__all__ = ["decode", "ends_in_python"]

Ends: TypeAlias = tuple[str, str, str | None, bool, str | None]
"""Of a progress line: its id, time, parent, whether aside, and its session."""

_LINE = msgspec.json.Decoder(Line)
_RECORD = msgspec.json.Decoder(dict[str, Raw])

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
    ends = _ENDS(raw)
    if ends is None:
        return None
    if not ends:
        return Line(type="file-history-snapshot")
    uuid, time, parent, side, session = ends
    return Line(
        type="progress",
        uuid=uuid,
        timestamp=time,
        parent_uuid=parent,
        is_sidechain=side,
        session_id=session,
    )


def ends_in_python(raw: bytes) -> Ends | tuple[()] | None:
    """Tell a line by its ends as the kernel does: nothing in it for a snapshot."""
    if raw.startswith(b'{"type":"file-history-snapshot"'):
        return ()
    at = raw.find(b'"type":"progress"', 0, _HEAD)
    if at < 0 or raw.find(b"{", 1, at) >= 0:
        return None
    # …"uuid":"<36>","timestamp":"<24>"}
    if raw[-39:-26] != b'"timestamp":"' or raw[-85:-77] != b'"uuid":"':
        return None
    parent = raw[15:51] if raw.startswith(b'{"parentUuid":"') else None
    session = raw.find(b'"sessionId":"', 0, at)
    return (
        raw[-77:-41].decode("ascii", "replace"),
        raw[-26:-2].decode("ascii", "replace"),
        parent.decode("ascii", "replace") if parent else None,
        raw.find(b'"isSidechain":true', 0, at) >= 0,
        raw[session + 13 : raw.find(b'"', session + 13)].decode("utf-8", "replace")
        if session >= 0
        else None,
    )


_ENDS: Callable[[bytes], Ends | tuple[()] | None] = (
    ends_in_python if KERNEL is None else KERNEL.noise
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
