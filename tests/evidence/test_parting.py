from builders import run, session, turn
from metier.evidence import ledger
from metier.records import Evidence


def rows_of(command: str, output: str) -> tuple[Evidence, ...]:
    return ledger(session(turn("go on", run(command, output))))


def verdicts(command: str, output: str) -> list[str]:
    return [row.verdict for row in rows_of(command, output)]


def test_an_echo_between_two_runs_parts_their_output() -> None:
    command = "go test ./q; echo '--- again ---'; go test ."
    bad = "--- FAIL: TestQ (0.00s)\nFAIL\nFAIL\texample.com/q\t0.001s\nFAIL\n"

    output = f"{bad}--- again ---\nok  \texample.com/p\t0.002s\n"

    assert verdicts(command, output) == ["fail", "pass"]


def test_the_counts_of_one_run_are_not_those_of_another() -> None:
    command = "go test ./...; echo ===; go test -v ./server"
    output = (
        "ok  \tx/a\t0.5s\n===\n=== RUN   TestA\n--- PASS: TestA (0.00s)\n"
        "PASS\nok  \tx/server\t1.1s\n"
    )

    assert [row.passed for row in rows_of(command, output)] == [None, 1]


def test_an_error_stream_below_the_echo_is_still_the_run_s() -> None:
    output = "done with it\nRan 2 tests in 0.001s\n\nFAILED (failures=1)\n"

    assert verdicts("python -m unittest; echo done with it", output) == ["fail"]


def test_an_echo_that_stands_there_twice_parts_nothing() -> None:
    output = "---\n1 failed in 0.1s\n---\n"

    assert verdicts("pytest -q; echo ---", output) == ["fail"]


def test_a_silent_tool_s_words_go_to_the_file_that_they_name() -> None:
    output = (
        "\nbad.css\n  1:12  ✖  Invalid color  x\n\n✖ 1 problem (1 error, 0 warnings)\n"
    )

    assert verdicts("stylelint ok.css; stylelint bad.css", output) == ["pass", "fail"]
    assert verdicts("stylelint bad.css; stylelint ok.css", output) == ["fail", "pass"]


def test_a_run_whose_launcher_is_missing_printed_nothing_of_its_own() -> None:
    output = "bash: bundle: command not found\n2 examples, 0 failures\n"

    assert verdicts("bundle exec rspec; rspec spec", output) == ["fail", "pass"]


def test_what_has_no_closing_line_goes_to_the_file_that_it_names() -> None:
    output = "bad.py:1:8: F401 [*] `os` imported but unused\n"

    assert verdicts("ruff check -q bad.py; ruff check -q good.py", output) == [
        "fail",
        "pass",
    ]


def test_two_runs_that_printed_the_same_each_have_their_own() -> None:
    output = "2 passed in 0.1s\n---\n2 passed in 0.1s\n"

    rows = rows_of("pytest -q a; echo ---; pytest -q b", output)

    assert [row.passed for row in rows] == [2, 2]
