"""Rows 21 to 29 of the trap table: shapes that fool a counter."""

# ruff: noqa: ANN401 - fields of any kind, as the log has them

from pathlib import Path
from typing import Any

import pytest

from claude_logs import MARKER, Log, count, count_one, read

NEWER = {"version": "2.1.284", "entrypoint": "cli"}
TYPED = {"promptSource": "typed", "origin": {"kind": "human"}, "turnOrigin": "human"}


def check(counted: dict[str, Any], **expected: Any) -> None:
    got = {name: counted[name] for name in expected}
    assert got == expected


def test_trap_21_newer_versions_mark_what_was_typed(tmp_path: Path) -> None:
    log = Log(**NEWER)
    log.prompt("fix it", **TYPED)
    log.says("Fixed.")
    log.user("Remember to be careful.")
    log.user("Look for news", isMeta=True, scheduledTaskId="t-1")

    counted = count_one(log, tmp_path)

    check(counted, human_prompts=1, turns=1, words_human=2)


def question(text: str, *labels: str) -> dict[str, Any]:
    return {
        "question": text,
        "options": [{"label": label, "description": "x"} for label in labels],
        "multiSelect": False,
    }


def test_trap_22_labels_are_no_words_free_text_is(tmp_path: Path) -> None:
    log = Log()
    log.prompt("build it")
    asked = [question("Which store?", "SQLite", "Parquet")]
    first = log.call("AskUserQuestion", {"questions": asked})
    log.result(
        first,
        'User has answered your questions: "Which store?"="SQLite".',
        sidecar={"questions": asked, "answers": {"Which store?": "SQLite"}},
    )
    second = log.call("AskUserQuestion", {"questions": asked})
    log.result(
        second,
        'User has answered your questions: "Which store?"="plain files, please".',
        sidecar={
            "questions": asked,
            "answers": {"Which store?": "plain files, please"},
        },
    )
    third = log.call("AskUserQuestion", {"questions": asked})
    log.refuses(third, "The user wants to clarify these questions.\n  Questions asked:")

    counted = count_one(log, tmp_path)

    check(
        counted, answers=2, rejections=1, words_human=5, rejection_comments=0, turns=1
    )


def test_trap_23_a_prompt_stopped_and_sent_again(tmp_path: Path) -> None:
    log = Log()
    log.prompt("fix teh bug")
    log.user([{"type": "text", "text": "[Request interrupted by user]"}])
    log.prompt("fix the bug")
    log.calls("Bash", {"command": "ls"})
    path = log.write(tmp_path / "s-1.jsonl")

    (counted,) = count(path).values()
    (session,) = read(path)

    check(counted, human_prompts=2, interrupts=1, turns=2)
    assert [turn.actions for turn in session.turns] == [0, 1]
    assert [item.answered for item in session.inputs] == [False, True]


def test_trap_24_the_file_orders_not_the_clock(tmp_path: Path) -> None:
    log = Log()
    log.prompt("look")
    early = log.wait(-2).stamp()
    log.assistant({"type": "text", "text": "I see."}, timestamp=early)
    log.wait(3)
    path = log.write(tmp_path / "s-1.jsonl")

    (session,) = read(path)
    (counted,) = count(path).values()

    assert session.turns[0].answered
    assert counted["agent_s"] >= 0
    assert counted["engaged_s"] == 2
    assert counted["agent_s"] <= counted["span_s"]


def test_trap_25_synthetic_lines_are_no_messages(tmp_path: Path) -> None:
    log = Log()
    log.prompt("look")
    log.assistant(
        {"type": "text", "text": "No response requested."}, model="<synthetic>"
    )
    log.assistant(
        {"type": "text", "text": "API Error: 500"},
        model="<synthetic>",
        isApiErrorMessage=True,
    )
    log.says("Seen.")

    counted = count_one(log, tmp_path)

    check(
        counted, api_messages=1, api_errors=1, words_visible=1, models=["claude-opus-4"]
    )


def delegation() -> Log:
    log = Log()
    log.prompt("look around")
    call = log.call("Task", {"prompt": "find it", "description": "find"})
    for number in range(2):
        nested = {
            "type": "assistant",
            "message": {
                "content": [
                    {
                        "type": "tool_use",
                        "id": f"n{number}",
                        "name": "Read",
                        "input": {},
                    }
                ]
            },
        }
        log.add(
            type="progress",
            data={"type": "agent_progress", "message": nested, "agentId": "a77"},
            toolUseID="x",
            parentToolUseID=call,
        )
    log.result(
        call,
        [{"type": "text", "text": "found"}],
        sidecar={
            "status": "completed",
            "agentId": "a77",
            "totalToolUseCount": 4,
            "totalTokens": 9,
            "content": [],
        },
    )
    return log


def sub_agent(**more: Any) -> Log:
    agent = Log(isSidechain=True, agentId="a77", **more)
    agent.prefix = "agent"
    agent.wait(1.5)
    agent.user("find it")
    agent.calls("Read", {"file_path": "/a"})
    agent.calls("Grep", {"pattern": "x"})
    agent.says("found")
    return agent


def test_trap_26_without_the_agent_s_file_its_total_counts(tmp_path: Path) -> None:
    counted = count_one(delegation(), tmp_path)

    check(counted, actions=1, sub_agent_actions=4, human_prompts=1)


@pytest.mark.parametrize(
    "place",
    [
        "agent-a77.jsonl",
        "s-1/subagents/agent-a77.jsonl",
        "s-1/subagents/workflows/wf_1/agent-a77.jsonl",
    ],
)
def test_trap_26_with_the_agent_s_file_its_calls_count(
    tmp_path: Path, place: str
) -> None:
    delegation().write(tmp_path / "s-1.jsonl")
    sub_agent().write(tmp_path / place)

    counted = count(tmp_path)

    assert list(counted) == ["s-1"]
    check(
        counted["s-1"],
        actions=1,
        sub_agent_actions=2,
        human_prompts=1,
        words_human=2,
        api_messages=1,
    )


def test_trap_26_sidechains_inside_the_main_file(tmp_path: Path) -> None:
    log = delegation()
    log.lines[2:2] = sub_agent().lines

    counted = count_one(log, tmp_path)

    check(counted, actions=1, sub_agent_actions=2, human_prompts=1, api_messages=1)


def test_trap_27_wrappers_are_no_words(tmp_path: Path) -> None:
    log = Log()
    log.prompt(
        [
            {
                "type": "text",
                "text": "<ide_opened_file>The user opened /a.py</ide_opened_file>",
            },
            {"type": "text", "text": "explain this"},
        ]
    )
    log.says("Yes.")
    log.prompt(
        'why <pasted_content id="1">Error: no such file or directory'
        "</pasted_content> here"
    )

    counted = count_one(log, tmp_path)

    check(counted, human_prompts=2, words_human=4, words_pasted=6)


def test_trap_28_an_older_notification_in_the_queue_is_no_steer(
    tmp_path: Path,
) -> None:
    log = Log()
    log.prompt("go on")
    log.queue("enqueue", "<agent-notification>\n<agent-id>a1</agent-id>\n done")
    log.calls("Bash", {"command": "ls"})
    log.queue("remove")

    counted = count_one(log, tmp_path)

    check(counted, human_prompts=1, steers=0, turns=1)


def test_trap_29_a_person_may_type_the_harness_s_tags(tmp_path: Path) -> None:
    log = Log(**NEWER)
    log.prompt("<task-notification> why is this here", **TYPED)
    log.says("Because.")
    log.prompt("<command-name> is the tag I mean", **TYPED)

    counted = count_one(log, tmp_path)

    check(counted, human_prompts=2, turns=2)


def test_markers_of_this_file_are_those_of_the_log() -> None:
    assert MARKER == "[Request interrupted by user for tool use]"
