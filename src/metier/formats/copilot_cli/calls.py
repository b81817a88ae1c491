"""Tool calls of Copilot CLI: start, permission, completion, each an event."""

import re
from typing import Any

from metier.formats.drafts import RUN_EDGE, Draft, clip, strings
from metier.formats.words import count_words
from metier.records import ActionClass

__all__ = ["Calls", "as_dict"]

KIND_BY_TOOL: dict[str, ActionClass] = {
    "view": "read",
    "show_file": "read",
    "read_bash": "run",
    "read_powershell": "run",
    "grep": "search",
    "rg": "search",
    "glob": "search",
    "edit": "edit",
    "str_replace": "edit",
    "str_replace_editor": "edit",
    "apply_patch": "edit",
    "create": "write",
    "bash": "run",
    "powershell": "run",
    "write_bash": "run",
    "write_powershell": "run",
    "stop_bash": "run",
    "stop_powershell": "run",
    "web_fetch": "web",
    "web_search": "web",
    "report_intent": "plan",
    "update_todo": "plan",
    "sql": "plan",
    "task_complete": "plan",
    "exit_plan_mode": "plan",
    "store_memory": "plan",
    "ask_user": "ask",
    "task": "delegate",
    "read_agent": "delegate",
    "write_agent": "delegate",
    "list_agents": "delegate",
    "skill": "skill",
}
EXIT_CODE = re.compile(
    r"\s*<(?:shellId: \S+ completed|exited) with exit code (-?\d+)>\s*\Z"
)
OTHER_EDGE = 1_000
INPUT_EDGE = 2_000


def as_dict(value: object) -> dict[str, Any]:
    """Give an object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


class Calls:
    """Joins the events of each call in a draft."""

    def __init__(self, draft: Draft) -> None:
        """Work on this draft."""
        self.draft = draft

    def start(self, data: dict[str, Any], time: float | None, agent: object) -> None:
        """Take the start of a call; the message that asked for it adds nothing."""
        name = str(data.get("toolName"))
        server = data.get("mcpServerName")
        kind: ActionClass = "mcp" if server else KIND_BY_TOOL.get(name, "other")
        arguments = data.get("arguments")
        given = as_dict(arguments)
        path = given.get("path", given.get("file_path"))
        where = {} if not agent else {"thread": str(agent), "thread_kind": "subagent"}
        self.draft.call(
            str(data.get("toolCallId")),
            time,
            tool=name,
            kind=kind,
            mcp_server=server if isinstance(server, str) else None,
            command=given.get("command") if kind == "run" else None,
            cwd=next(reversed(self.draft.known("cwds")), None),
            paths=(path,)
            if isinstance(path, str) and kind in ("read", "edit", "write")
            else (),
            input_text=""
            if kind in ("run", "edit", "write")
            else " ".join(strings(arguments))[:INPUT_EDGE],
            words_input=sum(map(count_words, strings(arguments))),
            **where,
        )

    def complete(self, data: dict[str, Any], time: float | None) -> None:
        """Take the end of a call."""
        identity = str(data.get("toolCallId"))
        action = self.draft.actions.get(identity)
        if action is None:
            self.draft.orphans += 1
            return
        kind, result, error = (
            action["kind"],
            as_dict(data.get("result")),
            as_dict(data.get("error")),
        )
        failed = data.get("success") is False
        text = str(error.get("message") if failed else result.get("content") or "")
        found = EXIT_CODE.search(text) if kind == "run" else None
        code = int(found[1]) if found else None
        own = text[: found.start()] if found else text
        shown, clipped = clip(own, RUN_EDGE if kind == "run" else OTHER_EDGE)
        status = "error" if failed or code not in (None, 0) else "ok"
        if failed and error.get("code") in ("denied", "rejected"):
            status = "rejected" if action.get("_refused") else "denied"
        self.draft.result(
            identity,
            time,
            status=status,
            is_error=True if status != "ok" else None,
            exit_code=code,
            result=shown,
            result_clipped=clipped,
            **(_lines(result) if kind in ("edit", "write") and not failed else {}),
        )
        if kind == "ask" and not failed:
            self.draft.decide("answer_choice", time, identity)

    def refused(self, identity: str | None) -> None:
        """Remember that the person refused a call."""
        action = self.draft.actions.get(identity or "")
        if action is not None:
            action["_refused"] = True
            action["status"] = "rejected"


def _lines(result: dict[str, Any]) -> dict[str, Any]:
    diff = result.get("detailedContent")
    if not isinstance(diff, str) or "@@" not in diff:
        return {}
    body = diff[diff.find("@@") :].splitlines()
    added = tuple(line[1:] for line in body if line.startswith("+"))
    return {
        "lines_added": len(added),
        "lines_removed": sum(1 for line in body if line.startswith("-")),
        "patch_texts": added,
    }
