"""Which sessions of a study count: scope, window, projects, agents; with reasons."""

from datetime import datetime, time, timedelta

import numpy as np
from numpy.typing import NDArray

from metier.facts.assemble import Columns
from metier.records import Exclusion
from metier.study.settings import Settings, zone

__all__ = ["choose"]

Flags = NDArray[np.bool_]
STUDY_SURFACES = ("cli", "desktop", "web", "unknown")
"""The study's own scope; logs before entry points were written are of unknown
surface, and nearly all of them come from the command line (decision 72)."""


def choose(columns: Columns, settings: Settings) -> tuple[Flags, tuple[Exclusion, ...]]:
    """Return which sessions count, and how many do not for which reason."""
    kept = np.ones(len(columns["session"]), dtype=bool)
    left_out = []
    for reason, rows in _reasons(columns, settings):
        lost = kept & rows
        if lost.any():
            left_out.append(Exclusion(reason=reason, sessions=int(lost.sum())))
        kept &= ~rows
    return kept, tuple(left_out)


def _reasons(columns: Columns, settings: Settings) -> list[tuple[str, Flags]]:
    interactive, surface = columns["interactive"], columns["surface"]
    program = (interactive == "no") | (surface == "headless")
    return [
        ("another agent", _not_among(columns["agent"], settings.agents)),
        ("another project", _not_among(columns["project"], settings.projects)),
        (
            "project left out",
            np.isin(columns["project"].astype(str), settings.without_projects),
        ),
        ("outside the window", _outside(columns, settings)),
        ("headless", program),
        ("no human turn", np.asarray(columns["turns"], dtype=float) == 0),
        (
            "surface outside the study's scope",
            _not_among(surface, STUDY_SURFACES)
            if settings.scope == "study"
            else np.zeros(len(surface), dtype=bool),
        ),
    ]


def _not_among(values: NDArray[np.generic], wanted: tuple[str, ...]) -> Flags:
    if not wanted:
        return np.zeros(len(values), dtype=bool)
    return ~np.isin(values.astype(str), wanted)


def _outside(columns: Columns, settings: Settings) -> Flags:
    started = np.asarray(columns["started"], dtype=np.float64)
    outside = np.zeros(len(started), dtype=bool)
    if settings.since is not None:
        outside |= ~(started >= _midnight(settings.since, settings))
    if settings.until is not None:
        outside |= ~(started < _midnight(settings.until, settings, days=1))
    return outside


def _midnight(day: str, settings: Settings, days: int = 0) -> float:
    date = datetime.fromisoformat(day).date() + timedelta(days=days)
    return datetime.combine(date, time(), tzinfo=zone(settings.timezone)).timestamp()
