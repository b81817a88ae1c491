"""Transcripts with few fields, and what the harness adds to people's words."""

import json
from pathlib import Path
from typing import Any

import pytest

from claude_logs import SAID, Log, count, count_one


def write(path: Path, *lines: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def said(role: str, *blocks: dict[str, Any], **more: object) -> dict[str, Any]:
    return {"type": role, "message": {"role": role, "content": list(blocks)}, **more}


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words}


def use(name: str, tool: str = "Read") -> dict[str, Any]:
    return {"type": "tool_use", "id": name, "name": tool, "input": {"a": "b"}}


def test_a_prompt_that_is_an_image_alone_needs_no_envelope(tmp_path: Path) -> None:
    source = {"type": "base64", "media_type": "image/png", "data": "AAAA"}
    path = write(
        tmp_path / "s-1.jsonl",
        said("user", {"type": "image", "source": source}),
        said("assistant", text("a cat")),
    )

    (counted,) = count(path).values()

    assert (counted["human_prompts"], counted["words_human"]) == (1, 0)
    assert counted["words_visible"] == 2


def test_progress_lines_do_not_hide_a_transcript_without_ids(tmp_path: Path) -> None:
    path = write(
        tmp_path / "s-1.jsonl",
        said("user", text("look around")),
        said("assistant", use("t1", "Task")),
        {"type": "progress", "data": {"type": "agent_progress", "message": {}}},
    )

    (counted,) = count(path).values()

    assert (counted["human_prompts"], counted["actions"]) == (1, 1)


def test_an_agent_that_names_no_session_belongs_to_the_one_beside_it(
    tmp_path: Path,
) -> None:
    write(
        tmp_path / "s-1.jsonl",
        said("user", text("look around"), sessionId="s-1"),
        said("assistant", use("t1", "Task"), sessionId="s-1"),
    )
    write(
        tmp_path / "agent-a1.jsonl",
        said("user", text("look at all"), isSidechain=True, agentId="a1"),
        said("assistant", use("n1"), use("n2"), isSidechain=True, agentId="a1"),
    )

    (counted,) = count(tmp_path).values()

    assert (counted["actions"], counted["sub_agent_actions"]) == (1, 2)


def test_two_sessions_beside_an_agent_that_names_none_stay_without_it(
    tmp_path: Path,
) -> None:
    for name in ("s-1", "s-2"):
        write(
            tmp_path / f"{name}.jsonl",
            said("user", text(f"look around {name}"), sessionId=name),
        )
    write(
        tmp_path / "agent-a1.jsonl",
        said("assistant", use("n1"), isSidechain=True, agentId="a1"),
    )

    counted = count(tmp_path)

    assert [item["sub_agent_actions"] for item in counted.values()] == [0, 0]


def test_refusals_without_times_that_nothing_parts_are_one(tmp_path: Path) -> None:
    refused = {"type": "tool_result", "is_error": True, "content": SAID + "no"}
    path = write(
        tmp_path / "s-1.jsonl",
        said("user", text("go"), sessionId="s-1"),
        said("assistant", use("t1"), use("t2"), sessionId="s-1"),
        said("user", {**refused, "tool_use_id": "t1"}, sessionId="s-1"),
        said("user", {**refused, "tool_use_id": "t2"}, sessionId="s-1"),
        said("assistant", use("t3"), sessionId="s-1"),
        said("user", {**refused, "tool_use_id": "t3"}, sessionId="s-1"),
    )

    (counted,) = count(path).values()

    assert (counted["rejections"], counted["rejection_comments"]) == (2, 2)


def test_advice_of_the_harness_below_a_comment_is_not_the_persons(
    tmp_path: Path,
) -> None:
    log = Log()
    log.prompt("go on")
    call = log.call("Bash", {"command": "grep a"})
    advice = "\n\nNote: The user's next message may contain a correction or preference."
    log.result(call, f"{SAID}use rg instead{advice}", error=True)

    counted = count_one(log, tmp_path)

    assert (counted["rejection_comments"], counted["words_human"]) == (1, 5)


def test_an_interruption_heading_a_session_without_calls_is_a_copy(
    tmp_path: Path,
) -> None:
    log = Log()
    log.user([text("[Request interrupted by user for tool use]")])
    log.prompt("Implement the following plan:\n\n# Plan")

    counted = count_one(log, tmp_path)

    assert (counted["interrupts"], counted["plan_prompts"]) == (0, 1)


def test_an_error_shown_by_a_synthetic_line_needs_no_flag(tmp_path: Path) -> None:
    log = Log()
    log.prompt("go on")
    log.says("No response requested.", model="<synthetic>")
    log.says("API Error: 529 overloaded", model="<synthetic>")

    counted = count_one(log, tmp_path)

    assert (counted["api_messages"], counted["api_errors"]) == (0, 1)


@pytest.mark.parametrize("entry", ["claude-jetbrains", "remote", "claude-vscode"])
def test_a_prompt_in_any_application_is_a_persons(tmp_path: Path, entry: str) -> None:
    log = Log(entrypoint=entry)
    log.prompt("go on")

    assert count_one(log, tmp_path)["interactive"] is True
