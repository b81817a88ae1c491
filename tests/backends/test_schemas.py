"""Replies are closed sets or nothing, whatever a model was talked into."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backends.requests import COUNT, LEVEL, LIST, MODE, request
from metier.backends.schemas import distribution, read_answers, schema
from metier.records import AskedDecision, Reference


def test_a_whole_reply_is_read_with_its_places() -> None:
    asked = request(MODE, LEVEL, COUNT, LIST)
    reply = {
        "work_mode": {"answer": "fix", "confidence": 0.8, "where": ["T2", "T3.A1"]},
        "expertise": {"answer": "3", "confidence": 70, "second": "2"},
        "plan_user": {"answer": 4},
        "decisions": [{"kind": "planning", "owner": "person", "where": "T1"}],
    }

    answers, problem = read_answers(asked, json.dumps(reply))

    assert problem is None
    mode, level, count, listed = answers
    assert mode.value == "fix"
    assert dict(mode.probabilities) == pytest.approx({"build": 0.2, "fix": 0.8})
    assert mode.where == (Reference(turn=2), Reference(turn=3, action="1"))
    assert (level.value, level.number) == ("3", 2.0)
    assert dict(level.probabilities)["2"] == pytest.approx(0.2)
    assert count.number == 4
    assert listed.decisions == (
        AskedDecision(kind="planning", owner="person", where=Reference(turn=1)),
    )


@pytest.mark.parametrize(
    "wrapped",
    [
        '```json\n{"work_mode": {"answer": "fix"}}\n```',
        'Here it is: {"work_mode": {"answer": "fix"}} as asked.',
        '{"work_mode": "fix"}',
        '{not json} {"work_mode": {"answer": "fix"}}',
    ],
)
def test_the_object_is_found_in_what_models_wrap_around_it(wrapped: str) -> None:
    answers, problem = read_answers(request(), wrapped)

    assert (problem, answers[0].value) == (None, "fix")


@pytest.mark.parametrize(
    ("reply", "problem"),
    [
        ("I would rather not say.", "not JSON"),
        ("", "not JSON"),
        ("{" * 5000, "not JSON"),
        ('{"other": 1}', "missing"),
        ('{"work_mode": {"answer": "sabotage"}}', "not an option"),
        ('{"work_mode": {"answer": ["fix"]}}', "not an option"),
        ('{"work_mode": null}', "missing"),
    ],
)
def test_a_reply_that_is_no_answer_is_a_problem_and_no_guess(
    reply: str, problem: str
) -> None:
    assert read_answers(request(), reply) == ((), problem)


@pytest.mark.parametrize("value", [-1, 51, 2.5, "4", None, True, float("nan")])
def test_a_count_outside_its_bounds_is_refused(value: object) -> None:
    answers, problem = read_answers(request(COUNT), {"plan_user": {"answer": value}})

    assert (answers, problem) == ((), "not an option")


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_no_text_of_a_reply_comes_through(reply: object) -> None:
    asked = request(MODE, LIST)

    answers, problem = read_answers(asked, {"work_mode": reply, "decisions": reply})

    assert problem is not None or answers[0].value in {"build", "fix"}


def test_the_schema_names_every_option_and_nothing_else() -> None:
    wanted = schema(request(MODE))

    properties = wanted["properties"]
    assert isinstance(properties, dict)
    assert properties["work_mode"]["properties"]["answer"] == {"enum": ["build", "fix"]}
    assert wanted["additionalProperties"] is False


@given(st.floats(allow_nan=False), st.sampled_from(["1", "2", "3", None, "x"]))
def test_a_distribution_sums_to_one(sure: float, second: str | None) -> None:
    spread = distribution(LEVEL, "2", sure, second)

    assert sum(p for _, p in spread) == pytest.approx(1.0)
    assert max(spread, key=lambda pair: pair[1])[1] >= 1 / 3 - 1e-9
