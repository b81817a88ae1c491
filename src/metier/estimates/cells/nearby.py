"""Sessions that are like those behind a number but for one condition.

A share over all sessions and one over those in trouble give away the share over the
others: the door has to know how many people those are.
"""

import numpy as np

from metier.estimates.cells.exclusions import select
from metier.estimates.cells.frames import Levels, Sessions
from metier.estimates.core.people import Indices
from metier.records import Where

__all__ = ["Nearby"]

Sizes = tuple[tuple[int, int], ...]


class Nearby:
    """For one need: who stands just outside each of its conditions."""

    def __init__(
        self,
        sessions: Sessions,
        columns: tuple[str, ...],
        where: tuple[Where, ...],
        by: str | None,
    ) -> None:
        """Find who fails one condition alone, or has no known group."""
        self._sessions = sessions
        self._known: dict[str, Sizes] = {}
        kept = select(sessions, columns, where).kept
        self._outside: list[Indices] = []
        for condition in where:
            others = tuple(other for other in where if other != condition)
            wider = select(sessions, columns, others).kept
            self._outside.append(np.flatnonzero(wider & ~kept))
        self._unplaced = np.zeros(0, dtype=np.intp)
        if by is not None:
            known = tuple(name for name in columns if name != by)
            wider = select(sessions, known, where).kept
            self._unplaced = np.flatnonzero(wider & ~sessions.known(by))

    def sizes(self, levels: Levels | None = None, group: str = "") -> Sizes:
        """Count sessions and people of each such set, inside a group where one is."""
        if group not in self._known:
            self._known[group] = self._sizes(levels, group)
        return self._known[group]

    def _sizes(self, levels: Levels | None, group: str) -> Sizes:
        sets = self._outside
        if levels is not None and group in levels.names:
            code = levels.names.index(group)
            sets = [rows[levels.codes[rows] == code] for rows in sets]
        found = {self._size(rows) for rows in (*sets, self._unplaced) if len(rows)}
        return tuple(sorted(found))

    def _size(self, rows: Indices) -> tuple[int, int]:
        people = np.bincount(self._sessions.people[rows])
        return len(rows), int(np.count_nonzero(people))
