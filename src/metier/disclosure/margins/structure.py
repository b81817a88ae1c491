"""How the numbers of different figures hang together, whatever their names.

Bins of one figure are halves of another's, a success is one of three kinds of
evidence, months make up a whole. No list of tables says all of it; sessions made up
at random do: what holds for the sets of sessions behind numbers there holds for
everybody's. A reader can work it out from the figures alone, so the door has to.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.records import Key

__all__ = ["Relation", "Span", "Structure"]

Flags = NDArray[np.bool_]
Matrix = NDArray[np.float64]
Series = tuple[str, str, str]
"""Figure, panel and series."""

_REST = 0.01
"""Of a row of the random sessions: less than this is rounding."""

_FLAT = 1e-9
_COEFFICIENT = 1e-4


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """A set of sessions whose size follows from others, and from which."""

    target: int
    known: tuple[int, ...]


class Structure:
    """Sets of made-up sessions by the number that is made from them."""

    def __init__(
        self,
        numbers: Mapping[Key, tuple[Flags, Flags | None]],
        cut: Iterable[Series] = (),
    ) -> None:
        """Take the sessions of every number and, of a share, its hits.

        `cut` names series that list only their largest groups.
        """
        self._cut = frozenset(cut)
        place: dict[bytes, int] = {}
        columns: list[Flags] = []

        def index(flags: Flags) -> int:
            found = place.setdefault(flags.tobytes(), len(columns))
            if found == len(columns):
                columns.append(flags)
            return found

        self._sessions = {_place(k): index(flags) for k, (flags, _) in numbers.items()}
        self._hits = {
            _place(key): index(hits)
            for key, (_, hits) in numbers.items()
            if hits is not None
        }

        first = next(iter(numbers.values()), (np.zeros(0, dtype=np.bool_), None))[0]
        self.everything = index(np.ones(len(first), dtype=np.bool_))
        self._columns = np.stack(columns, axis=1)
        self._spans: dict[bytes, Span] = {}

    def __contains__(self, key: object) -> bool:
        """Say whether the sessions of a number are known."""
        return isinstance(key, Key) and _place(key) in self._sessions

    def __iter__(self) -> Iterator[Key]:
        """List the cells whose sessions are known."""
        return iter(self._sessions)

    def absent(self, keys: Iterable[Key]) -> Iterator[int]:
        """List the sets of groups that a release does not have: nobody is in them."""
        there = {_place(key) for key in keys}
        asked = {_series(key) for key in there} - self._cut
        present = {self._sessions.get(key) for key in there}
        for key in self._hits:
            place = self._sessions[key]
            if key not in there and _series(key) in asked and place not in present:
                yield place

    def sessions(self, key: Key) -> int:
        """Return the set of sessions behind a number."""
        return self._sessions[_place(key)]

    def hits(self, key: Key) -> int | None:
        """Return the set of hits of a share."""
        return self._hits.get(_place(key))

    @cached_property
    def _rows(self) -> Flags:
        """The sets one after the other, each in a row."""
        return np.ascontiguousarray(self._columns.T)

    @cached_property
    def _within(self) -> Flags:
        """Say of every two sets whether the first lies in the second."""
        table = self._columns.astype(np.float32)
        common = table.T @ table
        return np.asarray(common == np.diag(common)[:, None], dtype=np.bool_)

    def span(self, counts: Mapping[int, int]) -> "Span":
        """Return what follows from sets whose sizes are known.

        Where nobody is follows first: in sets of size zero, and between two sets of
        one size of which the one contains the other.
        """
        empty = np.zeros(len(self._columns), dtype=np.bool_)
        same: dict[int, list[int]] = {}
        for one, count in counts.items():
            same.setdefault(count, []).append(one)
        for one in same.pop(0, []):
            empty |= self._rows[one]
        for sets in same.values():
            inside = self._within[np.ix_(sets, sets)]
            for one, other in np.argwhere(inside).tolist():
                if one != other:
                    empty |= self._rows[sets[other]] & ~self._rows[sets[one]]
        name = empty.tobytes()
        if name not in self._spans:
            self._spans = {name: Span(self._columns[~empty])}
        return self._spans[name]


def _series(key: Key) -> Series:
    return (key.figure, key.panel, key.series)


def _place(key: Key) -> Key:
    """Return the key of a cell: all statistics of it are made from the same."""
    return msgspec.structs.replace(key, statistic="value")


class Span:
    """Answers which sets follow from others, as sums and differences."""

    def __init__(self, columns: Flags) -> None:
        """Take the rows in which somebody may be."""
        table = columns.astype(np.float32)
        # Counts below 2^24 are exact in single precision.
        self._products = np.asarray(table.T @ table, dtype=np.float64)
        self._asked: dict[tuple[tuple[int, ...], ...], tuple[Relation, ...]] = {}

    def follows(
        self, targets: Sequence[int], known: Sequence[int]
    ) -> tuple[Relation, ...]:
        """List the targets whose size follows from the sizes of known sets."""
        if not targets or not known:
            return ()
        question = (tuple(targets), tuple(known))
        if question not in self._asked:
            self._asked[question] = self._follows(targets, known)
        return self._asked[question]

    def _follows(
        self, targets: Sequence[int], known: Sequence[int]
    ) -> tuple[Relation, ...]:
        inner = self._products[np.ix_(known, known)]
        across = self._products[np.ix_(known, targets)]
        values, vectors = np.linalg.eigh(inner)
        kept = values > _FLAT * max(float(values[-1]), 1.0)
        basis = vectors[:, kept]
        weights: Matrix = basis @ ((basis.T @ across) / values[kept, None])
        own = self._products[targets, targets]
        rest = own - np.sum(across * weights, axis=0)
        found = np.flatnonzero((rest < _REST) & (own > 0))
        return tuple(
            Relation(
                target=targets[place],
                known=tuple(
                    known[one]
                    for one in np.flatnonzero(
                        np.abs(weights[:, place]) > _COEFFICIENT
                    ).tolist()
                ),
            )
            for place in found.tolist()
        )
