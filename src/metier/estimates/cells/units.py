"""In which unit a need is answered."""

from metier.estimates.cells.bins import is_share
from metier.records import (
    Change,
    Count,
    Hours,
    Mean,
    Need,
    Quantiles,
    Regression,
    Slope,
    Trend,
    Unit,
)

__all__ = ["unit_of"]

_UNIT_OF: dict[type, Unit] = {
    Change: "ratio",
    Count: "count",
    Hours: "hours",
    Regression: "points",
    Slope: "ratio",
}

_UNITS: tuple[tuple[str, Unit], ...] = (("words", "words"), ("value_usd", "usd"))


def unit_of(need: Need) -> Unit:
    """Name the unit of a need's answer."""
    if isinstance(need, Mean) and need.relative_to is not None:
        return "number"
    if isinstance(need, Mean | Quantiles | Trend):
        return _of_column(need.of)
    return _UNIT_OF.get(type(need), "share")


def _of_column(column: str) -> Unit:
    """Name the unit of a column's mean or quantile."""
    if is_share(column):
        return "share"
    return next((unit for name, unit in _UNITS if column.startswith(name)), "number")
