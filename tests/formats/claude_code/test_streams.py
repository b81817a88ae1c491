"""A session too large to be held says the same as one that is."""

import json
from pathlib import Path

import msgspec
import pytest

from claude_logs import Log, read
from metier.formats.claude_code import texts
from metier.formats.shelves import Wardrobe
from metier.records import Session


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    """A session with whatever is told apart while its lines are gone through."""
    log = Log("s-1", entrypoint="cli")
    log.prompt("make the tests pass", permissionMode="default")
    log.says("I will look.", id="m1")
    log.says("Looking.", isSidechain=True, id="m1")
    log.user("a brief inside", isSidechain=True)
    log.says("Found.", isSidechain=True, id="m-side")
    for number in range(30):
        log.calls("Read", {"file_path": f"a{number}.py"}, result="x = 1\n" * number)
        log.says(f"Read {number}.", id=f"m-{number // 3}")
    call = log.call("Agent", {"prompt": "find", "description": "x"})
    log.result(call, "found", sidecar={"agentId": "a1", "totalToolUseCount": 9})
    log.calls("Bash", {"command": "pytest -q"}, result="2 failed, 1 passed in 0.1s")
    refused = log.call("Write", {"file_path": "b.py", "content": "y = 2"})
    log.refuses(refused, "not there")
    log.lines.append(log.lines[-1])
    log.prompt("good, thank you")
    path = tmp_path / "s-1.jsonl"
    log.write(path)
    agent = Log(isSidechain=True, agentId="a1")
    agent.prefix = "agent"
    agent.user("find")
    agent.says("Looking.", id="m1")
    agent.calls("Bash", {"command": "ls"}, result="a0.py")
    agent.write(tmp_path / "s-1/subagents/agent-a1.jsonl")
    fork = [json.loads(line) for line in log.lines[:20]]
    own = Log("s-2")
    own.moment = own.moment.replace(year=2030)
    own.prompt("go on")
    own.says("Gone on.")
    text = [json.dumps({**line, "sessionId": "s-2"}) for line in fork]
    (tmp_path / "s-2.jsonl").write_text("\n".join(text + own.lines) + "\n")
    return tmp_path


def flat(session: Session) -> Session:
    """Take what lies on disk back into memory."""
    return msgspec.structs.replace(
        session,
        actions=tuple(session.actions),
        messages=tuple(session.messages),
        times=tuple(session.times),
    )


def test_a_session_gone_through_line_by_line_is_the_one_that_is_held(
    logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = read(logs)

    monkeypatch.setattr(texts, "HEAVY", -1)
    monkeypatch.setattr(Wardrobe.__init__, "__defaults__", (2,))
    streamed = read(logs)

    assert [session.id for session in held] == ["s-1", "s-2"]
    assert all(isinstance(session.actions, tuple) for session in held)
    assert not any(isinstance(session.actions, tuple) for session in streamed)
    assert [flat(session) for session in streamed] == [flat(one) for one in held]


def test_sub_agents_and_copies_are_told_apart_in_it(
    logs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texts, "HEAVY", -1)

    first, second = read(logs)

    assert {action.thread_kind for action in first.actions} == {"main", "subagent"}
    assert second.quality.copied_lines == 20
    assert len(second.actions) == 0
