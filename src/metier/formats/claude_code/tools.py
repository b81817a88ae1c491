"""What a tool call is: its class, its words, its command, its files."""

from pathlib import PurePosixPath
from typing import Any

import msgspec
from msgspec import Raw

from metier.formats.claude_code.lines import EMPTY, decode_any, decode_strings
from metier.formats.words import count_words
from metier.records import ActionClass

__all__ = ["BOOKKEEPING", "CLASSES", "Call", "class_of", "server_of", "take_input"]

TOOLS: dict[ActionClass, str] = {
    "read": (
        "Read NotebookRead LS ReadMcpResourceTool ListMcpResourcesTool LSP TaskOutput "
        "BashOutput AgentOutputTool"
    ),
    "search": "Grep Glob ToolSearch",
    "edit": "Edit MultiEdit NotebookEdit",
    "write": "Write Artifact",
    "run": "Bash PowerShell Monitor KillShell KillBash TaskStop",
    "web": "WebFetch WebSearch",
    "plan": (
        "TodoWrite TodoRead TaskCreate TaskUpdate TaskList TaskGet EnterPlanMode "
        "ExitPlanMode exit_plan_mode StructuredOutput"
    ),
    "ask": "AskUserQuestion SendUserMessage SendUserFile",
    "delegate": (
        "Task Agent Workflow SendMessage CronCreate CronDelete CronList "
        "ScheduleWakeup TeamCreate TeamDelete"
    ),
    "skill": "Skill SlashCommand",
}
CLASSES: dict[str, ActionClass] = {
    name: kind for kind, names in TOOLS.items() for name in names.split()
}
BOOKKEEPING = ("TaskOutput", "BashOutput", "ToolSearch")
"""Polling and look-ups of deferred tools: no core actions."""

_TEXT_LIMIT = 2000
_PATHS = ("file_path", "notebook_path", "path")


class Call(msgspec.Struct, kw_only=True, gc=False):
    """The input of a call, as far as any rule asks for it."""

    words: int = 0
    command: str | None = None
    paths: tuple[str, ...] = ()
    text: str = ""
    background: bool = False
    task: str | None = None
    """Id of the background task that the call asks about."""

    raw: Raw = EMPTY
    """Input of a question or a delegation, decoded only when it is asked for."""

    old: str | None = None
    new: str | None = None


def class_of(tool: str) -> ActionClass:
    """Give the class of a tool by its name."""
    if tool.startswith("mcp__"):
        return "mcp"
    kind = CLASSES.get(tool)
    if kind is None:
        return "delegate" if tool.startswith("Cron") else "other"
    return kind


def server_of(tool: str) -> str | None:
    """Give the server of a tool named `mcp__<server>__<tool>`."""
    if not tool.startswith("mcp__"):
        return None
    return tool[5:].split("__", 1)[0] or None


def take_input(kind: ActionClass, raw: Raw) -> Call:
    """Read a call's input: every string counts as generated words."""
    value = decode_any(raw)
    if isinstance(value, str):
        return Call(words=count_words(value), text=value[:_TEXT_LIMIT])
    if not isinstance(value, dict):
        return Call()
    call = Call(words=_words(value))
    if kind in ("ask", "delegate"):
        call.raw = raw
    if kind == "run":
        call.command = _string(value, "command")
        call.background = value.get("run_in_background") is True
        call.text = _string(value, "description") or ""
    elif kind in ("read", "edit", "write", "search"):
        call.paths = tuple(path for key in _PATHS if (path := _string(value, key)))
        call.text = _string(value, "pattern") or ""
        call.old = _string(value, "old_string")
        call.new = _string(value, "new_string") or _string(value, "content")
    else:
        call.text = _worth_reading(value)
        # A server's shell runs commands like any other.
        call.command = _string(value, "command") if kind == "mcp" else None
        call.background = value.get("run_in_background") is True
    call.task = (
        _string(value, "task_id")
        or _string(value, "bash_id")
        or _string(value, "shell_id")
    )
    return call


def _words(value: dict[str, Any]) -> int:
    words = 0
    for field in value.values():
        if isinstance(field, str):
            words += count_words(field)
        elif isinstance(field, dict | list):
            words += sum(map(count_words, decode_strings(field)))
    return words


def _string(value: dict[str, Any], key: str) -> str | None:
    found = value.get(key)
    return found if isinstance(found, str) and found else None


def _worth_reading(value: dict[str, Any]) -> str:
    return "\n".join(decode_strings(value))[:_TEXT_LIMIT]


def name_of(path: str) -> str:
    """Give the last part of a path of any system."""
    return PurePosixPath(path.replace("\\", "/")).name
