"""Sub-agents and side questions."""

import json
from pathlib import Path

from claude_logs import Log, count, read


def test_a_side_file_links_an_agent_to_its_call(tmp_path: Path) -> None:
    log = Log()
    log.prompt("look")
    call = log.call("Agent", {"prompt": "find", "description": "x"})
    log.result(call, "found", sidecar={"status": "completed", "totalToolUseCount": 9})
    log.write(tmp_path / "s-1.jsonl")
    agent = Log(isSidechain=True, agentId="a1")
    agent.prefix = "agent"
    agent.user("a brief in other words")
    agent.calls("Read", {"file_path": "/a"})
    agent.write(tmp_path / "s-1/subagents/agent-a1.jsonl")
    meta = tmp_path / "s-1/subagents/agent-a1.meta.json"
    meta.write_text(json.dumps({"toolUseId": call, "agentType": "Explore"}))

    counted = count(tmp_path)

    assert counted["s-1"]["sub_agent_actions"] == 1


def test_a_side_question_that_replays_the_talk_adds_no_message(tmp_path: Path) -> None:
    log = Log()
    log.prompt("look")
    log.says("Looking.", id="m1")
    log.write(tmp_path / "s-1.jsonl")
    side = Log(isSidechain=True, agentId="btw-1")
    side.prefix = "btw"
    side.says("Looking.", id="m1", requestId="other")
    side.says("By the way.", id="m2")
    side.write(tmp_path / "s-1/subagents/agent-btw-1.jsonl")

    (session,) = read(tmp_path)

    assert [(item.id, item.thread) for item in session.messages] == [
        ("m1", "main"),
        ("m2", "btw-1"),
    ]


def test_a_sidechain_at_the_head_makes_no_sub_agent_of_a_session(
    tmp_path: Path,
) -> None:
    log = Log()
    log.user("warm up", isSidechain=True)
    log.prompt("hello", parentUuid=None)

    (session,) = read(log.write(tmp_path / "s-1.jsonl"))

    assert [item.text for item in session.inputs] == ["hello"]
