"""What a tool result says: how the call ended, and what the person decided."""

import re
from typing import Any, Literal

import msgspec
from msgspec import Raw

from metier.formats.claude_code.lines import EMPTY, Block, Line, decode_any, head
from metier.formats.claude_code.people import INTERRUPTED_TOOL
from metier.records import ActionStatus, GitOperation

__all__ = ["Result", "clip", "patch_of", "result_text", "take_result"]

REFUSED = "The user doesn't want to proceed with this tool use"
NOT_NOW = "The user doesn't want to take this action right now"
THE_USER_SAID = "the user said:\n"
CLARIFY = "The user wants to clarify these questions"
DENIED = "Permission to use "
TOOL_ERROR = "<tool_use_error>"
RUN_EDGE = 96_000
EDGE = 2_000
POLICY = ("permission-rule", "automode")

_EXIT = re.compile(r"\s*Exit code (\d+)")


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
    asynchronous: bool = False
    timed_out: bool = False
    persisted: bool = False
    user_modified: bool = False
    git: GitOperation | None = None
    added: int | None = None
    removed: int | None = None
    patch_texts: tuple[str, ...] = ()
    details: dict[str, Any] | None = None
    """The sidecar of questions and plans, decoded."""


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


def take_result(block: Block, line: Line, *, run: bool, alone: bool) -> Result:
    """Read a result block; `alone` if the sidecar can only be this block's."""
    text = result_text(block.content)
    sidecar = line.tool_use_result if alone else EMPTY
    details = _details(sidecar, run=run)
    error = block.is_error is True
    result = Result(status=_status(text, line, details, error=error))
    result.text, result.clipped = clip(text, RUN_EDGE if run else EDGE // 2)
    if result.status == "rejected":
        result.comment = _comment(text, line)
    elif result.status == "denied":
        kind = line.tool_denial_kind or ""
        result.actor = "classifier" if kind.startswith("automode") else "policy"
    match = _EXIT.match(text) if error else None
    if match:
        result.exit_code = int(match.group(1))
    result.persisted = text.startswith("<persisted-output>")
    if details:
        _take_details(result, details, text, run=run)
    return result


def _details(raw: Raw, *, run: bool) -> dict[str, Any] | None:
    """Decode a sidecar, unless it is one that nothing is read from."""
    start = head(raw, 14)
    if not start.startswith(b"{"):
        return None
    if not run and start.startswith((b'{"type":"text"', b'{"mode":')):
        # What was read or found: large, and in the result as well.
        return None
    value = decode_any(raw)
    return value if isinstance(value, dict) else None


def _status(
    text: str, line: Line, details: dict[str, Any] | None, *, error: bool
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
    if text.strip() == INTERRUPTED_TOOL or (details or {}).get("interrupted") is True:
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
        said = text[at + len(THE_USER_SAID) :]
    said = said.strip()
    return None if said.startswith(CLARIFY) else said or None


def _take_details(
    result: Result, details: dict[str, Any], text: str, *, run: bool
) -> None:
    if run:
        _take_run(result, details)
    elif "structuredPatch" in details:
        _take_patch(result, details)
    elif "agentId" in details or "totalToolUseCount" in details:
        result.agent_id = _text(details.get("agentId"))
        count = details.get("totalToolUseCount")
        result.sub_actions = count if isinstance(count, int) else None
        result.asynchronous = (
            details.get("isAsync") is True or details.get("status") == "async_launched"
        )
        if result.asynchronous:
            result.background_task = result.agent_id
    else:
        result.details = details
    if details.get("userModified") is True:
        result.user_modified = True
    if run and not text and _text(details.get("stdout")):
        result.text, result.clipped = clip(str(details["stdout"]), RUN_EDGE)


def _take_run(result: Result, details: dict[str, Any]) -> None:
    result.interpretation = _text(details.get("returnCodeInterpretation"))
    result.background_task = _text(details.get("backgroundTaskId"))
    result.timed_out = isinstance(details.get("timedOutAfterMs"), int | float)
    if details.get("persistedOutputPath"):
        result.persisted = True
    operation = details.get("gitOperation")
    if isinstance(operation, dict):
        commit = operation.get("commit")
        commit = commit if isinstance(commit, dict) else {}
        result.git = GitOperation(
            commit=_text(commit.get("sha")),
            kind=_text(commit.get("kind")),
            branch=_text(commit.get("branch")),
            push=isinstance(operation.get("push"), dict),
        )


def _take_patch(result: Result, details: dict[str, Any]) -> None:
    added, removed, texts = patch_of(details.get("structuredPatch"))
    content = details.get("content")
    if not texts and not removed and isinstance(content, str):
        if details.get("type") == "create":
            lines = content.splitlines()
            added, texts = len(lines), tuple(lines)
    result.added, result.removed, result.patch_texts = added, removed, texts


def patch_of(hunks: object) -> tuple[int, int, tuple[str, ...]]:
    """Count what a structured patch adds and removes, and give what it adds."""
    added: list[str] = []
    removed = 0
    for hunk in hunks if isinstance(hunks, list) else ():
        lines = hunk.get("lines") if isinstance(hunk, dict) else None
        for line in lines if isinstance(lines, list) else ():
            if not isinstance(line, str):
                continue
            if line.startswith("+"):
                added.append(line[1:])
            elif line.startswith("-"):
                removed += 1
    return len(added), removed, tuple(added)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
