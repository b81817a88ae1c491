"""Sums that add up: a number of each figure, and the moments of each regression.

A clustered share or mean needs of each person only how many sessions and what they
add up to. A regression with joint fixed effects needs of each person and cell of
controls the sums of x, y and their products. Pooled, both give what the rows would
give, to rounding. Quantiles and changes over months are no sums: they stay out.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeGuard

import numpy as np
from numpy.typing import NDArray

from metier.estimates import answers, rows_of
from metier.facts import Frame
from metier.figures import FIGURES
from metier.pooling.share import Cell, Moments
from metier.records import (
    Figure,
    Histogram,
    Mean,
    Need,
    Panel,
    Regression,
    Share,
    Slope,
)

__all__ = [
    "Added",
    "add",
    "is_moments",
    "kind_of",
    "needs_by_series",
    "partitioned",
    "sums_of",
]

Place = tuple[str, str, str]


def needs_by_series(figures: Iterable[Figure] = FIGURES) -> dict[Place, Need]:
    """Return every need by figure, panel and series."""
    return {
        (figure.id, panel.id, need.series): need
        for figure in figures
        for panel in figure.panels
        for need in panel.needs
    }


def kind_of(need: Need) -> str | None:
    """Say what a need adds up: hits, values or logarithms; None for no sum."""
    if isinstance(need, Share | Histogram):
        return "share"
    if isinstance(need, Mean) and need.relative_to is None:
        return "geometric" if need.scale == "geometric" else "mean"
    return None


def sums_of(frame: Frame) -> tuple[tuple[Cell, ...], tuple[Moments, ...]]:
    """Return what one person's sessions add to every number that is a sum."""
    needs = needs_by_series()
    cells = []
    for estimate in answers(FIGURES, frame):
        key = estimate.key
        kind = kind_of(needs[(key.figure, key.panel, key.series)])
        if kind is None or key.statistic != "value" or estimate.value is None:
            continue
        count = estimate.cohort.sessions
        value = estimate.value
        total = math.log(value) if kind == "geometric" and value > 0 else value
        if kind == "share" and estimate.cohort.hits is not None:
            cells.append(_cell(key, kind, count, float(estimate.cohort.hits)))
        else:
            cells.append(_cell(key, kind, count, total * count))
    return tuple(cells), tuple(_moments(frame))


def _cell(key: object, kind: str, sessions: int, total: float) -> Cell:
    names = ("figure", "panel", "series", "group", "split")
    place = tuple(str(getattr(key, name)) for name in names)
    return Cell(key=place, kind=kind, sessions=sessions, sum=total)  # type: ignore[arg-type]


def _moments(frame: Frame) -> Iterator[Moments]:
    for figure in FIGURES:
        for panel in figure.panels:
            for need in panel.needs:
                if is_moments(need):
                    yield from _moments_of(figure, panel, need, frame)


def is_moments(need: Need) -> TypeGuard[Regression | Slope]:
    """Say whether a regression follows from moments, its interval included.

    Indicators of levels and instruments ask for more.
    """
    if isinstance(need, Slope):
        return True
    return isinstance(need, Regression) and not (need.levels or need.instrument)


def _moments_of(
    figure: Figure, panel: Panel, need: Regression | Slope, frame: Frame
) -> Iterator[Moments]:
    found = rows_of(figure, panel, need, frame)
    if found is None:
        return
    controls, x, y = found
    grouped: dict[tuple[str, ...], list[int]] = {}
    for row, levels in enumerate(controls):
        grouped.setdefault(levels, []).append(row)
    upper = np.triu_indices(x.shape[1])
    for levels, rows in sorted(grouped.items()):
        inside, outcome = x[rows], y[rows]
        yield Moments(
            regression=(figure.id, panel.id, need.series),
            cell=levels,
            sessions=len(rows),
            x=tuple(inside.sum(axis=0).tolist()),
            y=float(outcome.sum()),
            xx=tuple((inside.T @ inside)[upper].tolist()),
            xy=tuple((inside.T @ outcome).tolist()),
            yy=float(outcome @ outcome),
        )


class Added:
    """Sums of one number over people: one entry a person."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self.sessions: dict[str, float] = {}
        self.sums: dict[str, float] = {}

    def add(self, person: str, cell: Cell) -> None:
        """Add what a person has in this cell."""
        self.sessions[person] = self.sessions.get(person, 0.0) + cell.sessions
        self.sums[person] = self.sums.get(person, 0.0) + cell.sum

    def arrays(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return sums and sessions, a value a person."""
        people = list(self.sessions)
        return (
            np.array([self.sums[p] for p in people]),
            np.array([self.sessions[p] for p in people]),
        )


def add(parts: Iterable[tuple[str, Sequence[Cell]]]) -> dict[tuple[str, ...], Added]:
    """Put the cells of all people together by key."""
    whole: dict[tuple[str, ...], Added] = {}
    for person, cells in parts:
        for cell in cells:
            whole.setdefault(cell.key, Added()).add(person, cell)
    needs = needs_by_series()
    families: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for key in whole:
        if partitioned(needs[(key[0], key[1], key[2])]):
            families.setdefault((*key[:3], key[4]), []).append(key)
    for keys in families.values():
        _fill(whole, keys)
    return _largest(whole, needs)


def partitioned(need: Need) -> bool:
    """Say whether the groups of a need are levels whose shares sum to one."""
    return isinstance(need, Histogram) or (
        isinstance(need, Share) and bool(need.levels)
    )


def _fill(whole: dict[tuple[str, ...], Added], keys: list[tuple[str, ...]]) -> None:
    """Count people at levels that none of their sessions stands at."""
    sizes = {p: n for key in keys for p, n in whole[key].sessions.items()}
    for key in keys:
        for person, count in sizes.items():
            whole[key].sessions.setdefault(person, count)
            whole[key].sums.setdefault(person, 0.0)


def _largest(
    whole: dict[tuple[str, ...], Added], needs: dict[Place, Need]
) -> dict[tuple[str, ...], Added]:
    """Keep of each series only so many groups as its need asks for."""
    sizes: dict[tuple[str, ...], dict[str, float]] = {}
    for key, added in whole.items():
        need = needs[(key[0], key[1], key[2])]
        if need.largest is not None:
            held = added.sums if partitioned(need) else added.sessions
            groups = sizes.setdefault((*key[:3], key[4]), {})
            groups[key[3]] = sum(held.values())
    kept = {
        family: set(
            sorted(groups, key=lambda g: (-groups[g], g))[: _most(needs, family)]
        )
        for family, groups in sizes.items()
    }
    return {
        key: added
        for key, added in whole.items()
        if (family := (*key[:3], key[4])) not in kept or key[3] in kept[family]
    }


def _most(needs: dict[Place, Need], family: tuple[str, ...]) -> int:
    return needs[(family[0], family[1], family[2])].largest or 0
