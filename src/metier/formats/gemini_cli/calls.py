"""Tool calls of Gemini CLI: each with its result in the same record."""

import re
from typing import Any

from metier.formats.drafts import RUN_EDGE, Draft, clip, seconds, strings
from metier.formats.words import count_words
from metier.records import ActionClass, ActionStatus

__all__ = ["records", "take_call"]

KIND_BY_TOOL: dict[str, ActionClass] = {
    "read_file": "read",
    "read_many_files": "read",
    "list_directory": "read",
    "search_file_content": "search",
    "grep_search": "search",
    "glob": "search",
    "replace": "edit",
    "edit": "edit",
    "write_file": "write",
    "run_shell_command": "run",
    "google_web_search": "web",
    "web_fetch": "web",
    "save_memory": "plan",
    "write_todos": "plan",
    "ask_user": "ask",
    "activate_skill": "skill",
}
STATUS: dict[str, ActionStatus] = {
    "success": "ok",
    "error": "error",
    # The log does not say whether the person refused the call or stopped it.
    "cancelled": "rejected",
}
EXIT_CODE = re.compile(r"^Exit Code: (-?\d+)\s*$", re.MULTILINE)
OUTPUT = re.compile(r"^(?:Output|Stdout): ?", re.MULTILINE)
OTHER_EDGE = 1_000
INPUT_EDGE = 2_000


def records(value: object) -> list[dict[str, Any]]:
    """Keep the objects of a list; anything else is no list."""
    return (
        [item for item in value if isinstance(item, dict)]
        if isinstance(value, list)
        else []
    )


def take_call(call: dict[str, Any], time: float | None, draft: Draft) -> None:
    """Take one call and, where it ended, its result."""
    name, given = str(call.get("name")), call.get("args")
    arguments = given if isinstance(given, dict) else {}
    kind = _kind(name)
    identity = str(call.get("id"))
    path = arguments.get("file_path", arguments.get("absolute_path"))
    draft.call(
        identity,
        time,
        tool=name,
        kind=kind,
        command=arguments.get("command") if kind == "run" else None,
        paths=(path,) if isinstance(path, str) else (),
        input_text=""
        if kind in ("run", "edit", "write")
        else " ".join(strings(given))[:INPUT_EDGE],
        words_input=sum(map(count_words, strings(given))),
        mcp_server=name.partition("__")[0] if kind == "mcp" else None,
    )
    status = STATUS.get(str(call.get("status")))
    if status is None:
        return
    ended = seconds(call.get("timestamp"))
    text = "\n".join(map(_response, records(call.get("result"))))
    draft.result(identity, ended, **_result(kind, status, text), **_lines(call, kind))
    if status == "rejected":
        draft.decide("reject", ended, identity)


def _kind(name: str) -> ActionClass:
    if name in KIND_BY_TOOL:
        return KIND_BY_TOOL[name]
    if name.startswith("delegate") or name.endswith("_agent"):
        return "delegate"
    return "mcp" if "__" in name else "other"


def _response(part: dict[str, Any]) -> str:
    """Give what a tool answered, without the envelope around it."""
    wrapped = part.get("functionResponse")
    answer = wrapped.get("response") if isinstance(wrapped, dict) else part
    return "\n".join(strings(answer))


def _result(kind: ActionClass, status: ActionStatus, text: str) -> dict[str, Any]:
    found = EXIT_CODE.search(text) if kind == "run" else None
    code = int(found[1]) if found else None
    if status == "ok" and code not in (None, 0):
        status = "error"
    shown, clipped = clip(text, RUN_EDGE if kind == "run" else OTHER_EDGE)
    return {
        "status": status,
        "exit_code": code,
        "is_error": True if status == "error" else None,
        "result": OUTPUT.sub("", shown, count=1) if kind == "run" else shown,
        "result_clipped": clipped,
    }


def _lines(call: dict[str, Any], kind: ActionClass) -> dict[str, Any]:
    display = call.get("resultDisplay")
    if kind not in ("edit", "write") or call.get("status") != "success":
        return {}
    diff = display.get("fileDiff") if isinstance(display, dict) else None
    if isinstance(diff, str):
        body = [
            line
            for line in diff.splitlines()
            if not line.startswith(("+++ ", "--- ", "Index: ", "===="))
        ]
        added = [line[1:] for line in body if line.startswith("+")]
        removed = sum(1 for line in body if line.startswith("-"))
        return {
            "lines_added": len(added),
            "lines_removed": removed,
            "patch_texts": tuple(added),
        }
    given = call.get("args")
    content = given.get("content") if isinstance(given, dict) else None
    if kind == "write" and isinstance(content, str):
        # Without a diff a written file's own lines are what is known.
        added = content.splitlines()
        return {"lines_added": len(added), "patch_texts": tuple(added)}
    return {}
