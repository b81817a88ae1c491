"""Copilot events: the person's messages, calls counted once, sub-agents apart."""

import json
from pathlib import Path
from typing import Any

from metier.formats import copilot_cli
from metier.records import Session


def event(
    kind: str,
    at: int,
    agent: str | None = None,
    **data: Any,  # noqa: ANN401 -- any field of an event
) -> dict[str, Any]:
    line = {
        "type": kind,
        "data": data,
        "id": f"e{at}",
        "timestamp": f"2026-08-10T20:00:{at:02d}.000Z",
    }
    return line if agent is None else line | {"agentId": agent}


def start() -> dict[str, Any]:
    return event(
        "session.start",
        0,
        sessionId="s1",
        copilotVersion="1.0.74",
        context={"cwd": "/work/shop", "branch": "main"},
    )


def read(folder: Path, *events: dict[str, Any]) -> Session:
    path = folder / "s1" / "events.jsonl"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(map(json.dumps, events)))
    (session,) = copilot_cli.read([path])
    return session


def test_one_prompt_one_action_three_words(tmp_path: Path) -> None:
    request = {"toolCallId": "c1", "name": "view", "arguments": {"path": "a.py"}}

    session = read(
        tmp_path,
        start(),
        event("user.message", 1, content="fix the bug", delivery="idle"),
        event("assistant.turn_start", 2),
        event(
            "assistant.message",
            3,
            messageId="m1",
            content="Reading the file.",
            toolRequests=[request],
            outputTokens=17,
        ),
        event("tool.execution_start", 4, toolCallId="c1", toolName="view"),
        event(
            "tool.execution_complete",
            5,
            toolCallId="c1",
            success=True,
            result={"content": "…"},
        ),
    )

    assert len(session.inputs) == len(session.actions) == 1
    assert session.messages[0].words_visible == 3
    assert session.messages[0].tokens is not None
    assert session.messages[0].tokens.output == 17
    assert (session.cwds, session.branches) == (("/work/shop",), ("main",))


def test_typed_messages_are_told_from_what_agents_and_the_system_write(
    tmp_path: Path,
) -> None:
    session = read(
        tmp_path,
        start(),
        event("user.message", 1, content="go on", parentAgentTaskId="t1"),
        event("user.message", 2, content="a reminder", source="system"),
        event("user.message", 3, "toolu_1", content="a brief", source="agent-s1"),
        event("user.message", 4, content="not done yet", isAutopilotContinuation=True),
        event("user.message", 5, content="in cents", delivery="steering"),
    )

    assert [(item.kind, item.text) for item in session.inputs] == [
        ("prompt", "go on"),
        ("steer", "in cents"),
    ]


def test_a_sub_agents_calls_stand_apart(tmp_path: Path) -> None:
    session = read(
        tmp_path,
        start(),
        event("user.message", 1, content="look around"),
        event("tool.execution_start", 2, toolCallId="c1", toolName="task"),
        event(
            "tool.execution_start",
            3,
            "c1",
            toolCallId="c2",
            toolName="grep",
            parentToolCallId="c1",
        ),
        event("assistant.message", 4, "c1", messageId="m2", content="Inside."),
    )

    assert [(item.kind, item.thread_kind) for item in session.actions] == [
        ("delegate", "main"),
        ("search", "subagent"),
    ]
    assert session.turns[0].actions == 1
    assert session.messages == ()


def test_the_exit_code_stands_at_the_end_of_the_output(tmp_path: Path) -> None:
    output = "1 failed\n<shellId: 3 completed with exit code 1>"

    session = read(
        tmp_path,
        start(),
        event("user.message", 1, content="test"),
        event(
            "tool.execution_start",
            2,
            toolCallId="c1",
            toolName="bash",
            arguments={"command": "pytest"},
        ),
        event(
            "tool.execution_complete",
            3,
            toolCallId="c1",
            success=True,
            result={"content": output},
        ),
    )

    (run,) = session.actions
    assert (run.exit_code, run.status, run.result) == (1, "error", "1 failed")


def test_permissions_are_decisions(tmp_path: Path) -> None:
    refusal = {"kind": "denied-interactively-by-user", "feedback": "use rg"}

    session = read(
        tmp_path,
        start(),
        event("user.message", 1, content="clean"),
        event("tool.execution_start", 2, toolCallId="c1", toolName="bash"),
        event("permission.completed", 3, toolCallId="c1", result={"kind": "approved"}),
        event("tool.execution_start", 4, toolCallId="c2", toolName="bash"),
        event("permission.completed", 5, toolCallId="c2", result=refusal),
        event("abort", 6, reason="user_initiated"),
    )

    assert [item.kind for item in session.decisions] == [
        "approve",
        "reject",
        "interrupt",
    ]
    assert session.actions[1].status == "rejected"
    assert session.inputs[-1].kind == "rejection_comment"


def test_a_hooks_denial_is_no_decision_of_the_person(tmp_path: Path) -> None:
    session = read(
        tmp_path,
        start(),
        event("user.message", 1, content="go"),
        event("tool.execution_start", 2, toolCallId="c1", toolName="bash"),
        event(
            "tool.execution_complete",
            3,
            toolCallId="c1",
            success=False,
            error={"message": "Denied by preToolUse hook", "code": "denied"},
        ),
    )

    assert session.actions[0].status == "denied"
    assert session.decisions == ()


def test_an_edit_counts_the_lines_of_its_diff(tmp_path: Path) -> None:
    diff = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n-a\n+b\n+c\n"

    session = read(
        tmp_path,
        start(),
        event("user.message", 1, content="go"),
        event(
            "tool.execution_start",
            2,
            toolCallId="c1",
            toolName="edit",
            arguments={"path": "x"},
        ),
        event(
            "tool.execution_complete",
            3,
            toolCallId="c1",
            success=True,
            result={"content": "ok", "detailedContent": diff},
        ),
    )

    assert session.actions[0].lines_added == 2
    assert session.actions[0].lines_removed == 1


def test_unknown_events_are_counted(tmp_path: Path) -> None:
    session = read(tmp_path, start(), event("novelty", 1))

    assert session.quality.unknown_types == (("novelty", 1),)


def test_a_session_is_known_by_its_first_event(tmp_path: Path) -> None:
    head = json.dumps(start(), separators=(",", ":")).encode()

    assert copilot_cli.sniff(tmp_path / "events.jsonl", head)
    assert not copilot_cli.sniff(tmp_path / "events.jsonl", b'{"type":"user"}')
