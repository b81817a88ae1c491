"""Sessions made up at random, to see how the numbers of all figures hang together.

They are nobody's: levels of the codebook and numbers of all sizes, each drawn by
itself, so that whatever can be together in a session somewhere is. What holds for
their sets of sessions follows from the questions alone (decision 153).
"""

from collections.abc import Iterable
from functools import lru_cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.codebook import FACET_BY_NAME
from metier.disclosure import Structure
from metier.estimates import derive, memberships
from metier.facts import COLUMN_BY_NAME, COLUMNS, Column, Frame
from metier.figures import FIGURES
from metier.records import Figure

__all__ = ["structure", "structure_of"]

SESSIONS = 12_000
_USUAL = 0.6
"""Share of one level of an occupation: some questions are put to it alone."""

_UNKNOWN = 0.06
_LEVELS = {
    "agent": ("claude-code", "codex", "gemini-cli", "opencode"),
    "surface": ("cli", "ide", "desktop", "web", "unknown"),
    "interactive": ("yes", "unknown"),
    "model_tier": ("opus", "sonnet", "haiku", "other"),
    "length_band": ("1", "2-3", "4-7", "8+"),
    "week": ("2026-W05",),
    "project": ("p",),
}
_SHARES = ("landed", "alive_7", "alive_30", "alive_90", "lines_appeared")
_RATED = {
    "expertise": 1,
    "expertise_first": 1,
    "expertise_typed": 1,
    "success_signal": 0,
    "failure_signal": 0,
}
_DECISIONS = ("plan_user", "plan_agent", "exec_user", "exec_agent")

Dice = np.random.Generator


def structure(
    months: Iterable[str],
    complete: Iterable[str] = (),
    figures: tuple[Figure, ...] = FIGURES,
) -> Structure:
    """Return how the numbers of these figures hang together in these months.

    `complete` names columns that are known for every session of the study: a reader
    may well guess that, and more follows then.
    """
    return _structure(tuple(sorted(set(months))), frozenset(complete), figures)


def structure_of(frame: Frame) -> Structure:
    """Return how the numbers of all figures hang together in a study's sessions."""
    months = {str(month) for month in frame.text("month") if month is not None}
    counted = np.ones(len(frame), dtype=np.bool_)
    if "attempted" in frame:
        counted = frame.number("attempted") != 0
    complete = (
        column.name
        for column in COLUMNS
        if column.name in frame and _is_complete(frame, column, counted)
    )
    return structure(months, complete)


def _is_complete(frame: Frame, column: Column, counted: NDArray[np.bool_]) -> bool:
    if column.kind == "text":
        return all(value is not None for value in frame.text(column.name)[counted])
    return not np.isnan(frame.number(column.name)[counted]).any()


@lru_cache(maxsize=8)
def _structure(
    months: tuple[str, ...], complete: frozenset[str], figures: tuple[Figure, ...]
) -> Structure:
    frame = _made_up(months, complete)
    cut = (
        (figure.id, panel.id, need.series)
        for figure in figures
        for panel in figure.panels
        for need in panel.needs
        if need.largest is not None
    )
    return Structure(memberships(map(_every_group, figures), frame), cut)


def _every_group(figure: Figure) -> Figure:
    """Ask for all groups: which are the largest differs from study to study."""
    panels = tuple(
        msgspec.structs.replace(
            panel,
            needs=tuple(
                msgspec.structs.replace(need, largest=None) for need in panel.needs
            ),
        )
        for panel in figure.panels
    )
    return msgspec.structs.replace(figure, panels=panels)


def _made_up(months: tuple[str, ...], complete: frozenset[str]) -> Frame:
    dice = np.random.default_rng(153)
    columns: dict[str, NDArray[np.generic]] = {
        column.name: _drawn(
            column, months, dice, 0.0 if column.name in complete else _UNKNOWN
        )
        for column in COLUMNS
        if column.name not in {"session", "person"}
    }
    for name in ("hard_evidence", "affirmed", "left_artefact"):
        columns[name] = dice.integers(0, 2, SESSIONS).astype(np.float64)
    for name in _DECISIONS:
        columns[name] = dice.integers(0, 7, SESSIONS).astype(np.float64)
    turns = np.asarray(columns["turns"], dtype=np.float64)
    columns["actions"] = np.round(np.asarray(columns["actions_per_turn"]) * turns)
    names = np.array([str(n) for n in range(SESSIONS)], dtype=object)
    columns |= {"session": names, "person": names}
    columns |= derive(columns)
    return Frame({name: columns[name] for name in columns if name in COLUMN_BY_NAME})


def _drawn(
    column: Column, months: tuple[str, ...], dice: Dice, unknown: float
) -> NDArray[np.generic]:
    name = column.name
    if column.kind == "text":
        return _level(name, months, dice, unknown)
    values: NDArray[np.float64]
    if column.kind == "flag":
        values = dice.integers(0, 2, SESSIONS).astype(np.float64)
    elif name in _RATED:
        values = dice.integers(_RATED[name], 6, SESSIONS).astype(np.float64)
    elif name in _SHARES:
        values = np.asarray(np.round(dice.random(SESSIONS), 2), np.float64)
    else:
        sizes = np.exp(dice.normal(3.0, 2.0, SESSIONS))
        values = np.asarray(np.round(sizes), np.float64)
    values[dice.random(SESSIONS) < unknown] = np.nan
    if name in {"turns", "actions_per_turn"}:
        values = np.where(values >= 1, values, 1.0)
    if name == "lines_added":
        values = np.where(dice.random(SESSIONS) < 0.4, 0.0, values)  # noqa: PLR2004
    if name == "attempted":
        values = (dice.random(SESSIONS) < 0.95).astype(np.float64)  # noqa: PLR2004
    return values


def _level(
    name: str, months: tuple[str, ...], dice: Dice, unknown: float
) -> NDArray[np.object_]:
    if name == "month":
        return np.array(dice.choice(months, SESSIONS), dtype=object)
    facet = FACET_BY_NAME.get(name)
    levels = (
        tuple(level.name for level in facet.levels)
        if facet is not None
        else _LEVELS.get(name, ("one",))
    )
    chances = np.ones(len(levels)) / len(levels)
    if len(levels) > 12:  # noqa: PLR2004 - occupations, of which one is most common
        chances *= 1 - _USUAL
        chances[levels.index("15")] += _USUAL
    values = np.array(dice.choice(levels, SESSIONS, p=chances), dtype=object)
    if name not in {"agent", "surface", "interactive", "week", "project"}:
        values[dice.random(SESSIONS) < unknown] = None
    return values
