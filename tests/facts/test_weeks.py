from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.facts.weeks import week_name, week_rows

MONDAY = int(datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp())
BERLIN = ZoneInfo("Europe/Berlin")


def at(*minutes: float) -> list[int]:
    return [MONDAY + int(minute * 60) for minute in minutes]


def test_two_sessions_side_by_side_count_once() -> None:
    one = ("ann", at(0, 4, 8), None)
    other = ("ann", at(2, 6, 8), None)

    rows = list(week_rows([one, other], UTC))

    assert [row["engaged_5"] for row in rows] == [pytest.approx(8 / 60, abs=1e-6)]
    assert rows[0]["open"] == pytest.approx(8 / 60, abs=1e-6)
    assert rows[0]["sessions"] == 2


def test_a_gap_counts_under_every_threshold_it_fits() -> None:
    session = ("ann", at(0, 4, 14, 34, 104), 600.0)

    (row,) = week_rows([session], UTC)

    assert row["engaged_5"] == pytest.approx(4 / 60, abs=1e-6)
    assert row["engaged_15"] == pytest.approx(14 / 60, abs=1e-6)
    assert row["engaged_30"] == pytest.approx(34 / 60, abs=1e-6)
    assert row["open"] == pytest.approx(104 / 60, abs=1e-6)
    assert row["agent"] == pytest.approx(600 / 3600, abs=1e-6)


def test_people_are_kept_apart() -> None:
    rows = list(week_rows([("ann", at(0, 4), None), ("bob", at(0, 4), None)], UTC))

    assert [row["person"] for row in rows] == ["ann", "bob"]


def test_a_gap_over_mondays_midnight_is_split_there() -> None:
    midnight = int(datetime(2026, 3, 9, tzinfo=UTC).timestamp())
    session = ("ann", [midnight - 120, midnight + 180], 100.0)

    before, after = week_rows([session], UTC)

    assert (before["week"], after["week"]) == ("2026-W10", "2026-W11")
    assert before["engaged_5"] == pytest.approx(120 / 3600, abs=1e-6)
    assert after["engaged_5"] == pytest.approx(180 / 3600, abs=1e-6)
    assert before["agent"] == after["agent"] == pytest.approx(50 / 3600, abs=1e-6)


def test_a_week_belongs_to_the_time_zone_of_the_study() -> None:
    sunday_night = datetime(2026, 3, 8, 23, 30, tzinfo=UTC).timestamp()

    names = week_name(sunday_night, UTC), week_name(sunday_night, BERLIN)

    assert names == ("2026-W10", "2026-W11")


@pytest.mark.parametrize(
    ("monday", "hours"),
    [(datetime(2026, 3, 23), 167), (datetime(2025, 10, 20), 169)],  # noqa: DTZ001
)
def test_a_week_in_which_clocks_change_has_an_hour_more_or_less(
    monday: datetime, hours: int
) -> None:
    start = int(monday.replace(tzinfo=BERLIN).timestamp())
    session = ("ann", list(range(start - 3600, start + 170 * 3600, 300)), None)

    rows = list(week_rows([session], BERLIN))

    assert rows[1]["open"] == pytest.approx(hours)
    assert rows[1]["engaged_5"] == pytest.approx(hours)


@given(
    st.lists(
        st.lists(st.integers(0, 40 * 86_400), min_size=1, max_size=20),
        min_size=1,
        max_size=5,
    )
)
def test_engaged_hours_grow_with_the_threshold_and_never_exceed_open_ones(
    sessions: list[list[int]],
) -> None:
    made = [("ann", sorted(MONDAY + m for m in own), None) for own in sessions]

    rows = list(week_rows(made, BERLIN))

    for row in rows:
        low, middle, high = (float(str(row[f"engaged_{m}"])) for m in (5, 15, 30))
        assert low <= middle <= high
    total = sum(float(str(row["open"])) for row in rows)
    longest = max(own[-1] for _, own, _ in made) - min(own[0] for _, own, _ in made)
    assert total <= longest / 3600 + 1e-3
