"""How many of the lines outlive so many days: the need that asks of repositories."""

from collections.abc import Iterator, Mapping

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.estimates.cells.asking import Asking, Cell
from metier.estimates.core.people import factorise, sums_by
from metier.estimates.core.survival import kaplan_meier
from metier.records import Cohort, Estimate, Survival

__all__ = ["Lives", "survival"]

Lives = Mapping[str, NDArray[np.generic]]
"""Followed lines: session, person, duration (days), ended (0, 1), weight (lines)."""


def survival(asking: Asking, need: Survival, lives: Lives | None) -> Iterator[Estimate]:
    """Estimate the curve at each day asked for that anything was followed to."""
    if lives is None or not len(lives["duration"]):
        for day in need.at:
            cell = Cell(group=f"{day:g}", rows=np.zeros(0, dtype=np.intp))
            yield asking.nothing(cell, rule="not measured")
        return
    duration = np.asarray(lives["duration"], dtype=np.float64)
    cohort = _cohort(asking, lives)
    for day in need.at:
        cell = Cell(group=f"{day:g}", rows=np.zeros(0, dtype=np.intp))
        if duration.max() < day:
            yield asking.nothing(cell, rule="no sessions")
            continue
        result = kaplan_meier(
            duration=duration,
            ended=np.asarray(lives["ended"], dtype=np.bool_),
            person=lives["person"].tolist(),
            at=day,
            weight=np.asarray(lives["weight"], dtype=np.float64),
        )
        found = msgspec.structs.replace(result, sessions=cohort.sessions)
        yield asking.estimate(cell, found, cohort)


def _cohort(asking: Asking, lives: Lives) -> Cohort:
    sessions, first = np.unique(lives["session"].astype(str), return_index=True)
    people = factorise(lives["person"][first].tolist())[0]
    counts = sums_by(people, None, int(people.max()) + 1)
    return Cohort(
        sessions=len(sessions),
        people=len(counts),
        largest_share=float(counts.max() / len(sessions)),
        table=f"{asking.figure.id}/lives",
        measure="lines alive",
        total_sessions=len(sessions),
        total_people=len(counts),
    )
