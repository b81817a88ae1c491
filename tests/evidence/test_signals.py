from typing import Any

from builders import edit, run, session, turn
from metier.evidence import ledger
from metier.evidence.signals import Signals, signals
from metier.records import Decision, Session
from metier.records.sessions import DecisionKind

PASS, FAIL = "3 passed in 0.1s", "1 failed in 0.1s"
LANDED = "[main abc1234] totals"


def of(made: Session) -> Signals:
    return signals(made, ledger(made))


def decision(kind: DecisionKind) -> Decision:
    return Decision(position=3, kind=kind)


def failed(command: str, output: str) -> Any:  # noqa: ANN401 - an action
    return run(command, output, is_error=True, status="error", exit_code=1)


def test_two_kinds_of_hard_evidence_are_the_strongest_success() -> None:
    done = session(turn("go", run("pytest", PASS), run("git commit -m x", LANDED)))

    assert of(done).success == 5


def test_one_kind_is_strong_however_often_it_comes() -> None:
    assert (
        of(session(turn("go", run("pytest", PASS), run("pytest", PASS)))).success == 4
    )


def test_softer_checks_corroborate() -> None:
    done = session(turn("go", edit(), run("ruff check .", "All checks passed!")))

    assert of(done).success == 3


def test_an_approved_plan_corroborates() -> None:
    made = session(turn("go", edit()), decisions=(decision("plan_approve"),))

    assert of(made).success == 3


def test_an_artifact_without_any_check_is_soft() -> None:
    assert of(session(turn("go", edit()))).success == 2


def test_words_alone_are_a_trace_and_nothing_is_nothing() -> None:
    assert of(session(turn("go"))).success == 1
    assert of(session()).success == 0


def test_unknown_runs_are_no_evidence() -> None:
    assert of(session(turn("go", run("pytest | head -2", "..")))).success == 2


def test_a_failing_test_at_the_end_is_hard() -> None:
    assert of(session(turn("go", failed("pytest", FAIL)))).failure == 4


def test_what_recovered_is_at_most_a_trace() -> None:
    mended = session(turn("go", failed("pytest", FAIL), edit(), run("pytest", PASS)))

    assert of(mended).failure == 1


def test_a_standing_complaint_is_hard() -> None:
    made = session(turn("go", run("ls")), turn("still broken"))

    assert of(made).failure == 4


def test_a_complaint_that_was_met_is_not() -> None:
    made = session(
        turn("go", run("pytest", PASS)),
        turn("still broken", run("pytest", PASS)),
        turn("thanks, works now"),
    )

    assert of(made).failure == 2


def test_being_overruled_is_pushback_and_often_is_moderate() -> None:
    once = session(turn("go", edit()), decisions=(decision("reject"),))
    often = session(turn("go", edit()), decisions=(decision("interrupt"),) * 3)

    assert of(once).failure == 2
    assert of(often).failure == 3


def test_a_plan_put_off_is_no_pushback() -> None:
    put_off = session(turn("go", edit()), decisions=(decision("plan_reject"),))

    assert of(put_off).failure == 1


def test_a_prompt_that_nobody_answered_is_a_hard_failure() -> None:
    silent = session(turn("go", says=""), messages=())

    assert of(silent).failure == 4


def test_a_clean_session_shows_no_failure() -> None:
    assert of(session(turn("go", edit(), run("pytest", PASS)))).failure == 0
