"""The analysis frame made ready: persons and levels numbered once, then reused."""

import operator
from collections.abc import Callable
from functools import cached_property
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.errors import EstimateError
from metier.estimates.cells.overlaps import Sets
from metier.estimates.core.people import Flags, Floats, Indices, factorise
from metier.facts import COLUMN_BY_NAME, Frame
from metier.records import Where

__all__ = ["UNKNOWN", "Levels", "Sessions", "holds"]


_ORDERED: dict[str, Callable[[Any, Any], Any]] = {
    "at_least": operator.ge,
    "at_most": operator.le,
    "above": operator.gt,
    "below": operator.lt,
}

UNKNOWN = -1
"""Code of a session whose level is not known."""


class Levels(msgspec.Struct, frozen=True):
    """A column as codes of named levels, in order."""

    codes: Indices
    names: tuple[str, ...]

    def at(self, name: str) -> Flags:
        """Say which sessions stand at this level."""
        if name not in self.names:
            return np.zeros(len(self.codes), dtype=bool)
        found: Flags = self.codes == self.names.index(name)
        return found


class Sessions:
    """A frame with what the estimators ask of it again and again."""

    def __init__(self, frame: Frame) -> None:
        """Take the frame; columns are coded when first asked for."""
        self.frame = frame
        self._levels: dict[str, Levels] = {}
        self._numbers: dict[str, Floats] = {}
        self._known: dict[str, Flags] = {}
        self._met: dict[Where, Flags] = {}
        self.sets = Sets(len(frame))
        """The sets of sessions that numbers are made from."""

    def __len__(self) -> int:
        """Count sessions."""
        return len(self.frame)

    @cached_property
    def people(self) -> Indices:
        """Number of the person of every session."""
        if not len(self):
            return np.zeros(0, dtype=np.intp)
        if "person" not in self.frame:
            raise EstimateError(
                "the frame has no column `person`: without it no interval can be "
                "given. Write the study again with `metier ingest`."
            )
        return factorise(self.frame.text("person"))[0]

    @cached_property
    def people_count(self) -> int:
        """Count people of the whole frame."""
        return int(self.people.max()) + 1 if len(self.people) else 0

    def is_text(self, name: str) -> bool:
        """Say whether the column holds levels rather than numbers."""
        return COLUMN_BY_NAME[name].kind == "text"

    def number(self, name: str) -> Floats:
        """Return a number or flag column, NaN where unknown."""
        if name not in self._numbers:
            self._numbers[name] = self.frame.number(name)
        return self._numbers[name]

    def levels(self, name: str) -> Levels:
        """Return any column as levels: text as it is, numbers as printed."""
        if name not in self._levels:
            if COLUMN_BY_NAME[name].kind == "text":
                self._levels[name] = _levels_of_text(self.frame.text(name))
            else:
                self._levels[name] = _levels_of_numbers(self.number(name))
        return self._levels[name]

    def known(self, name: str) -> Flags:
        """Say for which sessions the column is known; not to be changed."""
        if name not in self._known:
            if self.is_text(name):
                known = self.levels(name).codes != UNKNOWN
            else:
                known = ~np.isnan(self.number(name))
            self._known[name] = known
        return self._known[name]

    def met(self, where: Where) -> Flags:
        """Say for which sessions a condition holds; not to be changed."""
        if where not in self._met:
            self._met[where] = holds(self, where)
        return self._met[where]

    def measured(self, name: str) -> bool:
        """Say whether the column is known for any session at all."""
        return name in self.frame and bool(self.known(name).any())


def _levels_of_text(values: NDArray[np.object_]) -> Levels:
    codes, seen = factorise(values)
    names = sorted(str(value) for value in seen if value is not None)
    place = {name: index for index, name in enumerate(names)}
    order = [UNKNOWN if value is None else place[str(value)] for value in seen]
    return Levels(np.asarray([*order, UNKNOWN], dtype=np.intp)[codes], tuple(names))


def _levels_of_numbers(values: Floats) -> Levels:
    known = ~np.isnan(values)
    found, inverse = np.unique(values[known], return_inverse=True)
    codes = np.full(len(values), UNKNOWN, dtype=np.intp)
    codes[known] = inverse
    return Levels(codes, tuple(f"{value:g}" for value in found))


def holds(sessions: Sessions, where: Where) -> Flags:
    """Say for which sessions a condition holds; unknown never meets it."""
    known = sessions.known(where.column)
    if where.test == "known":
        return known
    if COLUMN_BY_NAME[where.column].kind == "text":
        met = _text_test(sessions.levels(where.column), where)
    else:
        met = _number_test(sessions.number(where.column), where)
    return known & met


def _text_test(levels: Levels, where: Where) -> Flags:
    wanted = where.value if isinstance(where.value, tuple) else (str(where.value),)
    if where.test in _ORDERED:
        met = [_ORDERED[where.test](name, str(where.value)) for name in levels.names]
    else:
        met = [(name in wanted) != (where.test == "is_not") for name in levels.names]
    table = np.asarray([*met, False], dtype=np.bool_)
    return np.asarray(table[levels.codes], dtype=np.bool_)


def _number_test(values: Floats, where: Where) -> Flags:
    if isinstance(where.value, tuple):
        return np.isin(values, [float(value) for value in where.value])
    if where.value is None:
        raise EstimateError(
            f"the condition on {where.column!r} compares with nothing; give a value."
        )
    edge = float(where.value)
    if where.test in _ORDERED:
        return np.asarray(_ORDERED[where.test](values, edge), dtype=np.bool_)
    return ~(values == edge) if where.test == "is_not" else np.equal(values, edge)
