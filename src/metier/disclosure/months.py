"""Months that are over: what was released of them stands beside later months.

Rows of a month are kept for a while only; its numbers have left already, so showing
them again tells nothing new, and a trend lasts longer than anybody's rows.
"""

from collections.abc import Iterable

import msgspec

from metier.disclosure.ledger import Window
from metier.disclosure.margins import month
from metier.records import Released, ReleasedEstimate

__all__ = ["closed", "with_closed"]


def closed(released: Released) -> tuple[ReleasedEstimate, ...]:
    """Return the numbers of single months: shares and means, as they left."""
    return tuple(
        estimate
        for estimate in released.estimates
        if _month(estimate) is not None and estimate.key.statistic == "value"
    )


def with_closed(
    released: Released, earlier: Iterable[ReleasedEstimate], window: Window
) -> Released:
    """Add numbers of months that lie before a window, as they were released then.

    Only for series that this release splits by month as well.
    """
    asked = {
        _series(estimate)
        for estimate in released.estimates
        if _month(estimate) is not None
    }
    there = {estimate.key for estimate in released.estimates}
    added = tuple(
        estimate
        for estimate in earlier
        if (when := _month(estimate)) is not None
        and when < window.first
        and estimate.key not in there
        and _series(estimate) in asked
    )
    return msgspec.structs.replace(released, estimates=(*released.estimates, *added))


def _month(estimate: ReleasedEstimate) -> str | None:
    for level in (estimate.key.group, estimate.key.split):
        if month(level) and "W" not in level:
            return level
    return None


def _series(estimate: ReleasedEstimate) -> tuple[str, str, str, str]:
    return (
        estimate.key.figure,
        estimate.key.panel,
        estimate.key.series,
        estimate.unit,
    )
