"""What a tool result says: how the call ended, and what the person decided."""

import re
from contextlib import suppress
from typing import Any, Literal

import msgspec
from msgspec import Raw

from metier.formats.claude_code.lines import (
    EMPTY,
    Block,
    Line,
    decode_any,
    head,
    is_nothing,
)
from metier.formats.claude_code.people import INTERRUPTED_TOOL
from metier.records import ActionStatus, GitOperation

__all__ = ["Result", "clip", "result_text", "take_result"]

REFUSED = "The user doesn't want to proceed with this tool use"
NOT_NOW = "The user doesn't want to take this action right now"
THE_USER_SAID = "the user said:\n"
CLARIFY = "The user wants to clarify these questions"
ADVICE = "\n\nNote: The user's next message may contain a correction"
"""What the harness tells the model below the person's comment."""
DENIED = "Permission to use "
TOOL_ERROR = "<tool_use_error>"
RUN_EDGE = 96_000
EDGE = 2_000
LONG = 8_192
"""Bytes of a result from which only its ends are decoded."""

EDGE_BYTES = 990
TAIL = 16_384
"""Bytes at the end of a sidecar in which a patch is looked for."""

POLICY = ("permission-rule", "automode")

_STOPPED = re.compile(
    rf"\s*(?:Exit code \d+\s*)?{re.escape(INTERRUPTED_TOOL)}\s*(?:\Z|\n)"
)
_EXIT = re.compile(r"\s*Exit code (\d+)")


class Hunk(msgspec.Struct, gc=False):
    """One hunk of a structured patch."""

    lines: list[str] = []


class CommitStated(msgspec.Struct, gc=False):
    """A commit as newer logs state it."""

    sha: str | None = None
    kind: str | None = None
    branch: str | None = None


class GitStated(msgspec.Struct, gc=False):
    """A git command as newer logs state it."""

    commit: CommitStated | None = None
    push: Raw = EMPTY


class Sidecar(msgspec.Struct, gc=False, rename="camel"):
    """What is read of `toolUseResult`; whole files and outputs in it are passed by."""

    type: str | None = None
    interrupted: bool | None = None
    return_code_interpretation: str | None = None
    background_task_id: str | None = None
    timed_out_after_ms: float | None = None
    persisted_output_path: str | None = None
    git_operation: GitStated | None = None
    structured_patch: list[Hunk] | None = None
    content: Raw = EMPTY
    stdout: Raw = EMPTY
    user_modified: bool | None = None
    agent_id: str | None = None
    total_tool_use_count: int | None = None
    is_async: bool | None = None
    status: Raw = EMPTY
    run_id: str | None = None
    answers: Raw = EMPTY
    questions: Raw = EMPTY
    annotations: Raw = EMPTY


_SIDECAR = msgspec.json.Decoder(Sidecar)
_SIDECAR_TYPES = {
    field.encode_name: (field.name, field.type)
    for field in msgspec.structs.fields(Sidecar)
}


class Result(msgspec.Struct, kw_only=True, gc=False):
    """One tool result."""

    status: ActionStatus
    text: str = ""
    clipped: bool = False
    actor: Literal["human", "policy", "classifier"] = "human"
    comment: str | None = None
    """What the person wrote with a refusal. None if nothing, or if the agent did."""

    exit_code: int | None = None
    interpretation: str | None = None
    background_task: str | None = None
    agent_id: str | None = None
    sub_actions: int | None = None
    timed_out: bool = False
    persisted: bool = False
    user_modified: bool = False
    git: GitOperation | None = None
    added: int | None = None
    removed: int | None = None
    patch_texts: tuple[str, ...] = ()
    sidecar: Sidecar | None = None


def result_text(raw: Raw) -> str:
    """Put the text of a result together: a string, or blocks."""
    value = decode_any(raw)
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n".join(
            item if isinstance(item, str) else str(item.get("text", ""))
            for item in value
            if isinstance(item, str) or (isinstance(item, dict) and "text" in item)
        )
    return ""


def clip(text: str, edge: int) -> tuple[str, bool]:
    """Keep head and tail of a long text; say whether something was cut."""
    if len(text) <= 2 * edge:
        return text, False
    return f"{text[:edge]}\n[…]\n{text[-edge:]}", True


def _edges(raw: Raw) -> str | None:
    """Decode only the ends of a long text; None where it is short or no string.

    It is cut at spaces, which are part of no escape and of no character.
    """
    if len(raw) < LONG or head(raw, 1) != b'"':
        return None
    first = bytes(memoryview(raw)[1:EDGE_BYTES]).rpartition(b" ")[0]
    last = bytes(memoryview(raw)[-EDGE_BYTES:-1]).partition(b" ")[2]
    try:
        ends = [msgspec.json.decode(b'"%b"' % part, type=str) for part in (first, last)]
    except msgspec.DecodeError:
        return None
    return "\n[…]\n".join(ends)


def take_result(block: Block, line: Line, *, run: bool, alone: bool) -> Result:
    """Read a result block; `alone` if the sidecar can only be this block's."""
    error = block.is_error is True
    edges = None if run or error else _edges(block.content)
    text = result_text(block.content) if edges is None else edges
    beside = _sidecar(line.tool_use_result if alone else EMPTY, run=run)
    result = Result(status=_status(text, line, beside, error=error))
    result.text, result.clipped = clip(text, RUN_EDGE if run else EDGE // 2)
    result.clipped |= block.clipped
    result.clipped |= edges is not None
    if result.status == "rejected":
        result.comment = _comment(text, line)
    elif result.status == "denied":
        kind = line.tool_denial_kind or ""
        result.actor = "classifier" if kind.startswith("automode") else "policy"
    match = _EXIT.match(text) if error else None
    if match:
        result.exit_code = int(match.group(1))
    result.persisted = text.startswith("<persisted-output>")
    if beside is not None:
        _take_sidecar(result, beside, run=run)
    return result


def _sidecar(raw: Raw, *, run: bool) -> Sidecar | None:
    """Decode a sidecar, unless it is one that nothing is read from."""
    start = head(raw, 14) if raw else b""
    if not start.startswith(b"{"):
        return None
    if not run and start.startswith((b'{"type":"text"', b'{"mode":')):
        # What was read or found: large, and in the result as well.
        return None
    try:
        return _SIDECAR.decode(raw if run or len(raw) < TAIL else _from_patch(raw))
    except (msgspec.DecodeError, RecursionError):
        return _some_fields(raw)


def _from_patch(raw: Raw) -> Raw | bytes:
    """Leave away the whole file that stands before the patch of an edit."""
    if head(raw, 12) != b'{"filePath":':
        return raw
    tail = bytes(memoryview(raw)[-TAIL:])
    # As a key; inside a string the quotes would be escaped.
    at = tail.find(b'"structuredPatch":')
    return raw if at < 0 else b"{" + tail[at:]


def _some_fields(raw: Raw) -> Sidecar:
    """Read a sidecar in which some field is not of the type it always was."""
    good: dict[str, Any] = {}
    fields = decode_any(raw)
    for name, value in fields.items() if isinstance(fields, dict) else ():
        if name in _SIDECAR_TYPES:
            field, kind = _SIDECAR_TYPES[name]
            with suppress(msgspec.ValidationError):
                good[field] = (
                    Raw(msgspec.json.encode(value))
                    if kind is Raw
                    else msgspec.convert(value, kind)
                )
    return Sidecar(**good)


def _status(
    text: str, line: Line, beside: Sidecar | None, *, error: bool
) -> ActionStatus:
    denial = line.tool_denial_kind or ""
    refused = text.startswith((REFUSED, NOT_NOW))
    # A file that is read may quote these sentences: only errors mean them.
    if denial.startswith("user") or (refused and _is_refusal(line, error=error)):
        return "rejected"
    if denial.startswith(POLICY) or (
        error and text.startswith(DENIED) and "denied" in text[:200]
    ):
        return "denied"
    if _STOPPED.match(text) or (beside and beside.interrupted):
        return "interrupted"
    if text.lstrip().startswith(TOOL_ERROR):
        return "invalid"
    return "error" if error else "ok"


def _is_refusal(line: Line, *, error: bool) -> bool:
    return error or head(line.tool_use_result, 5) in (b'"User', b'"Erro')


def _comment(text: str, line: Line) -> str | None:
    if line.user_feedback and line.user_feedback.strip():
        said = line.user_feedback
    else:
        at = text.find(THE_USER_SAID)
        if at < 0:
            return None
        said = text[at + len(THE_USER_SAID) :].split(ADVICE, 1)[0]
    said = said.strip()
    return None if said.startswith(CLARIFY) else said or None


def _take_sidecar(result: Result, beside: Sidecar, *, run: bool) -> None:
    result.sidecar = beside
    result.user_modified = beside.user_modified is True
    result.background_task = beside.background_task_id
    if run:
        result.interpretation = beside.return_code_interpretation
        result.timed_out = beside.timed_out_after_ms is not None
        result.persisted |= bool(beside.persisted_output_path)
        result.git = _git(beside.git_operation)
        if not result.text and beside.stdout:
            result.text, result.clipped = clip(result_text(beside.stdout), RUN_EDGE)
    elif beside.structured_patch is not None:
        _take_patch(result, beside, beside.structured_patch)
    elif beside.agent_id or beside.total_tool_use_count is not None:
        result.agent_id = beside.agent_id
        result.sub_actions = beside.total_tool_use_count
        if beside.is_async or head(beside.status, 16) == b'"async_launched"':
            result.background_task = beside.agent_id


def _git(stated: GitStated | None) -> GitOperation | None:
    if stated is None:
        return None
    commit = stated.commit or CommitStated()
    return GitOperation(
        commit=commit.sha,
        kind=commit.kind,
        branch=commit.branch,
        push=not is_nothing(stated.push),
    )


def _take_patch(result: Result, beside: Sidecar, hunks: list[Hunk]) -> None:
    lines = [line for hunk in hunks for line in hunk.lines]
    added = tuple(line[1:] for line in lines if line.startswith("+"))
    result.removed = sum(1 for line in lines if line.startswith("-"))
    if not lines and beside.type == "create":
        added = tuple(result_text(beside.content).splitlines())
    result.added, result.patch_texts = len(added), added
