import pytest

from builders import edit, run, session, turn
from metier.annotators.offline import signals
from metier.codebook import FACET_BY_NAME
from metier.records import Annotation, Reference, Session


def by_facet(rated: Session) -> dict[str, Annotation]:
    return {one.facet: one for one in signals(rated)}


def levels(*texts: str) -> dict[str, str | None]:
    found = by_facet(session(*(turn(text) for text in texts)))
    return {name: one.value for name, one in found.items()}


def test_the_three_signals_are_answered_by_levels_of_the_codebook() -> None:
    found = by_facet(session(turn("keep `parse_row()` lazy, it must not buffer")))

    assert set(found) == {
        "expertise_setup",
        "expertise_checks",
        "expertise_corrections",
    }
    for name, one in found.items():
        assert one.value in {level.name for level in FACET_BY_NAME[name].levels}


def test_a_specific_set_up_is_above_a_vague_one() -> None:
    vague = levels("make it nicer")["expertise_setup"]
    specific = levels(
        "the retry in `flush_batch()` must be idempotent after a timeout, keep the API"
    )["expertise_setup"]

    assert (vague, specific) == ("1", "5")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("add a button", "1"),
        ("are you sure about that", "2"),
        ("why does `flush()` return early?", "4"),
        ("why does `flush()` hold the lock after a timeout?", "5"),
    ],
)
def test_a_check_is_none_general_aimed_or_surgical(text: str, level: str) -> None:
    assert levels(text)["expertise_checks"] == level


def test_corrections_run_from_the_person_or_from_nobody() -> None:
    text = "that's wrong: `parse_row()` in rows.py drops the last line"

    assert levels("add a button")["expertise_corrections"] == "3"
    assert levels("add a button", text)["expertise_corrections"] == "5"


def test_an_answer_points_at_the_turns_that_show_it() -> None:
    asked = session(turn("add a button"), turn("why does `flush()` hold the lock?"))

    assert by_facet(asked)["expertise_checks"].references == (Reference(turn=1),)


def test_nothing_after_the_first_attempt_is_read() -> None:
    done = turn("add a button", edit(), run("pytest -q", "1 passed in 0.1s"))
    later = turn("why does `flush()` hold the lock?")

    assert by_facet(session(done, later))["expertise_checks"].value == "1"


def test_without_a_word_there_is_no_answer() -> None:
    for one in signals(session()):
        assert one.value is None
        assert one.reason == "nothing to judge by"
