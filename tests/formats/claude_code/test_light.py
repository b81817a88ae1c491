import json
from pathlib import Path

import msgspec
import pytest

from claude_logs import Log, count, read
from metier.formats.claude_code import light, texts
from metier.formats.claude_code.lines import Line

LONG = "a word of output\n" * 4_000


@pytest.fixture
def log(tmp_path: Path) -> Path:
    log = Log("s-1")
    log.prompt("make the tests pass")
    log.says("I will look.")
    log.calls("Read", {"file_path": "a.py"}, result="x = 1\n" * 400)
    log.calls("Bash", {"command": "pytest -q"}, result="2 failed, 1 passed in 0.1s")
    log.calls("Write", {"file_path": "b.py", "content": "y = 2\n" * 30}, result="ok")
    log.calls("Bash", {"command": "pytest -q"}, result=f"{LONG}3 passed in 0.1s")
    log.prompt("good, thank you")
    return log.write(tmp_path / "s-1.jsonl")


def test_a_session_is_made_light_without_changing_a_count(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [whole] = count(log).values()

    monkeypatch.setattr(texts, "HEAVY", 0)
    monkeypatch.setattr(light, "TEXT", 0)
    [made] = count(log).values()

    assert made == whole
    assert made["test_runs"] == 2


def test_of_a_long_output_with_a_copy_both_ends_stay_and_it_says_so(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One file is gone through line by line; two have to be held to be joined.
    (log.parent / "copies").mkdir()
    (log.parent / "copies" / log.name).write_bytes(log.read_bytes())
    monkeypatch.setattr(texts, "HEAVY", 0)
    monkeypatch.setattr(light, "TEXT", 0)

    [session] = read(log.parent)

    *_, last = (item for item in session.actions if item.kind == "run")
    assert last.result.startswith("a word")
    assert last.result.endswith("3 passed in 0.1s")
    assert len(last.result) < 2 * light.LEAST_EDGE + 9
    assert last.result_clipped


def test_a_light_line_holds_no_more_than_its_own() -> None:
    sidecar = {"type": "text", "file": {"content": LONG}, "interrupted": False}
    log = Log("s-1")
    log.user(
        [{"type": "tool_result", "tool_use_id": "t", "content": LONG}],
        toolUseResult=sidecar,
    )
    [line] = map(json.dumps, map(json.loads, log.lines))
    decoded = msgspec.json.decode(line, type=Line)

    made = light.Light(100).make(decoded)

    assert b"a word" not in bytes(memoryview(made.tool_use_result))
    assert b"interrupted" in bytes(memoryview(made.tool_use_result))
    content = made.message.content if made.message else None
    assert isinstance(content, list)
    [block] = content
    assert block.clipped
    assert len(block.content) < 300
