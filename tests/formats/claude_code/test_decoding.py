"""Lines as they should never be: read as far as they go, never fatal."""

# ruff: noqa: ANN401 - JSON of any shape

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claude_logs import Log, count
from metier.formats.claude_code.decoding import decode
from metier.formats.claude_code.lines import decode_strings

ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 2**70)
    | st.floats(allow_nan=False)
    | st.sampled_from(
        ["", "text", "2026-01-01T00:00:00Z", "tool_result", "/x", "\ud83d"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["type", "text", "id", "content"]), inner)
    ),
    max_leaves=6,
)


def full() -> list[dict[str, Any]]:
    """One line of nearly every kind."""
    log = Log("s-1")
    log.prompt("hello", promptSource="typed", origin={"kind": "human"})
    log.assistant({"type": "thinking", "thinking": "x"}, {"type": "text", "text": "y"})
    log.calls(
        "Edit",
        {"file_path": "/a", "old_string": "x", "new_string": "y"},
        sidecar={"structuredPatch": [{"lines": ["+a"]}], "type": "update"},
    )
    log.calls("Bash", {"command": "ls"}, sidecar={"gitOperation": {"commit": {}}})
    asked = [{"question": "q", "options": [{"label": "a"}]}]
    log.calls(
        "AskUserQuestion",
        {"questions": asked},
        sidecar={"questions": asked, "answers": {"q": "b"}, "annotations": {}},
    )
    log.calls("Task", {"prompt": "p"}, sidecar={"agentId": "a", "totalToolUseCount": 2})
    log.refuses(log.call("ExitPlanMode", {"plan": "p"}), "no")
    log.queue("enqueue", "steer")
    log.queue("remove")
    log.attachment(type="queued_command", prompt="more", commandMode="prompt")
    log.add(type="system", subtype="turn_duration", durationMs=5)
    log.side(type="summary", summary="s", leafUuid="u")
    return [json.loads(line) for line in log.lines]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Name every place inside a line."""
    if isinstance(value, dict | list):
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in items:
            yield (*path, key)
            yield from places(inner, (*path, key))


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_no_value_anywhere_stops_the_reading(
    tmp_path: Path, data: st.DataObject
) -> None:
    lines = full()
    for _ in range(data.draw(st.integers(1, 3))):
        line = data.draw(st.sampled_from(lines))
        *steps, last = data.draw(st.sampled_from(list(places(line))))
        inner: Any = line
        for step in steps:
            inner = inner[step]
        inner[last] = data.draw(ODD)
    path = tmp_path / "s-1.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)) + "\n")

    counted = count(path)

    assert len(counted) <= 1


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_decoding(raw: bytes) -> None:
    assert isinstance(decode(raw), list)


def test_a_value_nested_without_end_is_no_end(tmp_path: Path) -> None:
    for depth in (500, 900, 100_000):
        log = Log("s-1")
        log.prompt("hello")
        log.calls("Bash", {"command": "ls", "deep": "MARK"})
        text = "\n".join(log.lines).replace('"MARK"', "[" * depth + "]" * depth)
        path = tmp_path / "s-1.jsonl"
        path.write_text(text)

        assert count(path)["s-1"]["human_prompts"] == 1


def test_strings_come_in_order() -> None:
    value = {"a": "1", "b": ["2", {"c": "3"}], "d": 4, "e": "5"}

    assert list(decode_strings(value)) == ["1", "2", "3", "5"]


def test_two_glued_objects_and_a_torn_one_give_two() -> None:
    raw = b'{"type":"user","uuid":"a"}{"type":"user","uuid":"b"} {"type":"us'

    assert [line.uuid for line in decode(raw)] == ["a", "b"]


def test_noise_is_told_by_its_ends() -> None:
    uuid = "0a124975-4d84-4038-ad75-249e05e863fd"
    line = (
        f'{{"parentUuid":"{uuid}","isSidechain":true,"sessionId":"s-1",'
        f'"type":"progress","data":{{"type":"bash_progress","message":{{}}}},'
        f'"uuid":"{uuid}","timestamp":"2026-01-19T03:24:29.405Z"}}'
    ).encode()

    (quick,) = decode(line)
    (patient,) = decode(line.replace(b'"type":"progress"', b'"type": "progress"'))

    assert quick.type == patient.type == "progress"
    assert quick.uuid == patient.uuid == uuid
    assert quick.timestamp == patient.timestamp
    assert quick.session_id == patient.session_id == "s-1"
    assert quick.is_sidechain == patient.is_sidechain is True
    assert quick.parent_uuid == patient.parent_uuid == uuid
