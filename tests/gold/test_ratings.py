"""Twenty seconds a session, a key an answer."""

from collections.abc import Callable

import pytest

from metier.gold import QUESTIONS, Rating, rate


def typing(*keys: str) -> Callable[[str], str]:
    rest = iter(keys)

    def read(_: str) -> str:
        return next(rest)

    return read


def rated(*keys: str) -> list[Rating]:
    return list(rate([("one", "2 March, project")], typing(*keys), lambda: 5.0))


def test_five_keys_make_a_rating() -> None:
    assert rated("", "y", "y", "4", "90", "f") == [
        Rating(
            session="one",
            got="succeeded",
            in_use="yes",
            knew="4",
            minutes=90.0,
            mode="fix",
            rated=5.0,
        )
    ]


def test_what_is_left_out_stays_unknown() -> None:
    (one,) = rated("", "p", "", "", "", "")

    assert (one.got, one.in_use, one.knew, one.minutes) == ("partial", None, None, None)


def test_a_mistyped_key_is_asked_again() -> None:
    (one,) = rated("", "z", "n", "d", "9", "2", "soon", "15", "b")

    assert (one.got, one.in_use, one.knew, one.minutes) == (
        "failed",
        "unknown",
        "2",
        15,
    )


def test_declining_is_counted_and_asks_no_more() -> None:
    assert rated("x") == [Rating(session="one", declined=True, rated=5.0)]


def test_stopping_keeps_what_was_given() -> None:
    sessions = [("one", "a"), ("two", "b")]
    keys = typing("", "y", "y", "3", "5", "b", "", "q")
    ratings = iter(rate(sessions, keys, lambda: 1.0))

    assert next(ratings).session == "one"
    with pytest.raises(KeyboardInterrupt):
        next(ratings)


def test_no_question_shows_what_a_machine_thought() -> None:
    shown: list[str] = []

    def read(line: str) -> str:
        shown.append(line)
        return ""

    list(rate([("one", "2 March")], read, lambda: 1.0))

    assert len(shown) == 1 + len(QUESTIONS)
    assert not any("offline" in line or "model" in line for line in shown)
