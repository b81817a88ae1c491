"""Counts of a session made by hand."""

from builders import edit, prompt, run, session, steer, turn
from metier.facts.counts import COUNTS, counts
from metier.records import Action, Decision, Evidence, Message, Tokens


def test_every_key_has_a_meaning_and_a_value() -> None:
    counted = counts(session(turn("add totals", run("ls"))))

    assert list(counted) == list(COUNTS)
    assert all(meaning.endswith(".") for meaning in COUNTS.values())


def test_words_of_the_person_are_those_typed_anywhere() -> None:
    made = session(turn("add totals", steer("and tests"), edit()), turn("ship it now"))

    counted = counts(made)

    assert counted["words_human"] == 7
    assert (counted["human_prompts"], counted["steers"], counted["turns"]) == (2, 1, 2)


def test_pastes_that_only_look_so_stay_among_the_person_s_words() -> None:
    marked = prompt("see", words_own=1, words_pasted=9, words_marked=9)
    shaped = prompt("and", words_own=1, words_pasted=5)

    counted = counts(session(turn(marked), turn(shaped)))

    assert (counted["words_human"], counted["words_pasted"]) == (7, 14)


def test_what_the_log_does_not_say_is_none() -> None:
    made = session(turn(), surface="unknown", interactive="unknown", agent_s=None)

    counted = counts(made)

    assert counted["surface"] is None
    assert counted["interactive"] is None
    assert counted["agent_s"] is None


def test_a_session_without_lines_has_no_times() -> None:
    counted = counts(session(started=0.0))

    assert counted["started"] is None
    assert counted["span_s"] is None
    assert counted["engaged_s"] is None
    assert counted["output_tokens"] is None


def test_the_final_share_is_a_share_of_tokens() -> None:
    spent = [
        Message(
            id=f"m{output}",
            position=output,
            tokens=Tokens(input=1, output=output),
            output_quality="final" if final else "stub",
        )
        for output, final in ((30, True), (10, False))
    ]

    counted = counts(session(turn(), messages=tuple(spent)))

    assert counted["output_tokens"] == 40
    assert counted["output_tokens_final_share"] == 0.75


def test_thinking_that_was_never_logged_is_unknown_not_zero() -> None:
    hidden = Message(id="m1", position=1, words_thinking=None)
    logged = Message(id="m2", position=2, words_thinking=5)

    assert counts(session(turn(), messages=(hidden,)))["words_thinking"] is None
    assert counts(session(turn(), messages=(hidden, logged)))["words_thinking"] == 5


def evidence(kind: str, verdict: str = "pass", **fields: object) -> Evidence:
    values = {
        "session": "session-1",
        "action_id": "a",
        "position": 1,
        "kind": kind,
        "verdict": verdict,
        "strength": "hard",
        **fields,
    }
    return Evidence(**values)  # type: ignore[arg-type]


def test_commits_and_tests_come_from_the_ledger() -> None:
    ledger = (
        evidence("commit"),
        evidence("commit", throwaway=True),
        evidence("commit", "fail"),
        evidence("test"),
        evidence("test", "fail", thread="background"),
        evidence("test", "unknown", thread="sub-agent"),
        evidence("test", throwaway=True),
        evidence("lint", "fail"),
    )

    counted = counts(session(turn()), ledger)

    assert (counted["commits"], counted["test_runs"]) == (1, 3)
    assert counted["test_failures"] == 1


def test_lines_count_only_where_the_edit_went_through() -> None:
    refused = Action(
        id="", position=0, tool="Edit", kind="edit", status="rejected", lines_added=9
    )

    counted = counts(session(turn("add", edit(added=3, removed=1), refused)))

    assert (counted["lines_added"], counted["lines_removed"]) == (3, 1)


def test_plans_refused_are_rejections_and_plans_cleared_are_approvals() -> None:
    kinds = ("reject", "plan_reject", "plan_approve", "plan_approve_clear", "deny")
    decisions = tuple(
        Decision(position=place, kind=kind)  # type: ignore[arg-type]
        for place, kind in enumerate(kinds)
    )

    counted = counts(session(turn(), decisions=decisions))

    assert (counted["rejections"], counted["plan_approvals"]) == (2, 2)


def test_engaged_time_leaves_long_pauses_out() -> None:
    made = session(turn(), times=(0.0, 60.0, 1000.0, 1900.0, 3000.0))

    assert counts(made)["engaged_s"] == 960


def test_times_are_printed_in_utc() -> None:
    counted = counts(session(turn(prompt("hi"))))

    assert counted["started"] == "2026-03-02T12:00:00.000Z"
