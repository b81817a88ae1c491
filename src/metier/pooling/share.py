"""What one person lets go: a record for facts or sums, readable by people."""

from typing import Literal

import msgspec

__all__ = ["CAP", "VERSION", "Cell", "Moments", "Share"]

VERSION = 1
CAP = 20
"""Most sessions of one person in one file (methods 5.2)."""


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One number of a figure as sums: what one person adds to it."""

    key: tuple[str, str, str, str, str]
    """Figure, panel, series, group, split."""

    kind: Literal["share", "mean", "geometric"]
    sessions: int
    sum: float
    """Hits, values, or logarithms of values."""


class Moments(msgspec.Struct, frozen=True, kw_only=True):
    """One joint cell of a regression as sums over its sessions."""

    regression: tuple[str, str, str]
    """Figure, panel, series."""

    cell: tuple[str, ...]
    """Levels of the controls."""

    sessions: int
    x: tuple[float, ...]
    y: float
    xx: tuple[float, ...]
    """Upper triangle of the products, row by row."""

    xy: tuple[float, ...]
    yy: float


class Share(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one person lets go."""

    metier_share: int = VERSION
    kind: Literal["facts", "sums"]
    pool: str
    """Name of the pool; the person's id is made for it and tells nothing elsewhere."""

    person: str
    machine: str
    """Tells one person's machines apart."""

    made: str
    """ISO week; of two files of one machine the later one counts."""

    number: int
    """Counts the files of this machine, so that two of one week can be ordered."""

    months: tuple[str, ...]
    codebook: dict[str, int]
    annotator: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[object, ...], ...] = ()
    """facts: a row a session, `fingerprint` first, then `columns`."""

    cells: tuple[Cell, ...] = ()
    """sums: what this person adds to each number."""

    moments: tuple[Moments, ...] = ()
    fingerprints: tuple[str, ...] = ()
    """sums: of the sessions behind them, so that nothing counts twice."""

    weeks: tuple[tuple[object, ...], ...] = ()
    """week, engaged_5, engaged_15, engaged_30, agent, open, sessions."""

    check: str = ""
    """Checksum of everything above."""
