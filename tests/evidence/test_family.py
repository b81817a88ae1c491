import re

from metier.evidence.families import FAMILIES, NOTHING_READ, Family
from metier.evidence.families.family import Summary, lines

PLAIN = Family(
    name="plain",
    tool="plain",
    kind="test",
    shapes=(),
    summary=(Summary(line=lines(r"^(?P<passed>\d+) good, (?P<failed>\d+) bad$")),),
    fails=lines(r"^BAD "),
    passes=lines(r"^GOOD$"),
    nothing=lines(r"^no tests$"),
    sign=lines(r"^plain 1\.0$"),
)


def test_the_last_summary_beats_what_the_program_printed_before() -> None:
    reading = PLAIN.read("0 good, 9 bad\n3 good, 0 bad\n")

    assert (reading.said, reading.passed, reading.failed) == ("pass", 3, 0)


def test_summaries_of_parts_are_added_up() -> None:
    parts = Family(
        name="parts",
        tool="parts",
        kind="test",
        shapes=(),
        summary=PLAIN.summary,
        combine="sum",
    )

    reading = parts.read("1 good, 0 bad\n2 good, 1 bad\n")

    assert (reading.said, reading.passed, reading.failed) == ("fail", 3, 1)


def test_a_mark_decides_where_the_summary_is_cut_off() -> None:
    assert PLAIN.read("BAD one\n").said == "fail"
    assert PLAIN.read("GOOD\n").said == "pass"


def test_nothing_to_do_is_neither_good_nor_bad() -> None:
    assert PLAIN.read("no tests\n").said == "nothing"
    assert PLAIN.read("0 good, 0 bad\nno tests").said == "nothing"


def test_a_sign_says_only_that_the_tool_ran() -> None:
    reading = PLAIN.read("plain 1.0\n")

    assert reading.said is None
    assert reading.sure


def test_other_words_say_nothing() -> None:
    assert PLAIN.read("hello\n") == NOTHING_READ


def test_numbers_may_stand_in_any_order() -> None:
    loose = Family(
        name="loose",
        tool="loose",
        kind="test",
        shapes=(),
        summary=(
            Summary(
                line=lines(r"^Tests: .*$"),
                parts={
                    "failed": re.compile(r"(\d+) failed"),
                    "total": re.compile(r"(\d+) total"),
                },
            ),
        ),
    )

    reading = loose.read("Tests: 4 total, 1 failed")

    assert (reading.said, reading.passed, reading.failed) == ("fail", 3, 1)


def test_events_whose_beginning_was_cut_off_give_no_counts() -> None:
    go_test = next(family for family in FAMILIES if family.name == "go-test")
    last = '{"Action":"fail","Package":"example.com/p","Elapsed":0.003}'

    reading = go_test.read(last)

    assert (reading.said, reading.passed, reading.failed) == ("fail", None, None)
