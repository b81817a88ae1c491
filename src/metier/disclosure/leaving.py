"""What a number, a summary or a card looks like once it has left.

In a group's release numbers are rounded: full precision would give away sums over
persons, or one session's own value (decision 52). Rounding is no protection by
itself; the rules on cells are.
"""

import calendar
import math

from metier.disclosure.policy import Policy
from metier.records import (
    Card,
    Estimate,
    Exclusion,
    ReleasedEstimate,
    StudySummary,
    Unit,
)

__all__ = ["card_may_leave", "leave", "leave_summary"]

_SHARE_DECIMALS = 4
_SIGNIFICANT = 4
_SHARES: frozenset[Unit] = frozenset(("share", "points"))


def leave(estimate: Estimate, policy: Policy, *, private: bool) -> ReleasedEstimate:
    """Write down a number that may leave."""
    if estimate.value is None:
        raise ValueError(f"{estimate.key} has no value and cannot leave.")
    least = policy.sessions
    excluded = tuple(
        exclusion
        for exclusion in estimate.excluded
        if private or exclusion.sessions >= least
    )
    unit = estimate.unit

    def shown(number: float | None) -> float | None:
        return number if private else _round(number, unit)

    value = shown(estimate.value)
    return ReleasedEstimate(
        key=estimate.key,
        unit=unit,
        value=estimate.value if value is None else value,
        low=shown(estimate.low),
        high=shown(estimate.high),
        standard_error=shown(estimate.standard_error),
        sessions=estimate.cohort.sessions,
        people=estimate.cohort.people,
        method=estimate.method,
        label_error=estimate.label_error,
        gold=estimate.gold,
        rests_on=estimate.rests_on,
        excluded=excluded,
    )


def _round(number: float | None, unit: Unit) -> float | None:
    """Round a share to 0.01 points, a count to one, the rest to four digits."""
    if number is None or not math.isfinite(number):
        return None
    if unit in _SHARES:
        return round(number, _SHARE_DECIMALS)
    if number == 0 or unit == "count":
        return float(round(number))
    return round(number, _SIGNIFICANT - 1 - math.floor(math.log10(abs(number))))


def leave_summary(summary: StudySummary, policy: Policy) -> StudySummary:
    """Take out of a group's summary what speaks of few people or of one day."""
    least = policy.thresholds("")
    kept = [
        exclusion
        for exclusion in summary.left_out
        if exclusion.sessions >= least.sessions
    ]
    return StudySummary(
        private=False,
        example=summary.example,
        people=summary.people,
        sessions=summary.sessions,
        sessions_seen=_seen(summary, kept),
        first_day=_first_of_month(summary.first_day),
        last_day=_last_of_month(summary.last_day),
        agents=_large(summary.agents, summary.agent_people, policy),
        surfaces=_large(summary.surfaces, summary.surface_people, policy),
        left_out=tuple(kept),
        kept_though_deleted=_count(summary.kept_though_deleted, least.sessions),
        not_attempted=_count(summary.not_attempted, least.sessions),
        annotator=summary.annotator,
        scope=summary.scope,
        timezone=summary.timezone,
        metier_version=summary.metier_version,
        settings_hash=summary.settings_hash,
        made=summary.made[:10],
        primary_lock=summary.primary_lock,
        lock_changed=summary.lock_changed,
        safeguards_missing=summary.safeguards_missing,
    )


def _seen(summary: StudySummary, kept: list[Exclusion]) -> int:
    """Count what was seen so that nothing left out silently follows from it."""
    return summary.sessions + sum(exclusion.sessions for exclusion in kept)


def _count(number: int | None, least: int) -> int | None:
    """Keep a count that is zero or large."""
    return number if number is None or number == 0 or number >= least else None


def _large(
    counts: tuple[tuple[str, int], ...],
    people: tuple[tuple[str, int], ...],
    policy: Policy,
) -> tuple[tuple[str, int], ...]:
    """Keep counts of enough sessions by enough people; two at least are missing.

    Where one alone were missing, it would follow from the total.
    """
    least = policy.thresholds("")
    known = dict(people)
    small = [
        (name, sessions)
        for name, sessions in counts
        if sessions < least.sessions or known.get(name, 0) < least.people
    ]
    large = [pair for pair in counts if pair not in small]
    hidden = sum(sessions for _, sessions in small)
    if small and (len(small) == 1 or hidden < least.sessions) and large:
        large.remove(min(large, key=lambda pair: (pair[1], pair[0])))
    return tuple(large)


def _first_of_month(day: str | None) -> str | None:
    """Return the first day of the day's month: a day may be one person's."""
    return None if day is None else f"{day[:7]}-01"


def _last_of_month(day: str | None) -> str | None:
    """Return the last day of the day's month."""
    if day is None:
        return None
    year, number = int(day[:4]), int(day[5:7])
    return f"{day[:7]}-{calendar.monthrange(year, number)[1]:02d}"


def card_may_leave(card: Card, policy: Policy) -> bool:
    """Say whether a card was measured on enough people and sessions."""
    least = policy.thresholds("")
    return card.people >= least.people and card.sessions >= least.sessions
