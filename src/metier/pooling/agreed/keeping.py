"""How long rows of a pool are read: 90 days after they were shared, then never again.

Months that are over stay as the numbers that were released of them, so that trends
last longer than anybody's rows.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from metier.pooling.files import Share
from metier.pooling.gathering import Gathered

__all__ = ["RETENTION_DAYS", "expired", "purge", "without_expired"]

RETENTION_DAYS = 90
_SUNDAY = 7


def expired(made: str, days: int, today: date | None = None) -> bool:
    """Say whether what was shared in an ISO week may not be read any more."""
    day = today or datetime.now(UTC).date()
    year, number = made.split("-W")
    end = date.fromisocalendar(int(year), int(number), _SUNDAY)
    return day > end + timedelta(days=days)


def without_expired(
    gathered: Gathered, days: int, today: date | None = None
) -> tuple[Gathered, int]:
    """Leave out what was shared too long ago; count the files."""
    kept = {
        key: share
        for key, share in gathered.shares.items()
        if not expired(share.made, days, today)
    }
    gone = len(gathered.shares) - len(kept)
    if not gone:
        return gathered, 0
    months = tuple(sorted({month for s in kept.values() for month in s.months}))
    return msgspec.structs.replace(gathered, shares=kept, months=months), gone


def purge(
    files: Iterable[tuple[Path, Share]], days: int, today: date | None = None
) -> tuple[Path, ...]:
    """Delete files that were shared too long ago; return which."""
    gone = []
    for path, share in files:
        if expired(share.made, days, today):
            path.unlink()
            gone.append(path)
    return tuple(gone)
