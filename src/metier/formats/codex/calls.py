"""What a Codex tool call is: its class, its command, and what its output says."""

import re
import shlex
from typing import Any

import msgspec

from metier.formats.drafts import RUN_EDGE, clip, strings
from metier.formats.words import count_words
from metier.records import ActionClass

__all__ = ["call_fields", "patch_fields", "result_fields", "shell_session"]

KIND_BY_TOOL: dict[str, ActionClass] = {
    "exec_command": "run",
    "exec": "run",
    "shell": "run",
    "shell_command": "run",
    "local_shell": "run",
    "local_shell_call": "run",
    "container.exec": "run",
    "unified_exec": "run",
    "write_stdin": "run",
    "apply_patch": "edit",
    "view_image": "read",
    "read_file": "read",
    "list_dir": "read",
    "grep_files": "search",
    "tool_search": "search",
    "web_search": "web",
    "update_plan": "plan",
    "request_user_input": "ask",
    "spawn_agent": "delegate",
    "wait_agent": "delegate",
    "wait": "delegate",
    "send_input": "delegate",
    "resume_agent": "delegate",
    "close_agent": "delegate",
}

SHELLS = ("bash", "sh", "zsh", "powershell", "powershell.exe", "pwsh", "cmd.exe")
ENDED = re.compile(r"^(?:Process exited with code|Exit code:) (-?\d+)", re.MULTILINE)
RUNNING = re.compile(r"^Process running with session ID (\d+)", re.MULTILINE)
HEADER_EDGE = 400
"""The lines that Codex puts before a command's own output end within this."""

PATCHED_FILE = re.compile(
    r"^\*\*\* (?:Add|Update|Delete) File: (.+)$|^\*\*\* Move to: (.+)$", re.MULTILINE
)
OTHER_EDGE = 1_000
INPUT_EDGE = 2_000


def call_fields(name: str, namespace: str | None, arguments: Any) -> dict[str, Any]:  # noqa: ANN401 -- decoded JSON of any shape
    """Say what is called; `arguments` is the decoded input, or its raw text."""
    given = arguments if isinstance(arguments, dict) else {}
    kind, server = _kind(name, namespace)
    fields: dict[str, Any] = {
        "tool": name,
        "kind": kind,
        "mcp_server": server,
        "words_input": sum(map(count_words, strings(arguments))),
    }
    patch = _patch_text(name, arguments)
    if patch is not None:
        return fields | {"kind": "edit", "paths": _patched(patch), "_patch": patch}
    if kind == "run":
        fields["command"] = _command(given) or (
            arguments if isinstance(arguments, str) else None
        )
        fields["cwd"] = _text(given.get("workdir")) or _text(given.get("cwd"))
    elif kind == "read":
        path = _text(given.get("path")) or _text(given.get("file_path"))
        fields["paths"] = (path,) if path else ()
    if kind not in ("run", "edit"):
        fields["input_text"] = " ".join(strings(arguments))[:INPUT_EDGE]
    return fields


def patch_fields(changes: object) -> dict[str, Any]:
    """Count the lines that `patch_apply_end` says were added and removed."""
    added: list[str] = []
    removed = 0
    for change in changes.values() if isinstance(changes, dict) else ():
        if not isinstance(change, dict):
            continue
        content = _text(change.get("content"))
        if change.get("type") == "add" and content is not None:
            added += content.splitlines()
        elif change.get("type") == "delete" and content is not None:
            removed += len(content.splitlines())
        else:
            plus, minus = _diff_lines(_text(change.get("unified_diff")) or "")
            added += plus
            removed += minus
    return {
        "lines_added": len(added),
        "lines_removed": removed,
        "patch_texts": tuple(added),
    }


def result_fields(output: object, action: dict[str, Any]) -> dict[str, Any]:
    """Read status, exit code and text of a call's output."""
    text, code = _text_and_code(output)
    head = text[:HEADER_EDGE]
    code = action.get("_code") if code is None else code
    ended = ENDED.search(head) if code is None else None
    if ended is not None:
        code = int(ended[1])
    fields: dict[str, Any] = {"exit_code": code, "status": "ok"}
    if action.get("_status") is not None:
        fields["status"] = action["_status"]
    elif "rejected by user" in head[:80] or head.startswith("patch rejected"):
        fields["status"] = "rejected"
    elif head.startswith(("aborted by user", "aborted")):
        fields["status"] = "interrupted"
    elif "verification failed" in head[:80] or head.startswith("failed to parse"):
        fields["status"] = "invalid"
    elif code not in (None, 0) or head.startswith(("failed ", "Error", "error:")):
        fields |= {"status": "error", "is_error": True}
    if "command timed out" in head:
        fields["timed_out"] = True
    fields["background"] = ended is None and RUNNING.search(head) is not None
    if ended is not None or fields["background"]:
        # The header is the harness's; the runner's own words follow it.
        text = text.partition("Output:\n")[2] if "Output:\n" in text else text
    is_run = action["kind"] == "run"
    fields["result"], fields["result_clipped"] = clip(
        text, RUN_EDGE if is_run else OTHER_EDGE
    )
    if action["kind"] == "edit" and fields["status"] == "ok":
        fields |= _own_patch(action)
    return fields


def shell_session(output: object) -> str | None:
    """Give the number of the shell that still runs, if the output names one."""
    text, _ = _text_and_code(output)
    match = RUNNING.search(text[:HEADER_EDGE])
    return match[1] if match else None


def _kind(name: str, namespace: str | None) -> tuple[ActionClass, str | None]:
    if namespace:
        return "mcp", namespace.removeprefix("mcp__")
    if name in KIND_BY_TOOL:
        return KIND_BY_TOOL[name], None
    if "__" in name:
        server, _, _ = name.removeprefix("mcp__").partition("__")
        return "mcp", server
    return "other", None


def _command(given: dict[str, Any]) -> str | None:
    command = given.get("cmd", given.get("command", given.get("chars")))
    if isinstance(command, str):
        return command
    if not isinstance(command, list) or not command:
        return None
    parts = [str(part) for part in command]
    shell = parts[0].replace("\\", "/").rpartition("/")[2]
    if shell in SHELLS and len(parts) > 1:
        return parts[-1]
    return shlex.join(parts)


def _patch_text(name: str, arguments: object) -> str | None:
    if name == "apply_patch":
        return "\n".join(strings(arguments))
    if isinstance(arguments, dict):
        command = arguments.get("command")
        if isinstance(command, list) and command[:1] == ["apply_patch"]:
            return "\n".join(map(str, command[1:]))
    return None


def _patched(patch: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            (named or moved).strip() for named, moved in PATCHED_FILE.findall(patch)
        )
    )


def _diff_lines(diff: str) -> tuple[list[str], int]:
    # Codex writes no file headers, so `--- x` is a removed line `-- x`.
    lines = diff.splitlines()
    added = [line[1:] for line in lines if line.startswith("+")]
    return added, sum(1 for line in lines if line.startswith("-"))


def _own_patch(action: dict[str, Any]) -> dict[str, Any]:
    """Count from the patch itself where no `patch_apply_end` came (old versions)."""
    patch = action.pop("_patch", None)
    if patch is None or "lines_added" in action:
        return {}
    added, removed = _diff_lines(patch)
    return {
        "lines_added": len(added),
        "lines_removed": removed,
        "patch_texts": tuple(added),
    }


def _text_and_code(output: object) -> tuple[str, int | None]:
    if isinstance(output, str) and output.startswith("{"):
        try:
            output = msgspec.json.decode(output)
        except msgspec.DecodeError:
            return str(output), None
    if isinstance(output, dict):
        metadata = output.get("metadata")
        code = metadata.get("exit_code") if isinstance(metadata, dict) else None
        inner = output.get("output", output.get("content"))
        text = inner if isinstance(inner, str) else "\n".join(strings(inner))
        return text, code if isinstance(code, int) else None
    if isinstance(output, list):
        parts = [item.get("text") for item in output if isinstance(item, dict)]
        return "\n".join(part for part in parts if isinstance(part, str)), None
    return (output, None) if isinstance(output, str) else ("", None)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
