"""Numbers as people read them."""

import pytest

from metier.records import Unit
from metier.report.numbers import counted, day, interval, month, number


@pytest.mark.parametrize(
    ("value", "unit", "sessions", "text"),
    [
        (0.264, "share", 183, "26%"),
        (0.264, "share", 1_200, "26.4%"),
        (0.026, "share", 183, "2.6%"),
        (0.0, "share", 183, "0%"),
        (0.0379, "points", 0, "+3.8 points"),
        (-0.0379, "points", 0, "\N{MINUS SIGN}3.8 points"),
        (0.0, "points", 0, "0.0 points"),
        (0.09, "ratio", 0, "+9%"),
        (2_417.4, "words", 0, "2,417"),
        (340.0, "usd", 0, "$340"),
        (9.87, "number", 0, "9.9"),
        (12.34, "hours", 0, "12.3"),
        (0.043, "number", 0, "0.043"),
    ],
)
def test_a_number_is_written_with_its_unit(
    value: float, unit: Unit, sessions: int, text: str
) -> None:
    assert number(value, unit, sessions) == text


def test_an_interval_names_its_unit_once() -> None:
    assert interval(0.2, 0.33, "share") == "20\N{EN DASH}33%"
    assert interval(-0.02, 0.05, "points") == "\N{MINUS SIGN}2.0 to +5.0"
    assert interval(4.5, 5, "number") == "4.5\N{EN DASH}5.0"
    assert interval(2, 3, "number") == "2\N{EN DASH}3"
    assert interval(100, 2_000, "usd") == "$100\N{EN DASH}2,000"


def test_counts_and_dates_are_words() -> None:
    assert counted(1, "session") == "1 session"
    assert counted(1_204, "session") == "1,204 sessions"
    assert counted(2, "person", "people") == "2 people"
    assert day("2026-05-03") == "3 May 2026"
    assert day(None) == "unknown"
    assert month("2025-10") == "Oct 2025"
