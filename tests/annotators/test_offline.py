import msgspec
import pytest

from builders import edit, run, session, steer, turn
from metier.annotators import ANNOTATORS, offline
from metier.codebook import FACETS
from metier.records import (
    Annotation,
    Evidence,
    EvidenceKind,
    Message,
    Session,
    Verdict,
)

ENDINGS = ("pass", "fail")


def shown(action: str, kind: EvidenceKind, verdict: Verdict) -> Evidence:
    return Evidence(
        session="session-1",
        action_id=action,
        position=0,
        kind=kind,
        tool="pytest",
        verdict=verdict,
        strength="hard",
    )


def by_facet(answers: tuple[Annotation, ...]) -> dict[str, Annotation]:
    return {answer.facet: answer for answer in answers}


def worked() -> Session:
    return session(
        turn(
            "The parser drops the last row when the file has no newline at its end; "
            "keep the iterator lazy and add a regression test for the empty file.",
            edit("src/parser.py", added=12),
            steer("never buffer the whole stream, memory must stay constant"),
            run("pytest -q"),
        ),
        turn("now commit it", run("git commit -m parser")),
    )


def test_every_facet_is_answered_once_and_in_order() -> None:
    answers = offline.annotate(worked(), ())

    assert [answer.facet for answer in answers] == [facet.name for facet in FACETS]
    assert {answer.annotator for answer in answers} == {offline.NAME}


def test_answers_are_levels_of_the_codebook_and_probabilities_sum_to_one() -> None:
    answers = by_facet(offline.annotate(worked(), ()))

    for facet in FACETS:
        answer = answers[facet.name]
        if facet.kind in {"choice", "ordinal"}:
            assert {name for name, _ in answer.probabilities} <= {
                level.name for level in facet.levels
            }
            total = sum(chance for _, chance in answer.probabilities)
            assert total == pytest.approx(1.0, abs=0.01)
            assert answer.value is None or answer.value in dict(answer.probabilities)


def test_an_empty_session_is_answered_too() -> None:
    answers = offline.annotate(session(), ())

    assert len(answers) == len(FACETS)


def test_the_default_annotator_is_the_offline_one() -> None:
    assert next(iter(ANNOTATORS)) == "offline"
    assert ANNOTATORS["offline"] is offline.annotate


@pytest.mark.parametrize("verdict", ENDINGS)
@pytest.mark.parametrize("facet", ["expertise", "expertise_first"])
def test_the_ending_moves_no_rating_of_expertise(facet: str, verdict: Verdict) -> None:
    done = worked()
    test, commit = done.actions[1].id, done.actions[2].id
    usual = (shown(test, "test", "pass"), shown(commit, "commit", "pass"))
    other = (shown(test, "test", verdict), shown(commit, "commit", verdict))

    rewritten = msgspec.structs.replace(
        done,
        messages=tuple(
            msgspec.structs.replace(message, text="It failed.", words_visible=2)
            for message in done.messages
        ),
        actions=tuple(
            msgspec.structs.replace(action, status="error", result="2 failed")
            for action in done.actions
        ),
    )

    assert (
        by_facet(offline.annotate(done, usual))[facet]
        == by_facet(offline.annotate(rewritten, other))[facet]
    )


def test_words_typed_after_the_first_attempt_move_no_rating_of_expertise() -> None:
    done = worked()
    evidence = (shown(done.actions[1].id, "test", "fail"),)
    after = "it is still broken, I do not know what to do, please help me fix it"
    changed = tuple(
        msgspec.structs.replace(words, text=after) if words.turn == 1 else words
        for words in done.inputs
    )

    before = by_facet(offline.annotate(done, evidence))
    later = by_facet(
        offline.annotate(msgspec.structs.replace(done, inputs=changed), evidence)
    )

    assert before["expertise"] == later["expertise"]


def test_a_person_who_asks_for_help_is_rated_below_one_who_constrains() -> None:
    asks = session(
        turn("hi, can you please help me make something nice? i don't know how to")
    )

    low = by_facet(offline.annotate(asks, ()))["expertise"]
    high = by_facet(offline.annotate(worked(), ()))["expertise"]

    assert low.number is not None
    assert high.number is not None
    assert low.number < high.number


def test_two_kinds_of_hard_evidence_raise_the_success_signal() -> None:
    done = worked()
    test, commit = done.actions[1].id, done.actions[2].id

    bare = by_facet(offline.annotate(done, ()))["success_signal"]
    both = by_facet(
        offline.annotate(
            done, (shown(test, "test", "pass"), shown(commit, "commit", "pass"))
        )
    )["success_signal"]

    assert bare.number is not None
    assert both.number is not None
    assert both.number > bare.number
    assert both.number >= 4


def test_what_was_not_attempted_has_no_outcome_and_the_lowest_price() -> None:
    limit = Message(
        id="m", position=1, model="<synthetic>", text="You've hit your limit"
    )
    stopped = msgspec.structs.replace(
        session(turn("add totals")), messages=(limit,), actions=()
    )

    answers = by_facet(offline.annotate(stopped, ()))

    assert answers["outcome"].value is None
    assert answers["outcome"].reason == "not attempted"
    assert answers["value_usd"].number == 10
