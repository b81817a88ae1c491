"""Gemini chats: the old object, the new lines, and what is written again."""

import json
from pathlib import Path
from typing import Any

import pytest

from metier.errors import TranscriptError
from metier.formats import gemini_cli
from metier.records import Session

HEAD = {
    "sessionId": "g1",
    "projectHash": "demo",
    "startTime": "2026-08-10T20:00:00.000Z",
}


def said(identity: str, kind: str, content: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- any field of a record
    return {
        "id": identity,
        "timestamp": f"2026-08-10T20:00:0{identity[-1]}.000Z",
        "type": kind,
        "content": content,
        **more,
    }


def shell(status: str, output: str | None = None) -> dict[str, Any]:
    answer = [{"functionResponse": {"response": {"output": output}}}] if output else []
    return {
        "id": "t1",
        "name": "run_shell_command",
        "args": {"command": "ls"},
        "status": status,
        "result": answer,
        "timestamp": "2026-08-10T20:00:04.000Z",
    }


def lines(folder: Path, *records: dict[str, Any]) -> Session:
    path = folder / "session-2026-08-10T20-00-g1.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in (HEAD, *records)))
    return gemini_cli.read_file(path)


def test_a_message_written_again_counts_once_in_its_last_form(tmp_path: Path) -> None:
    tokens = {"input": 900, "output": 12, "cached": 800, "thoughts": 0}

    session = lines(
        tmp_path,
        said("m1", "user", "list the files"),
        said("m2", "gemini", "", toolCalls=[shell("executing")]),
        said(
            "m2",
            "gemini",
            "Three files.",
            toolCalls=[shell("success", "Output: a b c\nExit Code: 0")],
            tokens=tokens,
        ),
    )

    (action,) = session.actions
    (message,) = session.messages
    assert len(session.inputs) == 1
    assert (action.status, action.exit_code) == ("ok", 0)
    assert message.words_visible == 2
    assert message.tokens is not None
    assert (message.tokens.input, message.tokens.output) == (100, 12)


def test_the_old_form_is_one_object(tmp_path: Path) -> None:
    path = tmp_path / "session-old.json"
    messages = [said("m1", "user", "hello"), said("m2", "gemini", "Hi.")]
    path.write_text(json.dumps(HEAD | {"messages": messages}))

    session = gemini_cli.read_file(path)

    assert (session.id, len(session.turns), session.turns[0].answered) == (
        "g1",
        1,
        True,
    )


def test_machine_texts_are_no_prompts(tmp_path: Path) -> None:
    session = lines(
        tmp_path,
        said("m1", "user", "/stats"),
        said("m2", "user", "System: Please continue."),
        said("m3", "user", "<session_context>\nToday is …"),
        said("m4", "user", "please continue the list"),
    )

    assert [item.text for item in session.inputs] == ["please continue the list"]


def test_a_failing_command_is_an_error_whatever_the_status_says(
    tmp_path: Path,
) -> None:
    call = shell("success", "Output: no\nExit Code: 2")

    session = lines(
        tmp_path, said("m1", "user", "go"), said("m2", "gemini", "", toolCalls=[call])
    )

    assert (session.actions[0].status, session.actions[0].exit_code) == ("error", 2)


def test_a_cancelled_call_is_a_refusal(tmp_path: Path) -> None:
    session = lines(
        tmp_path,
        said("m1", "user", "go"),
        said("m2", "gemini", "", toolCalls=[shell("cancelled")]),
    )

    assert session.actions[0].status == "rejected"
    assert [item.kind for item in session.decisions] == ["reject"]
    assert session.turns[0].actions_executed == 0


def test_a_written_file_counts_the_lines_of_its_diff(tmp_path: Path) -> None:
    call = {
        "id": "w1",
        "name": "write_file",
        "args": {"file_path": "/w/a.py", "content": "x = 1\ny = 2\n"},
        "status": "success",
        "resultDisplay": {
            "fileDiff": "--- a\n+++ b\n@@ -1 +1,2 @@\n-x = 0\n+x = 1\n+y"
        },
    }

    session = lines(
        tmp_path, said("m1", "user", "go"), said("m2", "gemini", "", toolCalls=[call])
    )

    (action,) = session.actions
    assert (action.lines_added, action.lines_removed) == (2, 1)
    assert action.paths == ("/w/a.py",)


def test_rewound_messages_are_kept_as_abandoned(tmp_path: Path) -> None:
    session = lines(
        tmp_path,
        said("m1", "user", "one"),
        said("m2", "user", "two"),
        {"$rewindTo": "m2"},
        said("m3", "user", "three"),
    )

    assert [(item.text, item.abandoned) for item in session.inputs] == [
        ("one", False),
        ("two", True),
        ("three", False),
    ]


def test_a_resumed_chats_two_files_are_one_session(tmp_path: Path) -> None:
    old = tmp_path / "session-old.json"
    old.write_text(json.dumps(HEAD | {"messages": [said("m1", "user", "hello")]}))
    lines(tmp_path, said("m1", "user", "hello"), said("m2", "user", "and now"))

    (session,) = gemini_cli.read(sorted(tmp_path.iterdir()))

    assert len(session.turns) == 2


def test_a_sub_agents_chat_belongs_to_the_session_whose_folder_it_is_in(
    tmp_path: Path,
) -> None:
    lines(tmp_path, said("m1", "user", "look around"))
    folder = tmp_path / "g1"
    folder.mkdir()
    child = HEAD | {"sessionId": "g2", "kind": "subagent"}
    records = (child, said("m5", "gemini", "", toolCalls=[shell("success", "a")]))
    (folder / "g2.jsonl").write_text("\n".join(map(json.dumps, records)))

    (session,) = gemini_cli.read(sorted(tmp_path.rglob("*.jsonl")))

    assert [item.thread_kind for item in session.actions] == ["subagent"]
    assert len(session.inputs) == 1


def test_a_broken_chat_says_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "session-old.json"
    path.write_text('{"sessionId": "g1", "messages": [')

    with pytest.raises(TranscriptError, match="not JSON"):
        gemini_cli.read_file(path)


def test_a_chat_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    assert gemini_cli.sniff(tmp_path / "x.jsonl", json.dumps(HEAD).encode())
    assert not gemini_cli.sniff(tmp_path / "x.jsonl", b'{"sessionId":"s"}')
