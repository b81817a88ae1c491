"""How long rows of a pool are read: 90 days after their month, then never again.

Months that are over stay as the numbers that were released of them, so that trends
last longer than anybody's rows.
"""

import calendar
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from metier.pooling.files import Share
from metier.pooling.gathering import Gathered

__all__ = ["RETENTION_DAYS", "expired", "purge", "without_expired"]

RETENTION_DAYS = 90
_MONTH_COLUMN = "month"


def expired(month: str, days: int, today: date | None = None) -> bool:
    """Say whether rows of a month may not be read any more."""
    day = today or datetime.now(UTC).date()
    year, number = int(month[:4]), int(month[5:7])
    end = date(year, number, calendar.monthrange(year, number)[1])
    return day > end + timedelta(days=days)


def without_expired(
    gathered: Gathered, days: int, today: date | None = None
) -> tuple[Gathered, tuple[str, ...]]:
    """Leave out rows of months that are over for too long; name these months.

    Sums cannot be parted by month: a file of them goes as soon as one month is over.
    """
    over = {month for month in gathered.months if expired(month, days, today)}
    if not over:
        return gathered, ()
    kept = {
        key: left
        for key, share in gathered.shares.items()
        if (left := _left(share, over)) is not None
    }
    months = tuple(m for m in gathered.months if m not in over)
    made = msgspec.structs.replace(gathered, shares=kept, months=months)
    return made, tuple(sorted(over))


def _left(share: Share, over: set[str]) -> Share | None:
    months = tuple(month for month in share.months if month not in over)
    if share.kind == "sums":
        return share if months == share.months else None
    if not months or _MONTH_COLUMN not in share.columns:
        return None
    place = share.columns.index(_MONTH_COLUMN) + 1
    rows = tuple(row for row in share.rows if row[place] not in over)
    weeks = tuple(week for week in share.weeks if _month_of(str(week[0])) not in over)
    return msgspec.structs.replace(share, months=months, rows=rows, weeks=weeks)


def _month_of(week: str) -> str:
    year, number = week.split("-W")
    return f"{date.fromisocalendar(int(year), int(number), 4):%Y-%m}"


def purge(
    files: Iterable[tuple[Path, Share]], days: int, today: date | None = None
) -> tuple[Path, ...]:
    """Delete shared files all of whose months are over; return which."""
    gone = []
    for path, share in files:
        if all(expired(month, days, today) for month in share.months):
            path.unlink()
            gone.append(path)
    return tuple(gone)
