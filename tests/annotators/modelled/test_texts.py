"""Each view shows what its facets may be judged by, and nothing else."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from builders import NOON, edit, run, session, steer, turn
from metier.annotators.modelled.replication import TURN, WHOLE, study_text
from metier.annotators.modelled.texts import Piece, segments, view_text
from metier.evidence import ledger
from metier.records import Session


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
