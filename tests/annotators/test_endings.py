"""The same words of a person, with the machine's side made to end well or badly."""

import msgspec

from builders import edit, run, session, turn
from metier.annotators.endings import ended, endings, without_reaction
from metier.evidence import ledger


def test_an_ending_changes_what_the_machine_showed_and_no_word_of_the_person() -> None:
    one = session(
        turn("add a cap", edit()), turn("test it", run("pytest -q", "2 passed"))
    )

    well, badly = ended(one, well=True), ended(one, well=False)

    assert well.inputs == badly.inputs == one.inputs
    assert [row.verdict for row in ledger(well) if row.kind == "test"] == ["pass"]
    assert [row.verdict for row in ledger(badly) if row.kind == "test"] == ["fail"]
    assert {message.text for message in badly.messages} == {
        "I could not do it, I am sorry."
    }


def test_what_was_refused_stays_refused() -> None:
    one = session(turn("drop it", run("rm -rf build", status="rejected")))

    assert ended(one, well=True).actions == one.actions


def test_a_reaction_to_the_real_ending_is_left_out() -> None:
    one = session(turn("add a cap", edit()), turn("perfect, thanks"))
    quiet = msgspec.structs.replace(one, actions=())

    assert [words.text for words in without_reaction(one).inputs] == ["add a cap"]
    assert without_reaction(quiet) == quiet


def test_another_session_lends_its_ending() -> None:
    one = session(turn("test it", run("pytest -q", "2 passed")))
    other = session(turn("build", run("make", "LENT"), says="LENT WORDS"))

    *_, lent = endings(one, other)

    assert [action.result for action in lent.actions] == ["LENT"]
    assert [message.text for message in lent.messages] == ["LENT WORDS"]
