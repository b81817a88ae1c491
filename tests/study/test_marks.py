from pathlib import Path

import numpy as np
import pytest

from metier.study.marks import CHUNK, look
from study_logs import session_log


def shared(one: Path, other: Path) -> int:
    return len(marks(one) & marks(other))


def marks(path: Path) -> set[int]:
    found = np.frombuffer(look(path).ids, dtype=np.uint64)
    return {int(mark) for mark in found}


def write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    "line",
    [
        '{"uuid": "a"}',
        '{"uuid":"11111111-2222"}',
        '{"sessionId": "s"}',
        '{"forkedFrom": {"messageUuid": "m"}}',
        '{"message": {"id": "msg_1"}}',
        '{"content": [{"type": "tool_use", "id": "toolu_1"}]}',
        '{"content": [{"tool_use_id": "toolu_1"}]}',
        '{"payload": {"id": "0199f2a3-7f6c-7a41-9c1d"}}',
        '{"payload": {"call_id": "call_1"}}',
        '{"timestamp": "2026-03-02T12:00:00.123Z"}',
    ],
)
def test_a_copied_line_shares_a_mark_with_its_origin(tmp_path: Path, line: str) -> None:
    one = write(tmp_path / "a", f'{{"uuid": "b"}}\n{line}\n')
    other = write(tmp_path / "b", f'{line}\n{{"uuid": "c"}}\n')

    assert shared(one, other) == 1


@pytest.mark.parametrize(
    "line",
    [
        '{"text": "the \\"uuid\\": \\"a\\" stands here"}',
        '{"toolUseID": "bash-progress-0"}',
        '{"model": "claude-opus-4-5-20251101"}',
        '{"id": "short"}',
        '{"cwd": "/home/dev/project"}',
    ],
)
def test_words_that_many_files_hold_are_no_marks(tmp_path: Path, line: str) -> None:
    assert shared(write(tmp_path / "a", line), write(tmp_path / "b", line)) == 0


def test_first_and_last_moment_are_told(tmp_path: Path) -> None:
    path = session_log("s", day="2026-03-02").write(tmp_path / "s.jsonl")

    seen = look(path)

    assert seen.first == 1_772_442_001.0
    assert seen.last is not None
    assert seen.last > seen.first


def test_a_large_file_is_marked_in_pieces(tmp_path: Path) -> None:
    filler = '{"text": "' + "x" * (CHUNK - 40) + '"}\n'
    one = write(tmp_path / "a", filler + '{"uuid": "across-two-pieces"}\n' + filler)
    other = write(tmp_path / "b", '{"uuid": "across-two-pieces"}\n')

    assert shared(one, other) == 1


def test_a_file_without_json_in_its_beginning_is_not_read_to_its_end(
    tmp_path: Path,
) -> None:
    path = tmp_path / "database"
    path.write_bytes(b"\0" * (1 << 17) + b'{"uuid": "a"}')

    assert look(path).ids == b""


def test_such_a_file_has_changed_when_its_size_has(tmp_path: Path) -> None:
    path = tmp_path / "database"
    path.write_bytes(b"\0" * (1 << 17))
    before = look(path).digest
    path.write_bytes(b"\0" * (1 << 18))

    assert look(path).digest != before


def test_a_moment_that_is_none_is_left_away(tmp_path: Path) -> None:
    path = write(tmp_path / "a", '{"timestamp": "2026-13-45T99:99:99Z"}\n')

    assert (look(path).first, look(path).last) == (None, None)
