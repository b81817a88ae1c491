"""The tool calls of a Codex rollout while it is read: call, output, late output."""

from contextlib import suppress
from typing import Any

import msgspec

from metier.formats.codex.calls import (
    call_fields,
    patch_fields,
    result_fields,
    shell_session,
)
from metier.formats.codex.heads import text_of
from metier.formats.drafts import Draft

__all__ = ["CALLS", "OUTPUTS", "Tools"]

CALLS = (
    "function_call",
    "custom_tool_call",
    "local_shell_call",
    "web_search_call",
    "tool_search_call",
    "image_generation_call",
)
ANSWERED_AT_ONCE = ("web_search_call", "image_generation_call")
OUTPUTS = ("function_call_output", "custom_tool_call_output", "tool_search_output")


class Tools:
    """Joins calls with their outputs in a draft."""

    def __init__(self, draft: Draft) -> None:
        """Work on this draft."""
        self.draft = draft
        self.shells: dict[str, str] = {}
        """Call that started each shell that still runs."""

        self.refused_at: float | None = None

    def call(self, kind: str, payload: dict[str, Any], time: float | None) -> None:
        """Take a tool call."""
        name = text_of(payload.get("name")) or kind.removesuffix("_call")
        arguments: Any = payload.get("arguments", payload.get("input"))
        if arguments is None:
            arguments = payload.get("action", {})
        if isinstance(arguments, str) and kind == "function_call":
            # A call cut off while it was written keeps its raw text.
            with suppress(msgspec.DecodeError):
                arguments = msgspec.json.decode(arguments)
        identity = text_of(payload.get("call_id")) or text_of(payload.get("id"))
        identity = identity or f"{self.draft.facts['id']}:call:{self.draft.lines}"
        fields = call_fields(name, text_of(payload.get("namespace")), arguments)
        if not fields.get("cwd"):
            fields["cwd"] = next(reversed(self.draft.known("cwds")), None)
        self.draft.call(identity, time, _arguments=arguments, **fields)
        if kind in ANSWERED_AT_ONCE:
            self.draft.result(identity, time, status="ok")

    def output(self, payload: dict[str, Any], time: float | None) -> None:
        """Take a call's output."""
        identity = str(payload.get("call_id"))
        action = self.draft.actions.get(identity)
        if action is None:
            self.draft.orphans += 1
            return
        output = payload.get("output")
        fields = result_fields(output, action)
        self.draft.result(identity, time, **fields)
        if fields["status"] == "rejected":
            self.draft.decide("reject", time, identity)
            self.refused_at = time
        elif action["kind"] == "ask":
            self.draft.decide("answer_choice", time, identity)
        if shell := shell_session(output):
            self.shells.setdefault(shell, identity)
        self.poll(action, fields, time)

    def poll(
        self, action: dict[str, Any], fields: dict[str, Any], time: float | None
    ) -> None:
        """Give what a later `write_stdin` brought to the command that it came from."""
        if action["tool"] != "write_stdin":
            return
        arguments = action.get("_arguments")
        shell = arguments.get("session_id") if isinstance(arguments, dict) else None
        origin = self.draft.actions.get(self.shells.get(str(shell), ""))
        if origin is None or not (fields["result"] or fields["exit_code"] is not None):
            return
        origin["result"] = origin.get("result", "") + fields["result"]
        if fields["exit_code"] is not None:
            origin |= {
                "background": False,
                "exit_code": fields["exit_code"],
                "status": fields["status"],
                "is_error": fields.get("is_error"),
                "ended": time,
                "ended_position": self.draft.place(),
            }

    def ended(self, kind: str, payload: dict[str, Any]) -> None:
        """Take what the screen adds to a call: a patch's lines, a server's error."""
        action = self.draft.actions.get(str(payload.get("call_id")))
        if action is None:
            return
        if kind == "patch_apply_end":
            if payload.get("status") == "declined":
                action["_status"] = "rejected"
            elif payload.get("success") is True:
                action |= patch_fields(payload.get("changes"))
        elif kind == "mcp_tool_call_end":
            result = payload.get("result")
            if isinstance(result, dict) and "Err" in result:
                action["_status"] = "error"
        elif kind == "exec_command_end":
            code = payload.get("exit_code")
            action["_code"] = code if isinstance(code, int) else None
