"""Times in logs: ISO stamps as seconds in UTC, and sums of gaps."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import pairwise

__all__ = ["engaged_s", "seconds"]


def seconds(stamp: str | None) -> float | None:
    """Read an ISO stamp as seconds since 1970 in UTC; None if it is none."""
    if not stamp:
        return None
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.timestamp()


def engaged_s(times: Iterable[float], longest_gap_s: float) -> float:
    """Add up the gaps between sorted times that are not longer than a threshold."""
    return sum(
        gap
        for before, after in pairwise(times)
        if (gap := after - before) <= longest_gap_s
    )
