"""Tool parts of OpenCode: one call each, with its result in the same record."""

from typing import Any

from metier.formats.drafts import RUN_EDGE, Draft, clip, seconds, strings
from metier.formats.words import count_words
from metier.records import ActionClass, ActionStatus

__all__ = ["Part", "take_tool"]

Part = dict[str, Any]

KIND_BY_TOOL: dict[str, ActionClass] = {
    "read": "read",
    "list": "read",
    "ls": "read",
    "lsp": "read",
    "grep": "search",
    "glob": "search",
    "codesearch": "search",
    "edit": "edit",
    "multiedit": "edit",
    "patch": "edit",
    "apply_patch": "edit",
    "write": "write",
    "bash": "run",
    "webfetch": "web",
    "websearch": "web",
    "todowrite": "plan",
    "todoread": "plan",
    "plan_enter": "plan",
    "plan_exit": "plan",
    "question": "ask",
    "task": "delegate",
    "skill": "skill",
    "invalid": "other",
    "batch": "other",
}
NOT_RUN = (
    "Could not find oldString",
    "Found multiple matches",
    "oldString not found",
    "The arguments provided",
)
OTHER_EDGE = 1_000
INPUT_EDGE = 2_000


def take_tool(part: Part, draft: Draft, time: float | None) -> None:
    """Take one call and, where it ended, its result."""
    state = _dict(part.get("state"))
    given = _dict(state.get("input"))
    name = str(part.get("tool"))
    kind = _kind(name)
    times = _dict(state.get("time"))
    began, ended = seconds(times.get("start")), seconds(times.get("end"))
    identity = str(part.get("callID") or part.get("id"))
    path = given.get("filePath", given.get("path"))
    draft.call(
        identity,
        began or time,
        tool=name,
        kind=kind,
        command=given.get("command") if kind == "run" else None,
        cwd=given.get("workdir"),
        paths=(path,) if kind in ("read", "edit", "write") and path else (),
        input_text=""
        if kind in ("run", "edit", "write")
        else " ".join(strings(given))[:INPUT_EDGE],
        words_input=sum(map(count_words, strings(given))),
        mcp_server=name.partition("_")[0] if kind == "mcp" else None,
    )
    draft.times.extend(moment for moment in (began, ended) if moment is not None)
    if state.get("status") in ("completed", "error"):
        _result(state, kind, draft, identity, ended)


def _kind(name: str) -> ActionClass:
    if name in KIND_BY_TOOL:
        return KIND_BY_TOOL[name]
    # Tools of a server are called `<server>_<tool>`.
    return "mcp" if "_" in name else "other"


def _result(
    state: Part, kind: ActionClass, draft: Draft, identity: str, ended: float | None
) -> None:
    metadata = _dict(state.get("metadata"))
    failed = state.get("status") == "error"
    code = metadata.get("exit")
    code = code if isinstance(code, int) else None
    text = str(state.get("error" if failed else "output") or "")
    status = _status(text, failed=failed, code=code)
    shown, clipped = clip(text, RUN_EDGE if kind == "run" else OTHER_EDGE)
    draft.result(
        identity,
        ended,
        status=status,
        is_error=True if failed or code not in (None, 0) else None,
        exit_code=code,
        result=shown,
        result_clipped=clipped or metadata.get("truncated") is True,
        **(_lines(state, metadata, kind) if status == "ok" else {}),
    )
    if status == "rejected":
        draft.decide("reject", ended, identity)
    elif kind == "ask" and status == "ok":
        _answers(state, metadata, draft, identity, ended)


def _status(text: str, *, failed: bool, code: int | None) -> ActionStatus:
    if not failed:
        return "ok" if code in (None, 0) else "error"
    if text.startswith("Tool execution aborted"):
        return "interrupted"
    if "rejected permission" in text or "user rejected" in text.lower():
        return "rejected"
    if "specified a rule which prevents" in text:
        return "denied"
    return "invalid" if text.startswith(NOT_RUN) else "error"


def _answers(
    state: Part, metadata: Part, draft: Draft, identity: str, time: float | None
) -> None:
    """Tell a choice among what was offered from words of the person's own."""
    questions = _dict(state.get("input")).get("questions")
    labels = {
        str(option.get("label"))
        for question in (questions if isinstance(questions, list) else [])
        if isinstance(question, dict)
        for option in question.get("options") or ()
        if isinstance(option, dict)
    }
    given = metadata.get("answers")
    for answer in given if isinstance(given, list) else []:
        parts = [str(part) for part in answer] if isinstance(answer, list) else []
        own = [part for part in parts if part not in labels]
        if own:
            draft.human("answer", "\n".join(own), time)
        elif parts:
            draft.decide("answer_choice", time, identity)


def _lines(state: Part, metadata: Part, kind: ActionClass) -> dict[str, Any]:
    if kind not in ("edit", "write"):
        return {}
    diff = metadata.get("diff")
    if isinstance(diff, str):
        # Four lines of names stand before the first hunk.
        body = diff[diff.find("@@") :].splitlines() if "@@" in diff else []
        added = tuple(line[1:] for line in body if line.startswith("+"))
        removed = sum(1 for line in body if line.startswith("-"))
        return {
            "lines_added": len(added),
            "lines_removed": removed,
            "patch_texts": added,
        }
    content = _dict(state.get("input")).get("content")
    if kind == "write" and isinstance(content, str):
        added = tuple(content.splitlines())
        return {"lines_added": len(added), "patch_texts": added}
    return {}


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
