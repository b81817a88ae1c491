"""How cells add up: every table whose cells make up a whole that readers know.

Three sources tell: the table that an estimate names with its total; conditions,
since sessions of one month and mode are part of those of the month, whatever the
figure they stand in; and digests of the sessions themselves, for what goes by
different names.
"""

import math
from collections.abc import Iterable, Mapping

import msgspec

from metier.disclosure.margins.cells import Cell, Margin, Name

__all__ = ["Table", "tables"]

_IS = " is "


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Cells that add up, with the sessions in none of them, to a whole."""

    cells: tuple[Name, ...]
    whole: Name | None
    """The cell that they make up, where a number speaks of it."""

    total: int
    rest: int
    """Sessions of the whole in none of the cells, for instance unclear ones."""

    remainder: Name | None
    """Stands for `rest`, which no figure shows; None where nothing is left."""

    plain: bool
    """Whether names tell it; else only the sessions do, perhaps by chance."""


def tables(cells: Mapping[Name, Cell]) -> tuple[Table, ...]:
    """Find every table, each once; what a fuller table tells is left to it."""
    found: dict[tuple[tuple[Name, ...], Name | None], Table] = {}
    for table in (*_named(cells), *_nested(cells), *_members(cells)):
        found.setdefault((table.cells, table.whole), table)
    return tuple(
        table
        for table in found.values()
        if not any(_is_fuller(other, table) for other in found.values())
    )


def _is_fuller(one: Table, other: Table) -> bool:
    """Say whether a table lists all cells of another of the same size, and more.

    A level that nobody is at may be listed by one figure and not by another.
    """
    same = one.total == other.total and (one.plain or not other.plain)
    return same and set(one.cells) > set(other.cells)


def _named(cells: Mapping[Name, Cell]) -> Iterable[Table]:
    """Build the tables that estimates name."""
    members: dict[Margin, list[Cell]] = {}
    sizes: dict[tuple[int, int | None], list[Cell]] = {}
    for cell in cells.values():
        sizes.setdefault((cell.sessions, cell.people), []).append(cell)
        for margin, _ in cell.outside:
            members.setdefault(margin, []).append(cell)
    for margin, parts in members.items():
        if margin.whole is not None:
            whole: Cell | None = cells[margin.whole]
        else:
            same = sizes.get((margin.sessions, margin.people), [])
            whole = next((cell for cell in same if _is_whole(cell, parts)), None)
        yield from _table(parts, margin.sessions, whole)


def _is_whole(cell: Cell, parts: list[Cell]) -> bool:
    """Say whether a cell of the right size is what a table splits.

    It is if all parts meet its conditions, by some name of theirs.
    """
    return cell not in parts and any(
        all(any(set(own) <= set(alias) for alias in part.aliases) for part in parts)
        for own in cell.aliases
    )


def _nested(cells: Mapping[Name, Cell]) -> Iterable[Table]:
    """Build the tables that conditions tell: a cell split by one column's levels."""
    by_measure: dict[str, dict[tuple[str, ...], list[Name]]] = {}
    for name, cell in cells.items():
        for measure in cell.measures:
            same = by_measure.setdefault(measure, {})
            for conditions in cell.aliases:
                same.setdefault(conditions, []).append(name)
    for by_conditions in by_measure.values():
        for (others, _), names in _split(by_conditions).items():
            inside = sum(name.sessions for name in names)
            wholes = [name for name in by_conditions[others] if name.sessions >= inside]
            if wholes:
                # Where a column is unknown for some, the nearest size is the whole.
                whole = min(wholes, key=lambda name: (name.sessions, name))
                parts = [cells[name] for name in names]
                yield from _table(parts, whole.sessions, cells[whole])


def _members(cells: Mapping[Name, Cell]) -> Iterable[Table]:
    """Build the tables that the sessions themselves tell, whatever their names."""
    by_members = {cell.members: cell for cell in cells.values() if cell.members}
    for whole in by_members.values():
        for found in whole.parts:
            parts = [by_members[m] for m in found.members if m in by_members]
            if len(parts) == len(found.members):
                yield from _table(parts, whole.sessions, whole, found.rest_people)


def _split(
    by_conditions: Mapping[tuple[str, ...], list[Name]],
) -> dict[tuple[tuple[str, ...], str], list[Name]]:
    """Group cells that differ from a known whole in one column's level alone."""
    members: dict[tuple[tuple[str, ...], str], list[Name]] = {}
    doubtful: set[tuple[tuple[str, ...], str]] = set()
    for conditions, names in by_conditions.items():
        for condition in conditions:
            # Any other test than `is` splits a whole into this cell and a rest.
            column = condition.partition(_IS)[0]
            others = tuple(c for c in conditions if c != condition)
            if others not in by_conditions:
                continue
            members.setdefault((others, column), []).extend(names)
            if len(names) > 1:
                # Two sizes under one name: members tell which are whose parts.
                doubtful.add((others, column))
    return {split: names for split, names in members.items() if split not in doubtful}


def _table(
    parts: list[Cell],
    total: int,
    whole: Cell | None,
    rest_people: int | None = None,
) -> Iterable[Table]:
    """Build a table if the cells can be parts of its whole, none of them twice.

    Cells in which nobody is are no secret and add nothing.
    """
    parts = [cell for cell in parts if cell.sessions]
    rest = total - sum(cell.sessions for cell in parts)
    distinct = {cell.name for cell in parts}
    itself = len(parts) == 1 and rest == 0 and (whole is None or whole == parts[0])
    if not parts or rest < 0 or itself or len(distinct) < len(parts):
        return
    cells = tuple(sorted(cell.name for cell in parts))
    remainder = None
    if rest:
        conditions = ("none of", *(c for name in cells for c in name.conditions))
        people = rest_people
        if people is None:
            people = _least_people(rest, parts, whole)
        remainder = Name(conditions, rest, people)
    yield Table(
        cells=cells,
        whole=None if whole is None else whole.name,
        total=total,
        rest=rest,
        remainder=remainder,
        plain=rest_people is None,
    )


def _least_people(rest: int, parts: list[Cell], whole: Cell | None) -> int:
    """Return the least people who can have had the rest.

    Either they were counted, or nobody had more of the rest than the person with
    most sessions has of the whole.
    """
    counted = [people for cell in parts for n, people in cell.nearby if n == rest]
    if counted:
        return min(counted)
    if whole is None or whole.largest_share <= 0:
        return 0
    most = round(whole.largest_share * whole.sessions)
    return math.ceil(rest / max(1, most))
