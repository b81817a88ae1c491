import msgspec
import pytest

from builders import run, session, turn
from metier.annotators import attempted
from metier.records import Event, Message, Session


def answered(text: str, model: str = "claude-opus-4-5") -> Session:
    message = Message(
        id="m", position=1, model=model, text=text, words_visible=len(text.split())
    )
    return msgspec.structs.replace(session(turn("add totals")), messages=(message,))


@pytest.mark.parametrize(
    "notice",
    [
        "You've hit your limit · resets 3pm",
        "Claude AI usage limit reached|1760000000",
        "Invalid API key · Please run /login",
        "Credit balance is too low",
        "API Error: 529 Overloaded",
        "There's an issue with the selected model (x). It may not exist",
    ],
)
def test_a_notice_instead_of_an_answer_is_no_attempt(notice: str) -> None:
    assert not attempted(answered(notice, "<synthetic>"), ())


def test_an_error_event_without_any_answer_is_no_attempt() -> None:
    silent = msgspec.structs.replace(
        session(turn("add totals")),
        messages=(),
        events=(Event(position=1, kind="api_error"),),
    )

    assert not attempted(silent, ())


def test_a_prompt_that_nobody_answered_is_no_attempt() -> None:
    silent = msgspec.structs.replace(session(turn("add totals")), messages=())

    assert not attempted(silent, ())


def test_an_answer_in_words_is_an_attempt() -> None:
    assert attempted(answered("Totals are sums over a column."), ())


def test_an_answer_about_rate_limits_is_an_attempt() -> None:
    explained = answered("A rate limit bounds requests. " + "It works so. " * 40)

    assert attempted(explained, ())


def test_a_limit_after_an_action_ran_is_an_attempt() -> None:
    begun = session(turn("add totals", run("ls"), says="You've hit your limit"))

    assert attempted(begun, ())


def test_a_limit_after_a_refused_action_is_no_attempt() -> None:
    refused = msgspec.structs.replace(
        session(turn("add totals", run("ls", status="rejected"))), messages=()
    )
    limited = msgspec.structs.replace(
        refused, events=(Event(position=9, kind="api_error"),)
    )

    assert not attempted(limited, ())
