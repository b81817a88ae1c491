"""Each view shows what its facets may be judged by, and nothing else."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from builders import NOON, edit, prompt, run, session, steer, turn
from metier.annotators.modelled.replication import TURN, WHOLE, study_text
from metier.annotators.modelled.texts import Piece, segments, view_text
from metier.evidence import ledger
from metier.records import Decision, Session


def lived() -> Session:
    return session(
        turn("add a retry with jitter to the uploader", edit(), says="AGENTWORDS one"),
        turn("run the suite", run("pytest -q", "2 failed, 3 passed in 0.1s")),
        turn(
            "still broken, the backoff ignores the cap", edit(), says="AGENTWORDS two"
        ),
    )


def text(view: str, one: Session) -> str:
    return "\n".join(view_text(view, one, ledger(one)).parts)


def test_words_stop_at_the_first_attempt_at_hard_evidence() -> None:
    shown = text("words", lived())

    assert "retry with jitter" in shown
    assert "run the suite" in shown
    assert "still broken" not in shown
    assert "AGENTWORDS" not in shown


def test_all_words_stand_beside_them() -> None:
    shown = text("words_all", lived())

    assert "still broken" in shown
    assert "AGENTWORDS" not in shown


def test_evidence_holds_no_word_of_the_person() -> None:
    shown = text("evidence", lived())

    assert "test pytest: fail (3 passed, 2 failed)" in shown
    assert "AGENTWORDS two" in shown
    for word in ("jitter", "suite", "backoff"):
        assert word not in shown


def test_the_first_prompt_stands_alone() -> None:
    shown = text("first_prompt", lived())

    assert "retry with jitter" in shown
    assert "suite" not in shown


def test_the_whole_marks_who_spoke_and_where() -> None:
    shown = text("whole", lived())

    assert "T0 HUMAN: add a retry" in shown
    assert "AGENT: AGENTWORDS one" in shown
    assert ".A2 > Bash: pytest -q" in shown


def test_a_plan_handed_over_is_what_there_is_to_judge_words_by() -> None:
    plan = prompt("", kind="plan_prompt", pasted="Implement the plan: PLANWORDS")
    one = session(turn(plan, run("pytest -q", "1 passed in 0.1s")))

    for view in ("words", "words_all"):
        assert "T0 PLAN HANDED OVER BY KEY: Implement" in text(view, one)
    assert "PLANWORDS" not in text("evidence", one)


def test_what_the_person_picked_from_a_menu_is_shown_whole_alone() -> None:
    asking = run("", "The user answered: PICKED", tool="AskUserQuestion", kind="ask")
    one = session(turn("add totals", asking))

    assert "!! the person chose: The user answered: PICKED" in text("whole", one)
    assert "PICKED" not in text("words_all", one)
    assert "PICKED" not in text("evidence", one)


def test_choices_by_key_stand_where_they_were_made() -> None:
    one = msgspec.structs.replace(
        lived(),
        decisions=(
            Decision(position=2, kind="plan_reject"),
            Decision(position=10_000, kind="interrupt"),
            Decision(position=3, kind="deny", actor="policy"),
        ),
    )

    for view in ("whole", "evidence"):
        lines = text(view, one).splitlines()
        pressed = [n for n, line in enumerate(lines) if line.startswith("!!")]
        assert [lines[n] for n in pressed] == [
            "!! the person sent the plan back",
            "!! the person interrupted the agent",
        ]
        assert pressed[0] < 4
        assert pressed[1] == len(lines) - 1


def test_a_slash_command_without_words_is_shown() -> None:
    one = session(turn("add totals"), turn(prompt("", kind="slash")))

    assert "T1 HUMAN: [a slash command" in text("whole", one)


def test_the_evidence_opens_with_what_the_agent_said_first() -> None:
    turns = (turn(f"ask {n}", edit(), says=f"SAID {n}") for n in range(6))
    shown = text("evidence", session(*turns))

    assert "AGENT (at the start): SAID 0" in shown
    assert "SAID 1" not in shown
    assert "AGENT (near the end): SAID 5" in shown


def test_steers_are_shown_as_such() -> None:
    one = session(turn("add totals", steer("also the tax")))

    assert "HUMAN (steer): also the tax" in text("words", one)


@given(st.lists(st.text(max_size=300), max_size=60), st.integers(50, 400))
def test_segments_leave_nothing_out(lines: list[str], most: int) -> None:
    parts = segments([Piece(line) for line in lines], most)

    assert "\n".join(parts) == "\n".join(lines)
    assert all(len(part) <= most or "\n" not in part for part in parts)


def test_a_clipped_line_counts_as_cut() -> None:
    one = session(turn("word " * 4000))

    shown = view_text("words", one, ())

    assert 0.7 < shown.cut < 0.9
    assert "characters left out" in shown.parts[0]


def test_the_studys_view_is_cut_in_its_middle_as_published() -> None:
    long = session(*(turn(f"prompt {n} " + "x" * 9000) for n in range(9)))

    shown = study_text(long)

    assert len(shown.parts[0]) <= WHOLE
    assert "[TRANSCRIPT TRUNCATED FOR LENGTH]" in shown.parts[0]
    assert shown.parts[0].startswith("Human: prompt 0")
    assert 0.6 < shown.cut < 0.8
    assert TURN < WHOLE


def test_a_session_without_words_has_an_empty_view() -> None:
    silent = msgspec.structs.replace(session(turn("x")), inputs=(), started=NOON)

    assert view_text("words", silent, ()).parts == ()
