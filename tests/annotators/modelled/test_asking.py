"""Requests keep views apart; replies become annotations or nothing."""

import msgspec
import pytest

from builders import edit, run, session, turn
from metier.annotators.modelled import annotations, requests
from metier.codebook import FACETS, SIGNALS
from metier.evidence import ledger
from metier.records import Answer, AskedDecision, Reply, Request, Session

COUNTS = {"plan_user", "plan_agent", "exec_user", "exec_agent"}


def lived() -> Session:
    return session(
        turn("add a retry with jitter", edit()),
        turn("ship it", run("git commit -m retry", "[main abc1234] retry")),
    )


def asked(one: Session) -> tuple[Request, ...]:
    return requests(one, ledger(one))


def test_every_facet_is_asked_once() -> None:
    names = [q.name for request in asked(lived()) for q in request.questions]

    assert sorted(names) == sorted(
        {facet.name for facet in (*FACETS, *SIGNALS)} - COUNTS | {"decisions"}
    )


def test_expertise_and_outcome_never_share_a_request() -> None:
    for request in asked(lived()):
        names = {question.name for question in request.questions}
        assert not {"expertise", "outcome"} <= names
        assert not ("expertise" in names and "retry_done" in request.state)


def test_the_signals_of_expertise_are_answers_of_their_own() -> None:
    view = {q.name: r.view for r in asked(lived()) for q in r.questions}

    assert view["expertise_setup"] == view["expertise_checks"] == "words"
    # Who corrects whom needs both sides, which the rating itself may not see.
    assert view["expertise_corrections"] == "whole"


def test_the_same_session_makes_the_same_requests() -> None:
    assert asked(lived()) == asked(lived())


def test_secrets_are_taken_out_of_every_view() -> None:
    one = session(turn("use hunter2hunter2 as the password", edit()))

    made = requests(one, (), scrub=lambda text: text.replace("hunter2hunter2", "[x]"))

    assert not any("hunter2" in request.state for request in made)


def test_the_studys_configuration_asks_each_facet_alone_over_its_own_view() -> None:
    one = lived()
    made = requests(one, ledger(one), configuration="study-2026")

    assert {request.view for request in made} == {"study"}
    assert all(len(request.questions) == 1 for request in made)
    (outcome,) = [r for r in made if r.questions[0].name == "outcome"]
    assert "must choose" in outcome.questions[0].text


def replies(made: tuple[Request, ...]) -> dict[str, Reply]:
    answers = {}
    for request in made:
        given = []
        for question in request.questions:
            if question.kind == "decisions":
                given.append(
                    Answer(
                        question="decisions",
                        decisions=(
                            AskedDecision(kind="planning", owner="person"),
                            AskedDecision(kind="planning", owner="agent", shared=True),
                            AskedDecision(kind="execution", owner="agent"),
                        ),
                    )
                )
            elif question.options:
                names = [option.name for option in question.options]
                spread = ((names[0], 0.2), (names[-1], 0.8))
                given.append(
                    Answer(
                        question=question.name, value=names[-1], probabilities=spread
                    )
                )
            else:
                given.append(Answer(question=question.name, number=400.0))
        answers[request.id] = Reply(request=request.id, answers=tuple(given))
    return answers


def test_replies_become_annotations_of_every_facet() -> None:
    made = asked(lived())

    found = {a.facet: a for a in annotations(made, replies(made), "model-x")}

    assert set(found) == {facet.name for facet in (*FACETS, *SIGNALS)}
    assert (found["expertise"].number, found["expertise"].probability) == (5.0, 0.8)
    assert found["value_usd"].number == 400.0
    assert [found[n].number for n in ("plan_user", "plan_agent", "exec_agent")] == [
        1.5,
        0.5,
        1.0,
    ]


def test_a_facet_with_a_missing_segment_is_not_guessed() -> None:
    made = asked(lived())
    given = replies(made)
    (expertise,) = [r for r in made if r.questions[0].name == "expertise"]
    given[expertise.id] = Reply(request=expertise.id, problem="timeout")

    found = {a.facet for a in annotations(made, given, "model-x")}

    assert "expertise" not in found
    assert "outcome" in found


def test_segments_are_weighed_by_their_length() -> None:
    made = asked(lived())
    (whole,) = [r for r in made if r.view == "whole"]
    parts = [
        msgspec.structs.replace(whole, id="a", part=0, parts=2, characters=300),
        msgspec.structs.replace(whole, id="b", part=1, parts=2, characters=100),
    ]
    given = {
        name: Reply(
            request=name,
            answers=(
                Answer(question="work_mode", value=mode, probabilities=((mode, 1.0),)),
            ),
        )
        for name, mode in (("a", "build"), ("b", "fix"))
    }

    (mode,) = annotations(parts, given, "model-x")

    assert mode.value == "build"
    assert mode.probability == pytest.approx(0.75)
