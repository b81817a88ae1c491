"""Shares from totals alone: what sums person by person would give, without persons.

The clustered interval of a share needs of people only how many they are and the
second moments of their hits and sessions. A cloud of points with just these moments
stands in for them, so that the estimators are the same as everywhere.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from metier.estimates import share_of_sums
from metier.pooling.masks.vectors import EVERYTHING, POWER, Place, Totals
from metier.pooling.sums import needs_by_series, partitioned
from metier.records import Cohort, Estimate, Key

__all__ = ["estimates_of"]

FEWEST = 3
"""People without whom no cloud has given moments."""

FEW_PEOPLE = 50


def estimates_of(found: Mapping[Place, Totals]) -> tuple[Estimate, ...]:
    """Answer every share of which there are totals of three people or more."""
    series: dict[tuple[str, ...], int] = {}
    needs = needs_by_series()
    for place, total in found.items():
        if place != EVERYTHING and not partitioned(needs[place[:3]]):
            series[place[:3]] = series.get(place[:3], 0) + total.sessions
    return tuple(
        _estimate(place, total, series.get(place[:3]))
        for place, total in sorted(found.items())
        if place != EVERYTHING and total.people >= FEWEST
    )


def _estimate(place: Place, total: Totals, of_series: int | None) -> Estimate:
    hits, sessions = _cloud(total)
    result = share_of_sums(hits, sessions)
    method = f"{result.method}; from masked totals"
    if total.people < FEW_PEOPLE:
        method += ", people taken to be spread evenly"
    figure, panel, series, group, split = place
    return Estimate(
        key=Key(figure=figure, panel=panel, series=series, group=group, split=split),
        unit="share",
        value=result.value,
        low=result.low,
        high=result.high,
        standard_error=result.standard_error,
        cohort=_cohort(place, total, of_series),
        method=method,
    )


def _cloud(total: Totals) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return hits and sessions of as many points as people, with their moments."""
    people = total.people
    mean = np.array([total.hits, total.sessions], dtype=np.float64) / people
    second = np.array(
        [[total.hits_2, total.both], [total.both, total.sessions_2]], dtype=np.float64
    )
    inner = second - people * np.outer(mean, mean)
    values, vectors = np.linalg.eigh(inner)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    turns = 2 * np.pi * np.arange(people) / people
    circle = np.sqrt(2 / people) * np.stack((np.cos(turns), np.sin(turns)))
    points = mean[:, None] + root @ circle
    return points[0], points[1]


def _cohort(place: Place, total: Totals, of_series: int | None) -> Cohort:
    partition = of_series is None
    return Cohort(
        sessions=total.sessions,
        people=total.people,
        # The eighth root of a sum of eighth powers is never below the largest.
        largest_share=_bound(total.sessions_8, total.sessions),
        hits=total.hits,
        hit_people=total.hit_people,
        hit_largest_share=_bound(total.hits_8, total.hits) if total.hits else None,
        table="/".join(place[:3]) + (f"/{place[4]}" if partition else ""),
        total_sessions=total.sessions if of_series is None else of_series,
        total_people=None,
        rest_people=total.outside,
        partition=partition,
    )


def _bound(powers: int, total: int) -> float:
    return float(min(1.0, powers ** (1 / POWER) / total))
