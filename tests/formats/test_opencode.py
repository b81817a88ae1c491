"""OpenCode sessions: from an export, from the tree of files, from the database."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from metier.formats import opencode
from metier.formats.tally import Tally
from metier.records import Session

START = 1_786_000_000_000


def info(identity: str = "ses_1", **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- any field of a record
    return {
        "id": identity,
        "projectID": "p",
        "directory": "/work/shop",
        "title": "Totals",
        "version": "1.18.0",
        **more,
    }


def user(number: int, *parts: dict[str, Any], at: int | None = None) -> dict[str, Any]:
    created = START + (number if at is None else at) * 1000
    return {
        "info": {
            "id": f"msg_{number}",
            "role": "user",
            "time": {"created": created},
        },
        "parts": list(parts),
    }


def assistant(
    number: int,
    *parts: dict[str, Any],
    **more: Any,  # noqa: ANN401 -- any field of a record
) -> dict[str, Any]:
    created = START + number * 1000
    message = {
        "id": f"msg_{number}",
        "role": "assistant",
        "modelID": "glm-5.2",
        "finish": "stop",
        "time": {"created": created, "completed": created + 5000},
        "tokens": {"input": 10, "output": 5, "reasoning": 2, "cache": {"read": 3}},
        **more,
    }
    return {"info": message, "parts": list(parts)}


def text(words: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 -- any field of a record
    return {"type": "text", "text": words, **more}


def tool(name: str, state: dict[str, Any], call: str = "c1") -> dict[str, Any]:
    return {"type": "tool", "tool": name, "callID": call, "state": state}


def bash(command: str, code: int) -> dict[str, Any]:
    return tool(
        "bash",
        {
            "status": "completed",
            "input": {"command": command},
            "output": "text",
            "metadata": {"exit": code},
            "time": {"start": START + 1500, "end": START + 2500},
        },
    )


def export(folder: Path, *messages: dict[str, Any], **more: Any) -> Session:  # noqa: ANN401 -- any field of a record
    path = folder / "ses_1.json"
    path.write_text(json.dumps({"info": info(**more), "messages": messages}))
    (session,) = opencode.read([path])
    return session


def test_an_export_gives_prompts_words_actions_and_tokens(tmp_path: Path) -> None:
    session = export(
        tmp_path,
        user(0, text("run the tests")),
        assistant(1, text("Two tests fail."), bash("pytest", 1)),
    )

    (action,) = session.actions
    (message,) = session.messages
    assert [item.text for item in session.inputs] == ["run the tests"]
    assert (action.command, action.exit_code, action.status) == ("pytest", 1, "error")
    assert message.words_visible == 3
    assert message.tokens is not None
    assert (message.tokens.output, message.tokens.cache_read) == (7, 3)
    assert session.cwds == ("/work/shop",)


def test_synthetic_parts_and_compactions_are_not_the_persons(tmp_path: Path) -> None:
    session = export(
        tmp_path,
        user(0, text("add totals"), text("Called the Read tool", synthetic=True)),
        user(1, {"type": "compaction", "auto": True}),
        user(2, text("Continue if you have next steps", synthetic=True)),
    )

    assert [item.text for item in session.inputs] == ["add totals"]
    assert [item.kind for item in session.events] == ["compaction"]


def test_a_message_between_two_calls_of_a_turn_is_a_steer(tmp_path: Path) -> None:
    session = export(
        tmp_path,
        user(0, text("add totals")),
        assistant(1, text("First."), finish="tool-calls"),
        user(2, text("in cents"), at=3),
        assistant(7, text("Done.")),
        user(20, text("thanks")),
    )

    assert [item.kind for item in session.inputs] == ["prompt", "steer", "prompt"]


def test_an_abort_is_an_interruption_and_a_refusal_a_refusal(tmp_path: Path) -> None:
    refused = tool(
        "edit",
        {
            "status": "error",
            "input": {"filePath": "a.py"},
            "error": "The user rejected permission to use this specific tool call.",
            "time": {"start": START, "end": START + 10},
        },
    )

    session = export(
        tmp_path,
        user(0, text("go")),
        assistant(1, refused),
        assistant(2, error={"name": "MessageAbortedError", "data": {}}),
    )

    assert [item.kind for item in session.decisions] == ["reject", "interrupt"]
    assert session.actions[0].status == "rejected"


def test_an_edit_counts_the_lines_of_its_diff(tmp_path: Path) -> None:
    state = {
        "status": "completed",
        "input": {"filePath": "/w/a.py", "oldString": "x", "newString": "y"},
        "output": "ok",
        "metadata": {
            "diff": "Index: a\n===\n--- a\n+++ a\n@@ -1 +1,2 @@\n-x\n+y\n+z\n"
        },
        "time": {"start": START, "end": START + 10},
    }

    session = export(tmp_path, user(0, text("go")), assistant(1, tool("edit", state)))

    assert session.actions[0].lines_added == 2
    assert session.actions[0].lines_removed == 1


def test_answers_are_choices_or_own_words(tmp_path: Path) -> None:
    state = {
        "status": "completed",
        "input": {"questions": [{"question": "?", "options": [{"label": "Red"}]}, {}]},
        "output": "",
        "metadata": {"answers": [["Red"], ["a darker blue"]]},
        "time": {"start": START, "end": START + 10},
    }

    session = export(
        tmp_path, user(0, text("go")), assistant(1, tool("question", state))
    )

    assert [item.kind for item in session.decisions] == ["answer_choice"]
    assert [item.text for item in session.inputs if item.kind == "answer"] == [
        "a darker blue"
    ]


def test_reverted_messages_are_abandoned(tmp_path: Path) -> None:
    session = export(
        tmp_path,
        user(0, text("one")),
        user(9, text("two")),
        revert={"messageID": "msg_9"},
    )

    assert [item.abandoned for item in session.inputs] == [False, True]


def test_a_backslash_left_alone_does_not_cost_the_session(tmp_path: Path) -> None:
    path = tmp_path / "ses_1.json"
    whole = json.dumps({"info": info(), "messages": [user(0, text("in HOME"))]})
    path.write_text(whole.replace("in HOME", "in C:\\\\Users\\dev\\\\x"))

    (session,) = opencode.read([path])

    assert session.inputs[0].text == "in C:\\Users\\dev\\x"


def test_the_tree_of_files_is_put_together(tmp_path: Path) -> None:
    storage = tmp_path / "storage"
    message = user(0, text("hello", id="prt_1"))
    places = {
        storage / "session" / "p" / "ses_1.json": info(),
        storage / "message" / "ses_1" / "msg_0.json": message["info"],
        storage / "part" / "msg_0" / "prt_1.json": message["parts"][0],
    }
    for path, record in places.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(record))

    (session,) = opencode.read([storage / "session" / "p" / "ses_1.json"])

    assert [item.text for item in session.inputs] == ["hello"]


def make_database(path: Path) -> None:
    base = sqlite3.connect(path)
    base.executescript(
        "CREATE TABLE session (id, parent_id, directory, title, version, revert);"
        "CREATE TABLE message (id, session_id, time_created, data);"
        "CREATE TABLE part (id, message_id, session_id, data);"
    )
    rows = (("ses_1", None), ("ses_2", "ses_1"))
    for identity, parent in rows:
        base.execute(
            "INSERT INTO session VALUES (?, ?, '/w', 'T', '1.18', NULL)",
            (identity, parent),
        )
        for message in (
            user(0, text("hello")),
            assistant(1, tool("read", {"status": "running"}, f"call-{identity}")),
        ):
            name = f"{identity}-{message['info']['id']}"
            base.execute(
                "INSERT INTO message VALUES (?, ?, ?, ?)",
                (name, identity, START, json.dumps(message["info"])),
            )
            base.execute(
                "INSERT INTO part VALUES (?, ?, ?, ?)",
                (f"prt-{name}", name, identity, json.dumps(message["parts"][0])),
            )
    base.commit()
    base.close()


def test_the_database_holds_sessions_and_their_sub_agents(tmp_path: Path) -> None:
    path = tmp_path / "opencode.db"
    make_database(path)
    before = path.read_bytes()

    (session,) = opencode.read([path])

    assert (session.id, len(session.turns)) == ("ses_1", 1)
    assert [item.thread_kind for item in session.actions] == ["main", "subagent"]
    assert path.read_bytes() == before


def test_an_unreadable_file_is_counted_and_the_rest_is_read(tmp_path: Path) -> None:
    broken, good = tmp_path / "ses_0.json", tmp_path / "ses_1.json"
    broken.write_text('{"info": {"id": "ses_0"')
    good.write_text(json.dumps({"info": info(), "messages": [user(0, text("hi"))]}))
    tally = Tally()

    sessions = list(opencode.read([broken, good], tally))

    assert [item.id for item in sessions] == ["ses_1"]
    assert tally.left_out == {"cannot be read": 1}


def test_a_store_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    export_head = json.dumps({"info": info()}).encode()

    assert opencode.sniff(tmp_path / "ses_1.json", export_head)
    assert opencode.sniff(tmp_path / "opencode.db", b"SQLite format 3\x00rest")
    assert not opencode.sniff(tmp_path / "other.db", b"SQLite format 3\x00rest")
    assert not opencode.sniff(tmp_path / "x.json", b'{"id": "msg_1"}')
