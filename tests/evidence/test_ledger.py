from typing import Any

import pytest

from builders import edit, run, session, turn
from metier.evidence import ledger, unread
from metier.records import Evidence, Session

GOOD, BAD = "3 passed in 0.10s", "1 failed, 2 passed in 0.10s"


def once(command: str, output: str = "", **fields: Any) -> Session:  # noqa: ANN401
    return session(turn("go on", run(command, output, **fields)))


def failing(code: int = 1) -> dict[str, Any]:
    return {"is_error": True, "status": "error", "exit_code": code}


def verdicts(made: Session) -> list[tuple[str, str]]:
    return [(row.tool or "", row.verdict) for row in ledger(made)]


def only(made: Session) -> Evidence:
    (row,) = ledger(made)
    return row


def test_a_row_carries_the_logs_own_id_and_place() -> None:
    made = once("pytest -q", GOOD)

    row = only(made)

    assert row.action_id == made.actions[0].id
    assert row.position == made.actions[0].ended_position
    assert (row.kind, row.passed, row.strength, row.thread) == (
        "test",
        3,
        "hard",
        "main",
    )


@pytest.mark.parametrize("status", ["rejected", "denied", "invalid"])
def test_a_call_that_never_ran_leaves_no_row(status: str) -> None:
    assert ledger(once("pytest", "", status=status)) == ()


def test_a_call_that_a_hook_refused_leaves_no_row() -> None:
    assert ledger(once("git merge x", "Hook PreToolUse:Bash denied this tool")) == ()


def test_interrupted_timed_out_and_pending_runs_are_unknown() -> None:
    assert only(once("pytest", "", status="interrupted")).verdict == "unknown"
    assert only(once("pytest", "", status="pending")).verdict == "unknown"
    late = once("pytest", "Command timed out after 2m", timed_out=True, **failing(143))
    assert only(late).verdict == "unknown"


def test_a_background_run_is_known_when_its_end_was_told() -> None:
    running = only(once("pytest -q", "ID: b1", background=True))
    ended = only(once("pytest -q", "ID: b1", background=True, completion="exit code 1"))

    assert (running.verdict, running.thread) == ("unknown", "background")
    assert (ended.verdict, ended.thread) == ("fail", "background")


def test_a_background_run_is_known_when_it_was_asked_for() -> None:
    start = run("pytest -q", "running, ID: b7f2", background=True)
    ask = run("", "<status>completed</status><exit_code>0</exit_code>")
    polled = session(turn("go on", start, ask))
    actions = (
        polled.actions[0],
        type(ask)(
            id="x",
            position=9,
            tool="BashOutput",
            kind="read",
            status="ok",
            input_text="b7f2",
            result=ask.result,
        ),
    )
    row = only(session(turn("go on"), actions=actions))

    assert row.verdict == "pass"


def test_an_edit_makes_what_came_before_stale() -> None:
    rows = ledger(session(turn("go on", run("pytest", GOOD), edit(), run("mypy ."))))

    assert [row.stale for row in rows] == [True, False]


def test_an_edit_that_was_rejected_or_lies_outside_changes_nothing() -> None:
    aside = edit("/tmp/notes.py")  # noqa: S108 - a path in a log
    rows = ledger(session(turn("go on", run("pytest", GOOD), aside)))

    assert [row.stale for row in rows] == [False]


def test_a_sub_agents_run_stands_in_its_own_thread() -> None:
    made = once("pytest", GOOD, thread="a1", thread_kind="subagent")

    assert only(made).thread == "sub-agent"


def test_lint_and_types_are_soft() -> None:
    made = once("ruff check . && mypy . && go build", "All checks passed!")

    assert {row.kind: row.strength for row in ledger(made)} == {
        "lint": "soft",
        "types": "soft",
        "build": "hard",
    }


def test_the_status_of_a_chain_is_not_that_of_its_first_command() -> None:
    assert verdicts(once("pytest -q && ls missing", GOOD, **failing(2))) == [
        ("pytest", "pass")
    ]
    assert verdicts(once("pytest -q | tail -2; python3 x.py", GOOD, **failing())) == [
        ("pytest", "pass")
    ]


def test_a_check_that_stops_a_chain_leaves_no_row_for_what_follows() -> None:
    stopped = "a.py:1: error: x\nFound 1 error in 1 file (checked 1 source file)"

    assert verdicts(once("mypy . && pytest", stopped, **failing())) == [
        ("mypy", "fail")
    ]
    broken = "error[E0308]: no\nerror: could not compile `a` (lib)"
    assert verdicts(once("cargo build && cargo test", broken, **failing())) == [
        ("cargo", "fail")
    ]


def test_a_commit_that_landed_before_a_refused_push_stands() -> None:
    output = (
        "[main abc1234] x\nTo x:y\n ! [rejected]  main -> main\nerror: failed to push"
    )
    made = once("git commit -m x && git push", output, **failing())

    assert [(row.kind, row.verdict) for row in ledger(made)] == [
        ("commit", "pass"),
        ("push", "fail"),
    ]


def test_a_tail_longer_than_the_output_hides_nothing() -> None:
    assert verdicts(once("npx tsc --noEmit 2>&1 | tail -20")) == [("tsc", "pass")]
    assert verdicts(once("npx tsc --noEmit | grep -v notice")) == [("tsc", "pass")]
    assert verdicts(once("npx tsc --noEmit | grep error")) == [("tsc", "unknown")]


def test_a_move_into_a_folder_that_is_not_there_runs_nothing() -> None:
    made = once(
        "cd x && pnpm test | tail", "cd:1: no such file or directory: x", **failing()
    )

    assert ledger(made) == ()


def test_failure_words_of_the_program_are_not_the_runners() -> None:
    output = "2 failed, 2 passed\nFAILED job -1\n--- FAIL: x\npanic: no\n"

    assert ledger(once("python3 job.py", output)) == ()
    assert only(once("pytest -q", output + GOOD)).verdict == "pass"


def test_an_old_log_that_is_shown_is_no_run() -> None:
    assert ledger(once("cat pytest.log", BAD)) == ()


def test_several_runs_of_one_tool_each_have_their_own_result() -> None:
    made = once("pytest a; pytest b", f"{GOOD}\n{BAD}", **failing())

    assert [(row.verdict, row.failed) for row in ledger(made)] == [
        ("pass", None),
        ("fail", 1),
    ]


def test_three_commits_of_one_loop_are_three_rows() -> None:
    output = "[main abc1234] a\n[main abc1235] b\n[main abc1236] c\n"
    made = once("for i in a b c; do git commit -am $i; done", output)

    assert [row.verdict for row in ledger(made)] == ["pass"] * 3


def test_an_amended_commit_is_marked() -> None:
    assert only(once("git commit --amend", "[main abc1234] a")).amended


def test_an_output_that_went_to_a_file_is_judged_by_its_status() -> None:
    made = once("pytest -q", "<persisted-output>\nPreview", persisted=True)

    assert only(made).verdict == "pass"


def test_unbalanced_quotes_make_a_run_unknown() -> None:
    assert only(once("pytest 'x", "unexpected EOF", **failing(2))).verdict == "unknown"


def test_commands_that_cannot_be_read_are_counted_with_a_reason() -> None:
    made = once("( " * 200 + "pytest" + " )" * 200, "")

    assert [row.verdict for row in ledger(made)] == ["unknown"]
    assert unread(made) == {"nested too deeply": 1}


def test_powershell_is_read_as_far_as_it_looks_like_a_shell() -> None:
    made = once("$env:A='1'; pytest -q | Select-Object -Last 3", GOOD)

    assert only(made).verdict == "pass"


def test_an_enormous_output_costs_no_more_than_its_ends() -> None:
    made = once("pytest -q", "\0- " * 3_000_000 + f"\n{GOOD}")

    assert only(made).passed == 3


def test_a_program_that_was_asked_for_by_name_is_a_run() -> None:
    asked = session(turn("run report.py", run("python3 report.py", "total 3")))
    other = session(turn("go on", run("python3 report.py", "total 3")))

    assert [(row.kind, row.tool, row.verdict) for row in ledger(asked)] == [
        ("run", "python", "pass")
    ]
    assert ledger(other) == ()


def test_words_and_runs_stand_in_the_order_they_came() -> None:
    made = session(
        turn("add totals", run("pytest", BAD)),
        turn("still broken", run("pytest", GOOD)),
        turn("thanks, it works now"),
    )

    assert [row.kind for row in ledger(made)] == [
        "test",
        "complaint",
        "test",
        "confirmation",
    ]


def test_a_list_sent_to_the_background_goes_there_whole() -> None:
    made = once("git commit -qm x && git push -q & wait; git tag v1", "")

    assert [row.thread for row in ledger(made)] == ["background", "background", "main"]


def test_what_a_background_run_printed_is_read_from_the_file_it_went_to() -> None:
    started = run(
        "cargo test",
        "Command running in background with ID: b1x2. "
        "Output is being written to: /tmp/t/b1x2.output",
        background=True,
        completion="<task-id>b1x2</task-id><status>failed</status>",
    )
    shown = run(
        "tail -2 /tmp/t/b1x2.output",
        "test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 3 filtered",
    )

    (row,) = ledger(session(turn("go on", started, shown)))

    assert (row.verdict, row.passed, row.failed) == ("fail", 1, 2)
    assert row.thread == "background"
