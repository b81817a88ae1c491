"""Lines of files of any size."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claude_logs import Log, count
from metier.formats.lines import Lines

LINE = 100 * 1024 * 1024
MEMORY = 320 * 1024 * 1024
"""More than Python and the package take by themselves; three such lines are more."""

READ_IN_LITTLE_MEMORY = """
import sys
from pathlib import Path
from metier import formats
from metier.facts.counts import counts
corpus = formats.read([Path(sys.argv[1])])
sessions = [counts(session) for session in corpus]
# Not ru_maxrss: a new program inherits that from the one that started it.
status = Path("/proc/self/status").read_text()
peak = int(status.partition("VmHWM:")[2].split()[0]) * 1024
print(len(sessions), sessions[0]["human_prompts"], corpus.tally.oversized, peak)
"""


@given(st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b""))))
def test_lines_are_what_stands_between_newlines(lines: list[bytes]) -> None:
    source = Lines(source=io.BytesIO(b"\n".join(lines)))

    assert [line for line in source if line] == [line for line in lines if line]


def test_a_longer_line_is_counted_and_the_next_one_read() -> None:
    text = b"one\n" + b"x" * 50 + b"\ntwo\n" + b"y" * 60

    source = Lines(source=io.BytesIO(text), longest=40)

    assert [line for line in source if line] == [b"one", b"two"]
    assert source.oversized == 2


def test_a_last_line_without_an_end_may_be_torn() -> None:
    whole = Lines(source=io.BytesIO(b"one\n"))
    torn = Lines(source=io.BytesIO(b"one\ntw"))

    assert (list(whole), whole.tail) == ([b"one"], False)
    assert (list(torn), torn.tail) == ([b"one", b"tw"], True)


def test_a_line_of_100_mb_is_skipped_in_little_memory(tmp_path: Path) -> None:
    log = Log()
    log.prompt("one")
    log.prompt("two")
    path = tmp_path / "s-1.jsonl"
    with path.open("wb") as file:
        file.write(log.lines[0].encode() + b"\n")
        file.write(b'{"type":"user","message":{"content":"')
        for _ in range(LINE // 1_048_576):
            file.write(b"a" * 1_048_576)
        file.write(b'"}}\n' + log.lines[1].encode() + b"\n")

    answer = subprocess.run(
        [sys.executable, "-c", READ_IN_LITTLE_MEMORY, str(path)],
        check=True,
        capture_output=True,
        text=True,
    )

    sessions, prompts, oversized, peak = map(int, answer.stdout.split())
    assert (sessions, prompts, oversized) == (1, 2, 1)
    assert peak < MEMORY


def test_a_file_of_4_gb_is_read_to_its_end(tmp_path: Path) -> None:
    log = Log()
    log.prompt("one")
    log.prompt("two")
    path = tmp_path / "s-1.jsonl"
    # A hole in the file: four gigabytes of one line that take no space on disk.
    with path.open("wb") as file:
        file.write(log.lines[0].encode() + b"\n")
        file.truncate(4 * 1024**3)
        file.seek(0, io.SEEK_END)
        file.write(b"\n" + log.lines[1].encode() + b"\n")

    answer = subprocess.run(
        [sys.executable, "-c", READ_IN_LITTLE_MEMORY, str(path)],
        check=True,
        capture_output=True,
        text=True,
    )

    sessions, prompts, oversized, peak = map(int, answer.stdout.split())
    assert (sessions, prompts, oversized) == (1, 2, 1)
    assert peak < MEMORY


@pytest.mark.parametrize(
    "broken",
    [
        b"\xff\xfe not text at all",
        b"{",
        b"[1, 2]",
        b'"only a string"',
        b"null",
        b"\x00\x00\x00",
        b'{"type": "user", "message": {"content": "cut',
        b"[" * 100_000,
    ],
)
def test_one_bad_line_costs_no_other(tmp_path: Path, broken: bytes) -> None:
    log = Log()
    log.prompt("one")
    log.prompt("two")
    path = tmp_path / "s-1.jsonl"
    path.write_bytes(
        log.lines[0].encode() + b"\n" + broken + b"\n" + log.lines[1].encode() + b"\n"
    )

    (counted,) = count(path).values()

    assert counted["human_prompts"] == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("version", 2),
        ("isSidechain", "no"),
        ("cwd", ["/a"]),
        ("toolUseResult", {"a": 1}),
        ("timestamp", 17),
        ("forkedFrom", "x"),
        ("origin", "human"),
    ],
)
def test_a_field_of_another_type_costs_that_field_alone(
    tmp_path: Path, field: str, value: object
) -> None:
    log = Log()
    log.prompt("one two", **{field: value})

    (counted,) = count(log.write(tmp_path / "s-1.jsonl")).values()

    assert (counted["human_prompts"], counted["words_human"]) == (1, 2)


def test_stray_bytes_and_half_characters_cost_no_line(tmp_path: Path) -> None:
    log = Log()
    log.prompt("one MARK two")
    log.prompt("three \\MARK four")
    text = "\n".join(log.lines).encode()
    text = text.replace(b"\\\\MARK", b"\\ud83d").replace(b"MARK", b"\xff\xc3")
    path = tmp_path / "s-1.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + text + b"\r\n")

    (counted,) = count(path).values()

    assert counted["human_prompts"] == 2
    assert counted["words_human"] == 4


def test_content_of_an_odd_shape_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    log = Log()
    log.prompt(["plain", {"type": "text", "text": "and simple"}, 7])
    log.add(type="user", message="no message")
    log.add(type="assistant", message={"content": {"type": "text"}, "id": 5})

    (counted,) = count(log.write(tmp_path / "s-1.jsonl")).values()

    assert counted["words_human"] == 3
