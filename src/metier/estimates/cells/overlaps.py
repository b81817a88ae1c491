"""Which cohorts are parts of others, whatever names their figures give them.

Hits of parts can be subtracted from those of their whole, so the door must know of
every whole that is nearly made up of parts shown beside it: people outside software
are nearly the sum of the occupations that a figure lists.
"""

from collections.abc import Iterable
from hashlib import blake2b

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.estimates.core.people import Indices
from metier.records import Estimate, Parts

__all__ = ["Sets", "with_parts"]

Bits = NDArray[np.uint8]

_MOST_REST = 500
"""A rest of so many sessions is never too small to be told."""

_NOT_SUMS = ("adjusted", "slope", "regression", "difference")


class Sets:
    """Sets of sessions, each once, by a digest of what is in it."""

    def __init__(self, sessions: int) -> None:
        """Say of how many sessions there are sets."""
        self._length = sessions
        self._bits: dict[str, Bits] = {}

    def remember(self, rows: Indices) -> str:
        """Remember a set and return its digest."""
        flags = np.zeros(self._length, dtype=np.bool_)
        flags[rows] = True
        bits = np.packbits(flags)
        digest = blake2b(bits.tobytes(), digest_size=8).hexdigest()
        self._bits[digest] = bits
        return digest

    def __getitem__(self, digest: str) -> Bits:
        """Return a set as bits."""
        return self._bits[digest]

    def flags(self, digest: str) -> NDArray[np.bool_]:
        """Say of every session whether it is in a set."""
        return np.unpackbits(self._bits[digest], count=self._length).astype(np.bool_)

    def rows(self, bits: Bits) -> Indices:
        """Return the places of sessions in a set."""
        return np.flatnonzero(np.unpackbits(bits, count=self._length))


def with_parts(
    estimates: Iterable[Estimate], sets: Sets, people: Indices
) -> tuple[Estimate, ...]:
    """Add to every whole the parts that nearly make it up, measure by measure."""
    found = tuple(estimates)
    measures: dict[str, list[Estimate]] = {}
    for estimate in found:
        cohort = estimate.cohort
        sums = estimate.key.statistic == "value" and not cohort.partition
        if sums and cohort.members and not cohort.measure.startswith(_NOT_SUMS):
            measures.setdefault(cohort.measure, []).append(estimate)
    parts: dict[tuple[str, str], tuple[Parts, ...]] = {}
    for measure, same in measures.items():
        tables: dict[str, dict[str, int]] = {}
        sizes = {e.cohort.members: e.cohort.sessions for e in same}
        for e in same:
            table = tables.setdefault(e.cohort.table, {})
            table[e.cohort.members] = e.cohort.sessions
        for whole, size in sizes.items():
            made = {
                one
                for table in tables.values()
                if (one := _parts(whole, size, table, sets, people)) is not None
            }
            parts[measure, whole] = tuple(sorted(made, key=lambda one: one.members))
    return tuple(
        msgspec.structs.replace(
            estimate,
            cohort=msgspec.structs.replace(
                estimate.cohort,
                parts=parts.get((estimate.cohort.measure, estimate.cohort.members), ()),
            ),
        )
        for estimate in found
    )


def _parts(
    whole: str, size: int, table: dict[str, int], sets: Sets, people: Indices
) -> Parts | None:
    """Return the cells of a table that lie in a whole, if they nearly make it up."""
    outside = ~sets[whole]
    inside = [
        members
        for members, sessions in table.items()
        if 0 < sessions < size and not np.any(sets[members] & outside)
    ]
    rest = size - sum(table[members] for members in inside)
    if not inside or not 0 <= rest < _MOST_REST:
        return None
    left = sets[whole].copy()
    for members in inside:
        left &= ~sets[members]
    rows = sets.rows(left)
    if len(rows) != rest:
        # Cells that overlap cannot be subtracted one after the other.
        return None
    return Parts(
        members=tuple(sorted(inside)),
        rest_sessions=rest,
        rest_people=int(np.count_nonzero(np.bincount(people[rows]))) if rest else 0,
    )
