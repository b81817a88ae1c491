"""Requests out, replies in: partial, in any order, from anybody."""

import json
import stat
from pathlib import Path

import pytest

from backends.requests import LEVEL, MODE, request
from metier.backends import read_replies, write_requests
from metier.errors import BackendError

REQUESTS = tuple(request(state=f"task {number}") for number in range(4))


def reply(number: int, answer: str = "fix") -> dict[str, object]:
    return {"id": REQUESTS[number].id, "answers": {"work_mode": {"answer": answer}}}


def write(path: Path, *lines: object) -> Path:
    path.write_text(
        "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    )
    return path


def test_a_request_line_holds_all_that_is_needed_to_answer(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"

    count = write_requests(path, [request(MODE, LEVEL)])

    (line,) = path.read_text().splitlines()
    found = json.loads(line)
    assert count == 1
    assert {"id", "instructions", "state", "prompt", "answer_schema"} <= set(found)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("form", "keys"),
    [
        ("openai", {"custom_id", "method", "url", "body"}),
        ("anthropic", {"custom_id", "params"}),
    ],
)
def test_providers_batch_formats_are_written_on_demand(
    tmp_path: Path, form: str, keys: set[str]
) -> None:
    path = tmp_path / "out.jsonl"

    write_requests(path, REQUESTS, form=form, model="m")  # type: ignore[arg-type]

    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert {line["custom_id"] for line in lines} == {r.id for r in REQUESTS}
    assert set(lines[0]) == keys


def test_replies_come_partial_and_in_any_order(tmp_path: Path) -> None:
    path = write(tmp_path / "in.jsonl", reply(2), "", reply(0, "build"))

    read = read_replies(path, REQUESTS)

    assert {
        r.id: read.replies[r.id].answers[0].value
        for r in REQUESTS
        if r.id in read.replies
    } == {
        REQUESTS[0].id: "build",
        REQUESTS[2].id: "fix",
    }
    assert not read.problems


def test_replies_in_providers_formats_are_read(tmp_path: Path) -> None:
    text = json.dumps(reply(0)["answers"])
    path = write(
        tmp_path / "in.jsonl",
        {
            "custom_id": REQUESTS[0].id,
            "response": {"body": {"choices": [{"message": {"content": text}}]}},
        },
        {
            "custom_id": REQUESTS[1].id,
            "result": {
                "type": "succeeded",
                "message": {"content": [{"type": "text", "text": text}]},
            },
        },
    )

    assert set(read_replies(path, REQUESTS).replies) == {r.id for r in REQUESTS[:2]}


def test_what_is_wrong_is_counted_and_left_to_be_asked(tmp_path: Path) -> None:
    path = write(
        tmp_path / "in.jsonl",
        "{torn",
        {"id": "somebody else's", "answers": {}},
        reply(1, "sabotage"),
        {"id": REQUESTS[2].id},
        reply(3),
        b"\xff".decode("latin-1"),
    )

    read = read_replies(path, REQUESTS)

    assert set(read.replies) == {REQUESTS[3].id}
    assert read.problems == {
        "not JSON": 2,
        "unknown request": 1,
        "not an option": 1,
        "missing": 1,
    }


def test_the_last_usable_reply_to_a_request_counts(tmp_path: Path) -> None:
    path = write(tmp_path / "in.jsonl", reply(0, "build"), reply(0), reply(0, "no"))

    assert (
        read_replies(path, REQUESTS).replies[REQUESTS[0].id].answers[0].value == "fix"
    )


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BackendError, match="--requests"):
        read_replies(tmp_path / "none.jsonl", REQUESTS)
