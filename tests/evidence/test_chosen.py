from builders import run, session, turn
from metier.evidence import ledger
from metier.evidence.chosen import pattern_of, uncaptured
from metier.evidence.recognition import prepare
from metier.evidence.script import walk
from metier.evidence.shell import parse

SUMMARY = "1 failed, 3 passed in 0.12s"


def verdict_of(command: str, output: str) -> str:
    (row,) = ledger(session(turn("go on", run(command, output))))
    return row.verdict


def test_a_grep_for_passes_alone_hides_the_failures_of_a_line_of_their_own() -> None:
    output = "  3 passing (4ms)\n"

    assert verdict_of("npx mocha", output) == "pass"
    assert verdict_of("npx mocha | grep -E 'passing|failing'", output) == "pass"
    assert verdict_of("npx mocha | grep passing", output) == "unknown"
    assert verdict_of("node --test | grep '^# pass'", "# pass 3\n") == "unknown"


def test_a_grep_for_passes_hides_nothing_where_one_line_says_both() -> None:
    assert verdict_of("pytest -q | grep passed", SUMMARY) == "fail"
    assert verdict_of("pytest -q | grep passed", "3 passed in 0.1s") == "pass"


def test_what_a_grep_lets_through_is_read_from_its_words() -> None:
    def pattern(text: str) -> str | None:
        script = parse(text)
        prepare(script)
        (command,) = walk(script)
        return pattern_of(command)

    assert pattern(r"grep 'a\|b'") == "a|b"
    assert pattern("grep -iE 'a|b'") == "(?i:a|b)"
    assert pattern("grep -e a -e b") == "a|b"
    assert pattern("grep -v a") is None
    assert pattern("sed -n p") is None


def test_a_summary_caught_in_a_variable_is_read_behind_the_words_before_it() -> None:
    command = 'R=$(pytest -q tests | tail -1); echo "result: $R"'

    (row,) = ledger(session(turn("go on", run(command, f"result: {SUMMARY}\n"))))

    assert (row.verdict, row.passed, row.failed) == ("fail", 3, 1)


def test_words_before_what_was_not_caught_stay() -> None:
    script = parse('R=3; echo "result: $R"')
    prepare(script)

    assert uncaptured(walk(script), "result: 3") == "result: 3"
