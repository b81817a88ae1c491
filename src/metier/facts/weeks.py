"""Hours a person and ISO week, in the study's time zone, as a union over sessions.

Moments of all sessions of a person are put in one line before gaps are added up,
so that two sessions side by side count once. A gap over Monday's midnight is
split there; a week in which the clocks change simply has an hour more or less.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from metier.facts.tables import WEEKS, Row

__all__ = ["Moments", "week_name", "week_rows"]

HOUR_S = 3600.0
THRESHOLDS_MIN = (5, 15, 30)
Moments = tuple[str, Sequence[int], float | None]
"""A session: its person, its moments in order, the seconds its agent worked."""


def week_rows(sessions: Iterable[Moments], zone: tzinfo) -> Iterator[Row]:
    """Yield a row for every person and week in which anything happened.

    A person's sessions stand together, so that one person at a time is in memory.
    """
    for person, group in itertools.groupby(sessions, key=lambda session: session[0]):
        own = [session for session in group if session[1]]
        hours: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        _add_engaged(hours, own, zone)
        _add_open(hours, own, zone)
        _add_agent(hours, own, zone)
        for week, values in sorted(hours.items()):
            yield _row(person, week, values)


def week_name(moment: float, zone: tzinfo) -> str:
    """Name the ISO week of a moment, for instance 2026-W12."""
    year, week, _ = datetime.fromtimestamp(moment, zone).isocalendar()
    return f"{year:04d}-W{week:02d}"


def _row(person: str, week: str, values: dict[str, float]) -> Row:
    names = [f"engaged_{minutes}" for minutes in THRESHOLDS_MIN] + ["agent", "open"]
    hours = {name: round(values.get(name, 0.0), 6) for name in names}
    return WEEKS.only(
        {"person": person, "week": week, "sessions": int(values["sessions"]), **hours}
    )


def _add_engaged(
    hours: dict[str, dict[str, float]], sessions: list[Moments], zone: tzinfo
) -> None:
    moments = sorted({moment for _, own, _ in sessions for moment in own})
    longest = THRESHOLDS_MIN[-1] * 60
    for first, second in itertools.pairwise(moments):
        if second - first > longest:
            continue
        for week, seconds in _split(first, second, zone):
            for minutes in THRESHOLDS_MIN:
                if second - first <= minutes * 60:
                    hours[week][f"engaged_{minutes}"] += seconds / HOUR_S


def _add_open(
    hours: dict[str, dict[str, float]], sessions: list[Moments], zone: tzinfo
) -> None:
    end = float("-inf")
    for first, last in sorted((own[0], own[-1]) for _, own, _ in sessions):
        begin = max(first, end)
        end = max(end, last)
        if last > begin:
            for week, seconds in _split(begin, last, zone):
                hours[week]["open"] += seconds / HOUR_S


def _add_agent(
    hours: dict[str, dict[str, float]], sessions: list[Moments], zone: tzinfo
) -> None:
    """Share an agent's seconds among weeks as the session's moments fall in them."""
    for _, own, agent_s in sessions:
        shares: dict[str, int] = defaultdict(int)
        for week, count in _counted(own, zone):
            shares[week] += count
        for week, count in shares.items():
            hours[week]["sessions"] += 1
            hours[week]["agent"] += (agent_s or 0.0) / HOUR_S * count / len(own)


def _counted(moments: Sequence[int], zone: tzinfo) -> Iterator[tuple[str, int]]:
    start = 0
    while start < len(moments):
        border, week = _week(moments[start], zone)
        stop = start
        while stop < len(moments) and moments[stop] < border:
            stop += 1
        yield week, stop - start
        start = stop


def _split(begin: float, end: float, zone: tzinfo) -> Iterator[tuple[str, float]]:
    while begin < end:
        monday, week = _week(begin, zone)
        border = min(end, monday)
        yield week, border - begin
        begin = border


def _week(moment: float, zone: tzinfo) -> tuple[float, str]:
    """Give the end and the name of the week of a moment."""
    whole = _hour(int(moment // HOUR_S), zone)
    return whole or (_next_monday(moment, zone), week_name(moment, zone))


@lru_cache(maxsize=1 << 16)
def _hour(hour: int, zone: tzinfo) -> tuple[float, str] | None:
    """Give them for all moments of an hour, where it lies in one week alone."""
    first, last = hour * HOUR_S, (hour + 1) * HOUR_S - 1
    border = _next_monday(first, zone)
    alone = border > last + 1 and border == _next_monday(last, zone)
    return (border, week_name(first, zone)) if alone else None


def _next_monday(moment: float, zone: tzinfo) -> float:
    local = datetime.fromtimestamp(moment, zone)
    monday = (local + timedelta(days=7 - local.weekday())).replace(
        hour=0, minute=0, second=0, microsecond=0, fold=0
    )
    border = monday.astimezone(UTC).timestamp()
    # A zone that changes its clocks at Monday's midnight has two of them or none.
    return border if border > moment else moment + 1
