"""One person's sums as a vector that everybody fills alike, zeros and all.

Which cells there are, and in what order, follows from the figures, the codebook and
the months, so no vector says which of them its person has. Of each share it holds
what the interval clustered by person is made of, and bounds of the largest part.
"""

from collections.abc import Mapping, Sequence
from hashlib import blake2b

import msgspec

from metier.pooling.files import Cell
from metier.pooling.sums import kind_of, needs_by_series, partitioned
from metier.records import Key
from metier.study.structures import structure

__all__ = [
    "EVERYTHING",
    "PLACES",
    "Place",
    "Places",
    "Totals",
    "cells_of",
    "digest",
    "totals",
    "vector",
]

Place = tuple[str, str, str, str, str]
Places = tuple[Place, ...]

EVERYTHING: Place = ("", "", "", "", "")
"""All sessions of a person, whatever is known of them."""

POWER = 8
"""The eighth root of a sum of eighth powers is hardly more than the largest."""

PLACES = (
    "sessions",
    "hits",
    "people",
    "hit_people",
    "outside",
    "sessions_2",
    "hits_2",
    "both",
    "sessions_8",
    "hits_8",
)
"""What stands of each cell, in order."""


class Totals(msgspec.Struct, frozen=True, kw_only=True):
    """Sums over people, of one cell."""

    sessions: int
    hits: int
    people: int
    hit_people: int
    outside: int
    """People with sessions of the table outside the cell (or the level)."""

    sessions_2: int
    hits_2: int
    both: int
    sessions_8: int
    hits_8: int


def cells_of(months: Sequence[str]) -> Places:
    """List every share that anybody may have a part in, in order."""
    needs = needs_by_series()

    def is_share(key: Key) -> bool:
        place = (key.figure, key.panel, key.series)
        return place in needs and kind_of(needs[place]) == "share"

    found = {
        (key.figure, key.panel, key.series, key.group, key.split)
        for key in structure(months)
        if is_share(key)
    }
    return (EVERYTHING, *sorted(found))


def digest(places: Places) -> str:
    """Return a short name of a list of cells: two lists are told apart by it."""
    return blake2b(msgspec.json.encode(places), digest_size=8).hexdigest()


def vector(cells: Sequence[Cell], sessions: int, places: Places) -> tuple[int, ...]:
    """Return what a person adds to every cell."""
    own = {cell.key: cell for cell in cells if cell.kind == "share"}
    series: dict[tuple[str, ...], int] = {}
    families: dict[tuple[str, ...], int] = {}
    for key, cell in own.items():
        series[key[:3]] = series.get(key[:3], 0) + cell.sessions
        families[(*key[:3], key[4])] = cell.sessions
    needs = needs_by_series()
    numbers: list[int] = []
    for place in places:
        if place == EVERYTHING:
            numbers += _numbers(sessions, sessions, outside=False)
            continue
        known = own.get(place)
        hits = 0 if known is None else round(known.sum)
        if partitioned(needs[(place[0], place[1], place[2])]):
            # Nobody at a level is said as well: the level is a share of all.
            count = families.get((*place[:3], place[4]), 0)
            numbers += _numbers(count, hits, outside=count > hits)
        else:
            count = 0 if known is None else known.sessions
            rest = series.get(place[:3], 0) - count
            numbers += _numbers(count, hits, outside=rest > 0)
    return tuple(numbers)


def _numbers(sessions: int, hits: int, *, outside: bool) -> list[int]:
    return [
        sessions,
        hits,
        int(sessions > 0),
        int(hits > 0),
        int(outside),
        sessions**2,
        hits**2,
        sessions * hits,
        sessions**POWER,
        hits**POWER,
    ]


def totals(numbers: Sequence[int], places: Places) -> Mapping[Place, Totals]:
    """Read the sum of everybody's vectors."""
    width = len(PLACES)
    return {
        place: Totals(
            **dict(
                zip(
                    PLACES,
                    numbers[width * index : width * (index + 1)],
                    strict=True,
                )
            )
        )
        for index, place in enumerate(places)
    }
