"""The compiled kernel and its fallback in Python give the same answers."""

import os
import random
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.formats import kernel
from metier.formats.claude_code.decoding import ends_in_python
from metier.formats.ids import gather_in_python
from metier.formats.words import count_in_python

if not kernel.is_compiled():
    pytest.skip("the kernel was not built here", allow_module_level=True)

COMPILED: Any = kernel.KERNEL
UUID = "1b4e28ba-2fa1-4d2b-883f-0016d3cca427"
TIME = "2026-03-02T12:00:00.123Z"
PROGRESS = (
    f'{{"parentUuid":"{UUID}","isSidechain":false,"sessionId":"s\u00e9",'
    f'"type":"progress","data":{{"output":"{{}}"}},"uuid":"{UUID}","timestamp":"{TIME}"}}'
).encode()
PIECES = (
    *(f'"{name}"' for name in ("uuid", "sessionId", "session_id", "messageUuid")),
    *('"call_id"', '"tool_use_id"', '"id"', '"timestamp"', '"ExitPlanMode"'),
    *(":", " : ", "\t:\n", '"', "\\", "\\u0022", "{", "}", ",", "\n", "\x0b:", " "),
    *(f'"{UUID}"', f'"{TIME}"', '"msg_1"', '"msg"', '"toolu_"', '"call1"', '"ses"'),
    *("a" * size for size in (1, 4, 14, 15, 16, 117, 119, 120, 121, 125, 126)),
    *("2026-03-02T", "12:00", "é", "\ud800", "日本", "\xa0", "\x1c", "…"),
)


def gathered(text: bytes, *, compiled: bool) -> object:
    ids: set[bytes] = set()
    moments: set[bytes] = set()
    gather = COMPILED.marks if compiled else gather_in_python
    return gather(text, ids, moments), ids, moments


def words(text: str) -> int:
    found: int = COMPILED.count_words(
        text if text.isascii() else text.encode(errors="replace")
    )
    return found


@given(st.text(st.characters(), max_size=300))
def test_words_are_counted_alike(text: str) -> None:
    assert words(text) == count_in_python(text)


def test_every_character_is_of_the_same_kind_in_both() -> None:
    for start in range(0, 0x110000, 64):
        text = "x ".join(map(chr, range(start, start + 64)))

        assert words(text) == count_in_python(text), hex(start)


@given(st.lists(st.sampled_from(PIECES), max_size=40), st.binary(max_size=8))
def test_ids_and_moments_are_found_alike(pieces: list[str], tail: bytes) -> None:
    text = "".join(pieces).encode("utf-8", "surrogatepass") + tail

    assert gathered(text, compiled=True) == gathered(text, compiled=False)


def test_a_line_is_told_by_its_ends_alike_wherever_it_is_broken() -> None:
    assert COMPILED.noise(PROGRESS) == ends_in_python(PROGRESS)
    assert ends_in_python(PROGRESS) is not None
    seeded = random.Random(1)
    for _ in range(4_000):
        line = bytearray(PROGRESS)
        for _ in range(seeded.randrange(4)):
            at = seeded.randrange(len(line) + 1)
            line[at : at + seeded.randrange(40)] = seeded.choice(
                (b"", b'"', b"{", b"\xff", bytes([seeded.randrange(256)]))
            )
        cut = bytes(line[seeded.choice((0, 0, 1, 17)) :])

        assert COMPILED.noise(cut) == ends_in_python(cut)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b'"type":"progress"',
        b'{"type":"file-history-snapshot"',
        b'{"type":"file-history-snapshot","x":1}',
        b'{"type":"progress"' + PROGRESS[-85:],
        b" " * 2040 + PROGRESS,
        b'"type":"progress"' + b" " * 20,
    ],
)
def test_a_short_or_shifted_line_is_told_alike(line: bytes) -> None:
    assert COMPILED.noise(line) == ends_in_python(line)


@pytest.mark.parametrize("pure", ["", "1"])
def test_the_kernel_is_left_out_where_that_is_asked(pure: str) -> None:
    text = "from metier.formats.kernel import is_compiled as c; print(c())"

    found = subprocess.run(
        [sys.executable, "-c", text],
        env={**os.environ, "METIER_PURE": pure},
        capture_output=True,
        text=True,
        check=True,
    )

    assert found.stdout.strip() == str(not pure)
