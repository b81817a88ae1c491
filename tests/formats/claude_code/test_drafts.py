"""Words and tokens of responses."""

from pathlib import Path
from typing import Any

import pytest

from claude_logs import Log, count, count_one, read


def test_empty_thinking_was_not_logged(tmp_path: Path) -> None:
    log = Log()
    log.prompt("think")
    log.assistant({"type": "thinking", "thinking": "", "signature": "x"})
    log.says("Done.")

    assert count_one(log, tmp_path)["words_thinking"] is None


def test_thinking_in_tags_is_thinking(tmp_path: Path) -> None:
    log = Log()
    log.prompt("think")
    log.says("<thinking>one two</thinking>\nand three")

    counted = count_one(log, tmp_path)

    assert (counted["words_thinking"], counted["words_visible"]) == (2, 2)


@pytest.mark.parametrize(
    ("line", "share"),
    [
        ({"stop_reason": "end_turn", "output": 40}, 1.0),
        ({"output": 40}, 0.0),
        ({"output": 1}, 0.0),
    ],
)
def test_only_messages_logged_to_their_end_are_final(
    tmp_path: Path, line: dict[str, Any], share: float
) -> None:
    log = Log()
    log.prompt("write")
    log.says("word " * 30, **line)
    path = log.write(tmp_path / "s-1.jsonl")

    (session,) = read(path)

    assert count(path)["s-1"]["output_tokens_final_share"] == share
    expected = "final" if share else "stub" if line["output"] == 1 else "partial"
    assert session.messages[0].output_quality == expected
