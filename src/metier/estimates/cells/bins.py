"""Numbers cut into bins, each named by its edges."""

from itertools import pairwise

import numpy as np

from metier.estimates.cells.frames import UNKNOWN, Levels, Sessions
from metier.estimates.core.people import Floats, Indices
from metier.facts import COLUMN_BY_NAME

__all__ = ["bin_names", "binned", "bins", "is_share"]


SHARES = frozenset({"landed", "alive_7", "alive_30", "alive_90", "lines_appeared"})
"""What repositories say as shares (records.Outcome)."""


def is_share(column: str) -> bool:
    """Say whether a column runs from 0 to 1."""
    flag = COLUMN_BY_NAME[column].kind == "flag"
    return flag or column.endswith("_share") or column in SHARES


def binned(sessions: Sessions, column: str, edges: tuple[float, ...]) -> Levels:
    """Return a number column as levels, one a bin."""
    return Levels(bins(sessions.number(column), edges), bin_names(column, edges))


def bins(numbers: Floats, edges: tuple[float, ...]) -> Indices:
    """Give each value its bin, -1 outside of all; the last is closed on the right."""
    limits = np.asarray(edges, dtype=np.float64)
    last = len(limits) - 2
    codes = np.searchsorted(limits, numbers, side="right") - 1
    codes[numbers == limits[-1]] = last
    codes[(codes > last) | np.isnan(numbers)] = UNKNOWN
    return codes.astype(np.intp)


def bin_names(column: str, edges: tuple[float, ...]) -> tuple[str, ...]:
    """Name bins by their edges, in percent for shares."""
    percent = 100 if is_share(column) else 1
    ends = [f"{edge * percent:g}" for edge in edges]
    return tuple(f"{low}-{high}" for low, high in pairwise(ends))
