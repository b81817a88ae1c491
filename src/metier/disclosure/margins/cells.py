"""Which sessions a number is about, so that numbers about the same ones meet.

A cell is named by its conditions and its size. A share of a facet's levels is about
two cells: the sessions it is a share of and, since a count follows from a share,
the sessions at that level (decision 51).
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from metier.records import Estimate, Parts

__all__ = ["Cell", "Cells", "Margin", "Name", "month"]

_IS = " is "
_PERIOD = re.compile(r"\d{4}-(\d{2}|W\d{2})")


class Name(msgspec.Struct, frozen=True, order=True):
    """What makes a cell itself: conditions, and the sessions and people that met them.

    The size is part of it since a column may be unknown for some sessions.
    """

    conditions: tuple[str, ...]
    sessions: int
    people: int


class Margin(msgspec.Struct, frozen=True):
    """The whole of a table; readers are taken to know its size."""

    table: str
    sessions: int
    people: int | None
    whole: Name | None = None
    """The cell that it is, where the estimate says so; it may be withheld itself."""


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """Some sessions, and the tables that they are cells of."""

    name: Name
    aliases: frozenset[tuple[str, ...]]
    """Conditions by which figures name it."""

    largest_share: float
    figures: frozenset[str]
    measures: frozenset[str] = frozenset()
    """What is measured of it. Sessions of which one thing is known are not those of
    which another is, so only cells of one measure are held against each other."""

    outside: tuple[tuple[Margin, int | None], ...] = ()
    """Tables, each with the people known to stand outside the cell in it."""

    nearby: frozenset[tuple[int, int]] = frozenset()
    """Sessions and people of the sets that are like this but for one condition."""

    members: str = ""
    """Digest of exactly which sessions these are."""

    parts: frozenset[Parts] = frozenset()
    """Cohorts that nearly make it up, by digest."""

    @property
    def sessions(self) -> int:
        """Count the sessions."""
        return self.name.sessions

    @property
    def people(self) -> int:
        """Count the people."""
        return self.name.people


def month(text: str) -> bool:
    """Say whether a level is a month or a week."""
    return bool(_PERIOD.fullmatch(text))


class Cells(Mapping[Name, Cell]):
    """Every cell that some estimates speak of, each once.

    The same sessions under two names are one cell; its name is the first of them.
    """

    def __init__(self, estimates: Iterable[Estimate]) -> None:
        """Gather the cells."""
        every = tuple(estimates)
        self._as_levels = _as_levels(every)
        named: dict[Name, Cell] = {}
        for estimate in every:
            for cell in self._cells(estimate):
                known = named.get(cell.name)
                named[cell.name] = cell if known is None else _merge(known, cell)
        same: dict[str, list[Name]] = {}
        for name in sorted(named):
            same.setdefault(named[name].members or repr(name), []).append(name)
        self._first = {name: group[0] for group in same.values() for name in group}
        self._found: dict[Name, Cell] = {}
        for name, first in self._first.items():
            known = self._found.get(first)
            cell = named[name]
            self._found[first] = cell if known is None else _merge(known, cell)

    def __getitem__(self, name: Name) -> Cell:
        return self._found[self._first[name]]

    def __iter__(self) -> Iterator[Name]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def named(self, estimate: Estimate) -> tuple[Name, ...]:
        """Name the cells of a number: its sessions and, for a level, those at it."""
        return tuple(self._first[cell.name] for cell in self._cells(estimate))

    def speaks_of_level(self, estimate: Estimate) -> bool:
        """Say whether a share is about the sessions at a level (decision 51)."""
        return estimate.cohort.partition or _question(estimate) in self._as_levels

    def _cells(self, estimate: Estimate) -> tuple[Cell, ...]:
        """Build the cells of one estimate: its sessions, then those at its level."""
        cohort = estimate.cohort
        if cohort.partition:
            return (_whole_of_levels(estimate), _level(estimate))
        if _question(estimate) in self._as_levels:
            return (_sessions(estimate), _level(estimate))
        return (_sessions(estimate),)


_Question = tuple[str, str, str] | None
"""Figure, panel and column of a share of one level, asked as yes or no."""


def _question(estimate: Estimate) -> _Question:
    """Return where a share of one level is asked; None for any other number."""
    cohort, key = estimate.cohort, estimate.key
    column, is_, value = cohort.measure.partition(_IS)
    if cohort.partition or cohort.hits is None or not is_ or value == "1":
        return None
    return (key.figure, key.panel, column)


def _as_levels(estimates: Iterable[Estimate]) -> frozenset[_Question]:
    """Find the panels that ask for several levels of one column, one by one.

    Together they are the shares of its levels, in another form.
    """
    asked: dict[_Question, set[str]] = {}
    for estimate in estimates:
        question = _question(estimate)
        if question is not None:
            asked.setdefault(question, set()).add(estimate.cohort.measure)
    return frozenset(one for one, measures in asked.items() if len(measures) > 1)


def _conditions(estimate: Estimate) -> tuple[str, ...]:
    """Name the sessions that the number is made from."""
    cohort, key = estimate.cohort, estimate.key
    if cohort.where or cohort.measure:
        return tuple(sorted(set(cohort.where)))
    table = cohort.table or f"{key.figure}/{key.panel}/{key.series}"
    group = "" if cohort.partition else key.group
    found = (("table", table), ("group", group), ("split", key.split))
    return tuple(sorted(f"{column} is {value}" for column, value in found if value))


def _sessions(estimate: Estimate) -> Cell:
    """Return the sessions that a number is made from."""
    cohort = estimate.cohort
    conditions = _conditions(estimate)
    return Cell(
        name=Name(conditions, cohort.sessions, cohort.people),
        aliases=frozenset((conditions,)),
        largest_share=cohort.largest_share,
        figures=frozenset((estimate.key.figure,)),
        measures=frozenset((cohort.measure,)),
        outside=_outside(estimate),
        nearby=frozenset(cohort.nearby),
        members=cohort.members,
        parts=frozenset(cohort.parts),
    )


def _measure(estimate: Estimate) -> str:
    cohort = estimate.cohort
    return cohort.measure or f"{cohort.table} level is {estimate.key.group}"


def _whole_of_levels(estimate: Estimate) -> Cell:
    """Return the sessions that the shares of all levels are shares of."""
    cohort = estimate.cohort
    conditions = _conditions(estimate)
    return Cell(
        name=Name(conditions, cohort.sessions, cohort.people),
        aliases=frozenset((conditions,)),
        largest_share=cohort.largest_share,
        figures=frozenset((estimate.key.figure,)),
        measures=frozenset((_measure(estimate),)),
    )


def _level(estimate: Estimate) -> Cell:
    """Return the sessions at the level of a share."""
    cohort = estimate.cohort
    hits = cohort.hits
    if hits is None:
        hits = round((estimate.value or 0.0) * cohort.sessions)
    people = cohort.hit_people
    if people is None:
        people = _least_people(hits, estimate)
    conditions, level = _conditions(estimate), _measure(estimate)
    inside = tuple(sorted({*conditions, level}))
    whole = Name(conditions, cohort.sessions, cohort.people)
    if cohort.partition:
        table = " & ".join((cohort.table, *conditions, "levels"))
        known = cohort.rest_people or 0
    else:
        # A table of its own: other levels may be missing beside it.
        table, known = " & ".join((*inside, "or not")), 0
    margin = Margin(table, cohort.sessions, cohort.people, whole)
    return Cell(
        name=Name(inside, hits, people),
        aliases=frozenset((inside,)),
        largest_share=cohort.hit_largest_share or 0.0,
        figures=frozenset((estimate.key.figure,)),
        measures=frozenset((level,)),
        outside=((margin, max(cohort.people - people, known)),),
    )


def _least_people(hits: int, estimate: Estimate) -> int:
    """Return the least people that hits can be of, where nobody counted them.

    Nobody has more hits than the person with most sessions has sessions.
    """
    cohort = estimate.cohort
    most = max(1, round(cohort.largest_share * cohort.sessions))
    return math.ceil(hits / most)


def _outside(estimate: Estimate) -> tuple[tuple[Margin, int | None], ...]:
    """Return the table of a cell, and who is known to be outside the cell."""
    cohort = estimate.cohort
    if not cohort.table or cohort.total_sessions is None:
        return ()
    margin = Margin(cohort.table, cohort.total_sessions, cohort.total_people)
    known = cohort.rest_people
    if known is None and cohort.total_people is not None:
        known = cohort.total_people - cohort.people
    return ((margin, known),)


def _merge(one: Cell, other: Cell) -> Cell:
    """Keep what either estimate knows of the same cell."""
    outside: dict[Margin, int | None] = {}
    for margin, people in (*one.outside, *other.outside):
        known = outside.get(margin)
        outside[margin] = people if known is None else max(known, people or 0)
    return Cell(
        name=min(one.name, other.name),
        aliases=one.aliases | other.aliases,
        largest_share=max(one.largest_share, other.largest_share),
        figures=one.figures | other.figures,
        measures=one.measures | other.measures,
        outside=tuple(outside.items()),
        nearby=one.nearby | other.nearby,
        members=one.members or other.members,
        parts=one.parts | other.parts,
    )
