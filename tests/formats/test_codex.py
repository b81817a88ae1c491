"""Codex rollouts: each thing counted from one of the two logs in a file."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from metier.errors import TranscriptError
from metier.formats import codex
from metier.formats.tally import Tally
from metier.records import Session

THREAD = "019f0000-0000-7000-8000-000000000001"
PARENT = "019f0000-0000-7000-8000-00000000000a"


def line(kind: str, payload: dict[str, Any], at: float = 0.0) -> str:
    minutes, rest = divmod(at, 60)
    stamp = f"2026-05-04T10:{int(minutes):02d}:{rest:06.3f}Z"
    return json.dumps({"timestamp": stamp, "type": kind, "payload": payload})


def meta(at: float = 0.0, **more: object) -> str:
    head = {
        "id": THREAD,
        "timestamp": "2026-05-04T10:00:00.000Z",
        "cwd": "/work/shop",
        "originator": "codex_cli_rs",
        "cli_version": "0.63.0",
        "source": "cli",
        "git": {"branch": "main"},
    }
    return line("session_meta", head | more, at)


def prompt(text: str, at: float) -> str:
    return "\n".join(
        (
            line(
                "response_item",
                {
                    "type": "message",
                    "role": "user",
                    "content": [{"type": "input_text", "text": text}],
                },
                at,
            ),
            line("event_msg", {"type": "user_message", "message": text}, at + 0.001),
        )
    )


def words(text: str, at: float) -> str:
    content = [{"type": "output_text", "text": text}]
    return "\n".join(
        (
            line(
                "response_item",
                {"type": "message", "role": "assistant", "content": content},
                at,
            ),
            line("event_msg", {"type": "agent_message", "message": text}, at),
        )
    )


def call(identity: str, name: str, arguments: dict[str, Any], at: float) -> str:
    payload = {
        "type": "function_call",
        "name": name,
        "call_id": identity,
        "arguments": json.dumps(arguments),
    }
    return line("response_item", payload, at)


def output(identity: str, text: str, at: float) -> str:
    payload = {"type": "function_call_output", "call_id": identity, "output": text}
    return line("response_item", payload, at)


def tokens(total: tuple[int, int, int], at: float) -> str:
    usage = dict(
        zip(
            ("input_tokens", "cached_input_tokens", "output_tokens"), total, strict=True
        )
    )
    return line(
        "event_msg", {"type": "token_count", "info": {"total_token_usage": usage}}, at
    )


def read(folder: Path, *lines: str, name: str = THREAD) -> Session:
    path = folder / f"rollout-2026-05-04T10-00-00-{name}.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    session, _ = codex.read_file(path)
    return session


def test_the_screens_mirror_lines_add_nothing(tmp_path: Path) -> None:
    session = read(
        tmp_path,
        meta(),
        prompt("run the tests", 1),
        call("c1", "exec_command", {"cmd": "cargo test"}, 4),
        output("c1", "Process exited with code 1\nOutput:\n2 failed", 9),
        words("Two tests fail.", 12),
    )

    (only,) = session.actions
    assert [item.text for item in session.inputs] == ["run the tests"]
    assert (len(session.turns), session.turns[0].words_visible) == (1, 3)
    assert (only.command, only.exit_code, only.status) == ("cargo test", 1, "error")
    assert only.result == "2 failed"


def test_scaffolding_is_no_prompt_and_instructions_are_context(tmp_path: Path) -> None:
    scaffold = "<environment_context>\n<cwd>/work/shop</cwd>\n</environment_context>"
    rules = "# AGENTS.md instructions for /work/shop\n<INSTRUCTIONS>be brief"

    session = read(
        tmp_path,
        meta(),
        prompt(rules, 1).split("\n")[0],
        prompt(scaffold, 1).split("\n")[0],
        prompt("add totals", 2),
    )

    assert [item.text for item in session.inputs] == ["add totals"]
    assert session.context_files == (("AGENTS.md", rules),)


def test_without_screen_lines_the_models_user_messages_are_the_prompts(
    tmp_path: Path,
) -> None:
    session = read(tmp_path, meta(), prompt("add totals", 2).split("\n")[0])

    assert [item.kind for item in session.inputs] == ["prompt"]


def test_a_message_into_a_running_turn_is_a_steer(tmp_path: Path) -> None:
    session = read(
        tmp_path,
        meta(),
        line("event_msg", {"type": "task_started"}, 1),
        prompt("add totals", 1),
        words("I look.", 2),
        prompt("in cents", 3),
        line("event_msg", {"type": "task_complete", "duration_ms": 2500}, 4),
        line("event_msg", {"type": "task_started"}, 5),
        prompt("ship it", 5),
    )

    assert [item.kind for item in session.inputs] == ["prompt", "steer", "prompt"]
    assert [item.turn for item in session.inputs] == [0, 0, 1]
    assert session.agent_s == 2.5


def test_the_editors_wrapper_is_not_the_persons_words(tmp_path: Path) -> None:
    text = "# Context from my IDE setup:\n\n## Open tabs:\n- a.py\n\n"

    session = read(
        tmp_path, meta(), prompt(f"{text}## My request for Codex:\nfix it\n", 1)
    )

    assert (session.inputs[0].text, session.inputs[0].words_own) == ("fix it", 2)


def test_a_pasted_log_is_not_the_persons_words(tmp_path: Path) -> None:
    log = "\n".join(f"2026-05-04T10:0{n}:00 ERROR no rows" for n in range(5))

    session = read(tmp_path, meta(), prompt(f"what is this?\n{log}", 1))

    (typed,) = session.inputs
    assert (typed.text, typed.words_own) == ("what is this?", 3)
    assert typed.words_pasted == 20


def test_tokens_are_what_the_running_total_grew_by(tmp_path: Path) -> None:
    session = read(
        tmp_path,
        meta(),
        prompt("add totals", 1),
        words("First.", 2),
        tokens((100, 40, 10), 3),
        tokens((100, 40, 10), 4),
        prompt("again", 5),
        words("Second.", 6),
        tokens((250, 90, 25), 7),
    )

    spent = [message.tokens for message in session.messages]
    assert [(item.input, item.cache_read, item.output) for item in spent if item] == [
        (60, 40, 10),
        (100, 50, 15),
    ]


def test_a_patch_counts_its_lines_and_names_its_files(tmp_path: Path) -> None:
    patch = "*** Begin Patch\n*** Update File: a.py\n@@\n-x = 1\n+x = 2\n+y = 3\n"
    payload = {
        "type": "custom_tool_call",
        "name": "apply_patch",
        "call_id": "p1",
        "input": patch,
    }
    done = {
        "type": "custom_tool_call_output",
        "call_id": "p1",
        "output": "Exit code: 0\nWall time: 0 seconds\nOutput:\nSuccess.",
    }

    session = read(
        tmp_path,
        meta(),
        prompt("set x", 1),
        line("response_item", payload, 2),
        line("response_item", done, 3),
    )

    (edit,) = session.actions
    assert (edit.kind, edit.paths, edit.status) == ("edit", ("a.py",), "ok")
    assert (edit.lines_added, edit.lines_removed) == (2, 1)
    assert edit.patch_texts == ("x = 2", "y = 3")


def test_the_screens_account_of_a_patch_is_preferred(tmp_path: Path) -> None:
    changes = {"/work/b.py": {"type": "add", "content": "one\ntwo\nthree\n"}}
    payload = {
        "type": "custom_tool_call",
        "name": "apply_patch",
        "call_id": "p1",
        "input": "*** Begin Patch\n*** Add File: b.py\n+one\n",
    }
    end = {
        "type": "patch_apply_end",
        "call_id": "p1",
        "success": True,
        "changes": changes,
    }
    done = {"type": "custom_tool_call_output", "call_id": "p1", "output": "ok"}

    session = read(
        tmp_path,
        meta(),
        prompt("add b", 1),
        line("response_item", payload, 2),
        line("event_msg", end, 3),
        line("response_item", done, 3),
    )

    assert session.actions[0].lines_added == 3


def test_a_refusal_that_stops_the_turn_is_one_decision(tmp_path: Path) -> None:
    session = read(
        tmp_path,
        meta(),
        prompt("clean up", 1),
        call("c1", "shell", {"command": ["bash", "-lc", "rm -rf build"]}, 2),
        output("c1", "exec command rejected by user", 3),
        line("event_msg", {"type": "turn_aborted", "reason": "interrupted"}, 3.1),
        prompt("wait", 30),
        line("event_msg", {"type": "turn_aborted", "reason": "interrupted"}, 40),
    )

    assert [item.kind for item in session.decisions] == ["reject", "interrupt"]
    assert session.actions[0].command == "rm -rf build"
    assert (session.turns[0].actions, session.turns[0].actions_executed) == (1, 0)


def test_late_output_belongs_to_the_command_that_made_it(tmp_path: Path) -> None:
    session = read(
        tmp_path,
        meta(),
        prompt("test", 1),
        call("c1", "exec_command", {"cmd": "pytest -q"}, 2),
        output("c1", "Process running with session ID 77\nOutput:\n....", 3),
        call("c2", "write_stdin", {"session_id": 77, "chars": ""}, 4),
        output("c2", "Process exited with code 0\nOutput:\n4 passed", 9),
    )

    run, poll = session.actions
    assert run.result == "....4 passed"
    assert (run.exit_code, run.background) == (0, False)
    assert (run.ended_position or 0) > poll.position


def test_a_forks_copied_lines_count_in_the_parent_alone(tmp_path: Path) -> None:
    session = read(
        tmp_path,
        meta(forked_from_id=PARENT),
        meta(id=PARENT, timestamp="2026-05-01T08:00:00.000Z"),
        prompt("old question", 0.1),
        words("Old answer.", 0.2),
        tokens((500, 0, 50), 0.3),
        prompt("new question", 20),
        words("New answer.", 22),
        tokens((600, 0, 57), 23),
    )

    assert session.forked_from == PARENT
    assert [item.text for item in session.inputs] == ["new question"]
    assert [
        message.tokens.output for message in session.messages if message.tokens
    ] == [7]
    assert session.quality.copied_lines == 5


def test_a_sub_agents_thread_stands_inside_its_parents_session(tmp_path: Path) -> None:
    child = "019f0000-0000-7000-8000-0000000000cc"
    source = {"subagent": {"thread_spawn": {"parent_thread_id": THREAD, "depth": 1}}}
    parent_lines = (meta(), prompt("look around", 1), words("Sent one.", 2))
    child_lines = (
        meta(id=child, source=source),
        prompt("brief", 1),
        call("k1", "exec_command", {"cmd": "ls"}, 2),
        output("k1", "Process exited with code 0\nOutput:\na", 3),
    )
    for name, lines in ((THREAD, parent_lines), (child, child_lines)):
        path = tmp_path / f"rollout-2026-05-04T10-00-00-{name}.jsonl"
        path.write_text("\n".join(lines), encoding="utf-8")

    (session,) = codex.read(sorted(tmp_path.glob("*.jsonl")))

    assert [item.text for item in session.inputs] == ["look around"]
    assert [(item.thread, item.thread_kind) for item in session.actions] == [
        (child, "subagent")
    ]


def test_a_rewind_abandons_the_last_turns(tmp_path: Path) -> None:
    session = read(
        tmp_path,
        meta(),
        prompt("one", 1),
        prompt("two", 2),
        prompt("three", 3),
        line("event_msg", {"type": "thread_rolled_back", "num_turns": 2}, 4),
    )

    assert [item.abandoned for item in session.inputs] == [False, True, True]


def test_an_exec_run_has_no_person_in_it(tmp_path: Path) -> None:
    session = read(
        tmp_path,
        meta(originator="codex_exec", source="exec"),
        prompt("nightly report", 1),
        words("Done.", 2),
    )

    assert (session.surface, session.interactive) == ("headless", "no")
    assert (session.inputs, session.sdk_prompts) == ((), 1)


def test_an_archived_copy_of_a_thread_is_the_same_session(tmp_path: Path) -> None:
    short, whole = tmp_path / "sessions", tmp_path / "archived_sessions"
    short.mkdir()
    whole.mkdir()
    read(short, meta(), prompt("one", 1))
    read(whole, meta(), prompt("one", 1), prompt("two", 9))

    (session,) = codex.read(sorted(tmp_path.rglob("*.jsonl")))

    assert len(session.turns) == 2


def test_torn_and_unknown_lines_are_counted_and_the_rest_is_read(
    tmp_path: Path,
) -> None:
    path = tmp_path / f"rollout-2026-05-04T10-00-00-{THREAD}.jsonl"
    whole = "\n".join((meta(), "{not json}", line("novelty", {}), prompt("hi", 1)))
    path.write_bytes(whole.encode() + b'\n{"timestamp": "2026-')

    session, _ = codex.read_file(path)

    quality = session.quality
    assert (quality.unreadable, quality.torn) == (1, 1)
    assert quality.unknown_types == (("novelty", 1),)
    assert len(session.turns) == 1


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match="cannot be opened"):
        codex.read_file(tmp_path / "rollout-gone.jsonl")


def test_a_packed_rollout_is_read_where_python_can_unpack_it(tmp_path: Path) -> None:
    path = tmp_path / f"rollout-2026-05-04T10-00-00-{THREAD}.jsonl.zst"
    tally = Tally()
    content = "\n".join((meta(), prompt("hello", 1))).encode()
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415 -- only there

        path.write_bytes(zstd.compress(content))
        assert len(list(codex.read([path], tally))) == 1
        return
    path.write_bytes(content)

    assert list(codex.read([path], tally)) == []
    assert tally.left_out == {"cannot be read": 1}


def test_a_rollout_is_known_by_its_name_or_its_first_line(tmp_path: Path) -> None:
    head = meta().encode()

    assert codex.sniff(tmp_path / "rollout-x.jsonl", b"")
    assert codex.sniff(tmp_path / "copy.jsonl", head)
    assert not codex.sniff(tmp_path / "copy.jsonl", b'{"type":"user"}')
