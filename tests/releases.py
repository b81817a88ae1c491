"""A made-up release: every cell that the figures ask for, with plausible numbers.

    release_of(FIGURES)                   everything shown
    release_of(FIGURES, withhold=7)       every seventh cell withheld

The numbers are no one's and follow from the key alone, so a page looks the same
each time.
"""

# ruff: noqa: ANN401 - any field of a record; the record itself checks it

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any
from zlib import crc32

from metier.records import (
    Adjusted,
    Card,
    CardMeasure,
    Change,
    Count,
    Exclusion,
    Figure,
    Histogram,
    Hours,
    Key,
    Mean,
    Need,
    Panel,
    Quantiles,
    Regression,
    Released,
    ReleasedEstimate,
    Share,
    Slope,
    StudySummary,
    Trend,
    Unit,
    Withheld,
)

__all__ = ["MONTHS", "card", "estimate", "release_of", "summary"]

MONTHS = (
    "2025-10",
    "2025-11",
    "2025-12",
    "2026-01",
    "2026-02",
    "2026-03",
    "2026-04",
)
_LEVELS: dict[str, tuple[str, ...]] = {
    "month": MONTHS,
    "expertise_level": ("1", "2", "3", "4", "5"),
    "expertise_band": ("low", "middle", "high"),
    "soc_user": ("15", "11", "13", "27", "19", "17", "25", "23", "29", "41"),
    "user_kind": ("software", "other"),
    "success_signal_level": ("1", "2", "3", "4", "5"),
    "failure_signal_level": ("1", "2", "3", "4", "5"),
}


def release_of(
    figures: Iterable[Figure], *, withhold: int = 0, **about: Any
) -> Released:
    """Release every cell that the figures ask for; withhold every so manieth."""
    shown: list[ReleasedEstimate] = []
    hidden: list[Withheld] = []
    for figure in figures:
        for panel in figure.panels:
            for need in panel.needs:
                for key, unit in _cells(figure, panel, need):
                    if withhold and crc32(repr(key).encode()) % withhold == 0:
                        hidden.append(Withheld(key=key, rule="too few sessions"))
                    else:
                        shown.append(estimate(key, unit, rests_on=figure.rests_on))
    facets = dict.fromkeys(facet for one in shown for facet in one.rests_on)
    return Released(
        version=1,
        summary=summary(**about),
        estimates=tuple(shown),
        withheld=tuple(hidden),
        cards=tuple(card(facet) for facet in facets),
        policy=(("people", 5.0), ("sessions", 15.0), ("largest_share", 0.3)),
    )


def summary(**fields: Any) -> StudySummary:
    """A team of sixty with 1,482 sessions."""
    values: dict[str, Any] = {
        "private": False,
        "example": False,
        "people": 60,
        "sessions": 1_482,
        "sessions_seen": 1_630,
        "first_day": "2025-10-01",
        "last_day": "2026-04-30",
        "agents": (("claude-code", 1_482),),
        "surfaces": (("cli", 1_300), ("ide", 182)),
        "left_out": (
            Exclusion(reason="headless", sessions=120),
            Exclusion(reason="copies", sessions=28),
        ),
        "not_attempted": 17,
        "annotator": "offline-1",
        "metier_version": "0.1.0",
        "settings_hash": "5f3c",
        "made": "2026-05-01T08:00:00Z",
        "safeguards_missing": ("label error in intervals", "halo"),
        **fields,
    }
    return StudySummary(**values)


def card(facet: str) -> Card:
    """A card as the shipped annotator has it."""
    return Card(
        facet=facet,
        facet_version=1,
        annotator="offline-1",
        reference="model annotations, no human gold",
        design="five folds by person",
        sessions=400,
        people=60,
        repositories=80,
        answered=0.97,
        measures=(
            CardMeasure(name="exact", value=0.61, low=0.55, high=0.67, n=400),
            CardMeasure(name="kappa", value=0.42, low=0.35, high=0.49, n=400),
        ),
        baseline=0.38,
    )


def estimate(key: Key, unit: Unit = "share", **fields: Any) -> ReleasedEstimate:
    """A number that follows from its key."""
    value, half = _plausible(key, unit)
    counted = key.statistic in {"cells", "singletons", "sessions", "people"}
    values: dict[str, Any] = {
        "value": value,
        "low": None if counted or unit == "count" else value - half,
        "high": None if counted or unit == "count" else value + half,
        "sessions": 40 + crc32(f"{key.group}{key.split}".encode()) % 400,
        "people": 12 + crc32(key.group.encode()) % 40,
        "method": "share, clustered by person",
        "excluded": (Exclusion(reason="no clear goal", sessions=112),),
        **fields,
    }
    return ReleasedEstimate(key=key, unit=unit, **values)


def _plausible(key: Key, unit: Unit) -> tuple[float, float]:
    noise = crc32(repr(key).encode()) % 1_000 / 1_000
    if key.statistic in {"cells", "singletons", "sessions", "people"}:
        return float(20 + int(noise * 300)), 0.0
    quantile = {"p5": 0.1, "p25": 0.5, "p50": 1.0, "p75": 2.2, "p95": 7.0}
    times = quantile.get(key.statistic, 1.1) * (0.7 + 0.1 * len(key.group))
    match unit:
        case "share":
            value = 0.08 + 0.6 * noise
            return value, 0.03 + 0.05 * noise
        case "points":
            return 0.02 + 0.04 * noise, 0.02
        case "ratio":
            return 0.3 * noise, 0.08
        case "words":
            return 900 * times + 300 * noise, 100.0
        case _:
            return 7 * times + 2 * noise, 1.0


def _cells(figure: Figure, panel: Panel, need: Need) -> Iterator[tuple[Key, Unit]]:
    unit = _unit(need)
    for group, split in _places(panel, need):
        for statistic in _statistics(need):
            key = Key(
                figure=figure.id,
                panel=panel.id,
                series=need.series,
                group=group,
                split=split,
                statistic=statistic,
            )
            yield key, unit
    if isinstance(need, Adjusted | Regression):
        for statistic in ("sessions", "cells", "singletons"):
            key = Key(
                figure=figure.id,
                panel=panel.id,
                series=need.series,
                statistic=statistic,
            )
            yield key, "count"


def _places(panel: Panel, need: Need) -> list[tuple[str, str]]:
    by = _LEVELS.get(need.by or "", ("",))
    if isinstance(need, Share) and need.levels:
        levels = need.levels[: need.largest]
        return [(level, split) for split in by for level in levels]
    if isinstance(need, Change):
        return [(month, "") for month in MONTHS[1:]]
    if isinstance(need, Histogram) or need.edges_of_by:
        edges = need.edges if isinstance(need, Histogram) else need.edges_of_by
        return [(f"{100 * a:.0f}-{100 * b:.0f}", "") for a, b in pairwise(edges)]
    if isinstance(need, Regression) and need.levels:
        return [(level, "") for level in ("2", "3", "4", "5")]
    if isinstance(need, Mean) and need.relative_to:
        return [(level, "") for level in by if level != need.relative_to]
    listed = {name for name, _ in panel.groups}
    return [(level, "") for level in by if level in listed or not listed]


def _statistics(need: Need) -> tuple[str, ...]:
    match need:
        case Quantiles():
            return tuple(f"p{100 * at:g}" for at in need.at)
        case Regression():
            return ("slope",) if need.levels else ("slope", "r_squared")
        case Count():
            return ("value", "people")
        case _:
            return ("value",)


def _unit(need: Need) -> Unit:
    if isinstance(need, Mean | Quantiles | Trend):
        named: dict[str, Unit] = {"share": "share", "words": "words", "value": "usd"}
        return next((named[part] for part in named if part in need.of), "number")
    units: dict[type, Unit] = {
        Count: "count",
        Slope: "ratio",
        Change: "ratio",
        Regression: "points",
        Hours: "hours",
    }
    return units.get(type(need), "share")
