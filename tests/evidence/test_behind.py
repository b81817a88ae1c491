from builders import run, session, turn
from metier.evidence import ledger

GO = "ok  \texample.com/p\t0.003s\n"


def shown(
    command: str, output: str, code: int = 0
) -> list[tuple[str, str | None, str]]:
    call = run(
        command,
        output,
        exit_code=code or None,
        is_error=code != 0,
        status="error" if code else "ok",
    )
    rows = ledger(session(turn("go on", call)))
    return [(row.kind, row.tool, row.verdict) for row in rows]


def test_a_target_of_any_name_tests_where_a_runner_s_closing_words_stand() -> None:
    assert shown("make quick", GO) == [("test", "go", "pass")]
    assert shown("make quick", "done\n") == []


def test_a_target_that_shows_old_words_has_no_row() -> None:
    assert shown("make show-log", GO) == []
    assert shown("npm start", GO) == []


def test_words_in_a_chain_are_not_given_to_a_target_that_says_nothing() -> None:
    assert shown("make fmt && make test", GO) == [("test", "go", "pass")]


def test_a_lint_script_may_check_types_too() -> None:
    output = "All checks passed!\nSuccess: no issues found in 3 source files\n"

    assert shown("pdm run lint", output) == [
        ("lint", "ruff", "pass"),
        ("types", "mypy", "pass"),
    ]


def test_a_build_that_tests_is_still_a_build() -> None:
    output = "3 passed in 0.12s\n"

    assert shown("make build", output) == [
        ("test", "pytest", "pass"),
        ("build", "make", "pass"),
    ]


def test_make_with_nothing_to_do_did_nothing() -> None:
    output = "make: Nothing to be done for 'all'.\n"

    assert shown("make", output) == [("build", "make", "unknown")]


def test_flake8_is_told_from_ruff_by_how_it_writes() -> None:
    flake8 = "a.py:1:1: F401 'os' imported but unused\n"

    assert shown("inv lint", flake8, 1) == [("lint", "flake8", "fail")]
    assert shown("inv lint", "a.py:1:8: F401 [*] `os` imported but unused\n", 1) == [
        ("lint", "invoke", "fail")
    ]


def test_what_failed_in_a_workspace_is_seen_in_its_last_lines() -> None:
    assert shown(
        "npx lerna run test 2>&1 | tail -5", "\nFailed tasks:\n\n- b:test\n"
    ) == [("test", "lerna", "fail")]
