"""The proof for each release: to what interval a reader can confine a withheld cell.

Readers are taken to know the whole of every table, what stands in none of its cells,
every count that is shown, and what the printed rule says of a withheld one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from metier.disclosure.margins.cells import Name
from metier.disclosure.margins.feasible import (
    Equation,
    Interval,
    Unknown,
    intervals,
    narrower,
)
from metier.disclosure.margins.tables import Table
from metier.records import Rule

__all__ = ["Hidden", "Proof"]

Hidden = Mapping[Name, Rule | None]
"""Cells of which no count is shown, each with the rule printed for it, if any."""

_Question = tuple[tuple[Unknown, ...], tuple[Equation, ...]]
_Named = tuple[tuple[Name, ...], _Question]

_LARGE: frozenset[Rule] = frozenset(
    (
        "too few people",
        "one person dominates",
        "too few outside the cell",
        "would follow from its margins",
        "differs from an earlier release",
    )
)
"""Rules that are printed only where the sessions were enough."""


class Proof:
    """Intervals of withheld cells; the same question is answered only once."""

    def __init__(self, tables: Sequence[Table], least: Mapping[Name, int]) -> None:
        """Take the tables, and the sessions that each cell needs."""
        self.tables = tables
        self._least = least
        self._known: dict[tuple[_Question, float], tuple[int, ...]] = {}

    def narrower(self, hidden: Hidden, width: float) -> list[Name]:
        """List the withheld cells that can be confined to less than a width."""
        found: list[Name] = []
        for names, question in self._questions(hidden):
            if (question, width) not in self._known:
                self._known[question, width] = narrower(*question, width)
            narrow = (names[index] for index in self._known[question, width])
            found.extend(name for name in narrow if name in hidden)
        return found

    def intervals(self, hidden: Hidden) -> dict[Name, Interval]:
        """Return the interval of every withheld cell that is part of a table."""
        found: dict[Name, Interval] = {}
        for names, question in self._questions(hidden):
            found.update(zip(names, intervals(*question), strict=True))
        return {name: interval for name, interval in found.items() if name in hidden}

    def _questions(
        self, hidden: Hidden
    ) -> Iterator[tuple[tuple[Name, ...], _Question]]:
        """Put each part of the withheld cells as a question of numbers."""
        for names, equations in self._parts(hidden):
            unknowns = tuple(self._unknown(name, hidden.get(name)) for name in names)
            yield names, (unknowns, equations)

    def _unknown(self, name: Name, rule: Rule | None) -> Unknown:
        """Say what the printed rule gives away."""
        least = self._least.get(name, 0)
        if rule in {"too few sessions", "no sessions"}:
            return Unknown(0.0, least - 1.0)
        return Unknown(float(least)) if rule in _LARGE else Unknown()

    def _parts(
        self, hidden: Hidden
    ) -> Iterator[tuple[tuple[Name, ...], tuple[Equation, ...]]]:
        """Split the withheld cells into parts that share no table."""
        open_tables = [
            (table, names)
            for table in self.tables
            if (names := self.open_cells(table, hidden))
        ]
        for part in _connected([names for _, names in open_tables]):
            place = {name: index for index, name in enumerate(part)}
            yield (
                part,
                tuple(
                    _equation(table, names, place)
                    for table, names in open_tables
                    if names[0] in place
                ),
            )

    def open_cells(self, table: Table, hidden: Hidden) -> tuple[Name, ...]:
        """List the withheld cells that a table's sum speaks of."""
        names = [name for name in table.cells if name in hidden]
        if table.whole is not None and table.whole in hidden:
            names.append(table.whole)
        elif table.total < self._least[table.cells[0]]:
            # Nobody is told of so small a whole.
            return ()
        if names and table.remainder is not None:
            names.append(table.remainder)
        return tuple(names)


def _equation(
    table: Table, names: tuple[Name, ...], place: Mapping[Name, int]
) -> Equation:
    """Write down what a reader knows of a table."""
    inside = [name for name in names if name != table.whole]
    sessions = float(sum(name.sessions for name in inside))
    terms = tuple((place[name], 1.0) for name in inside)
    if table.whole in names:
        terms = (*terms, (place[table.whole], -1.0))
        sessions -= table.whole.sessions
    return Equation(terms, sessions)


def _connected(groups: Iterable[tuple[Name, ...]]) -> list[tuple[Name, ...]]:
    """Join groups that have a name in common."""
    part_of: dict[Name, set[Name]] = {}
    for group in groups:
        joined: set[Name] = set(group)
        for name in group:
            joined |= part_of.get(name, set())
        for name in joined:
            part_of[name] = joined
    distinct = {id(part): part for part in part_of.values()}
    return [tuple(sorted(part)) for part in distinct.values()]
