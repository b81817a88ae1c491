import re

from metier.evidence.families import FAMILIES, NOTHING_READ, Family
from metier.evidence.families.family import Summary, lines
from metier.evidence.families.pytest import FAMILY as PYTEST
from metier.evidence.families.unittest import UNITTEST

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


def test_failures_that_were_expected_are_neither_passed_nor_failed() -> None:
    text = "Ran 3 tests in 0.001s\n\nOK (skipped=1, expected failures=1)\n"

    reading = UNITTEST.read(text)

    assert (reading.said, reading.passed, reading.skipped) == ("pass", 1, 1)


def test_a_table_of_sugar_is_a_summary() -> None:
    text = (
        "Results (0.24s):\n       3 passed\n       1 failed\n         - a.py:1 test_x\n"
    )

    reading = PYTEST.read(text)

    assert (reading.said, reading.passed, reading.failed) == ("fail", 3, 1)


def test_what_somebody_stopped_has_no_result() -> None:
    text = "!!!!!!! KeyboardInterrupt !!!!!!!\n===== 2 passed in 0.50s =====\n"

    assert PYTEST.read(text).said == "nothing"


def test_a_test_that_is_not_there_is_no_run_without_tests() -> None:
    text = "ERROR: not found: a.py::nope\n\n\nno tests ran in 0.23s\n"

    assert PYTEST.read(text).said == "fail"
    assert PYTEST.read("\nno tests ran in 0.23s\n").said == "nothing"


def test_where_a_test_of_bats_failed_says_that_one_did() -> None:
    bats = next(family for family in FAMILIES if family.name == "bats")

    reading = bats.read("# (in test file a.bats, line 2)\n#   `false' failed\n")

    assert reading.said == "fail"
