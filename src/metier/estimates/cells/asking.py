"""One need of one panel on its way to estimates: keys, cohorts, what was left out."""

from collections.abc import Iterator
from functools import cached_property

import msgspec
import numpy as np

from metier.errors import EstimateError
from metier.estimates.cells.bins import binned
from metier.estimates.cells.cohorts import EMPTY, Crowd, condition, conditions
from metier.estimates.cells.exclusions import Selection, rests_on, select
from metier.estimates.cells.frames import Levels, Sessions
from metier.estimates.cells.nearby import Nearby
from metier.estimates.cells.units import unit_of
from metier.estimates.core.people import Flags, Indices
from metier.estimates.core.results import Result
from metier.facts import COLUMN_BY_NAME
from metier.records import (
    Change,
    Cohort,
    Estimate,
    Exclusion,
    Figure,
    Hours,
    Key,
    Need,
    Panel,
    Rule,
    Share,
    Survival,
    Trend,
    Unit,
)

__all__ = ["Asking", "Cell", "Splitting"]


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """The sessions behind one number, by their place in the frame."""

    group: str = ""
    split: str = ""
    rows: Indices
    where: tuple[str, ...] = ()
    """The conditions that set it apart, beside those of the need."""

    partition: bool = False
    """Whether it is one level of several whose shares sum to one."""


class Splitting(msgspec.Struct, frozen=True):
    """The column that splits a need into groups, and the groups to answer for."""

    column: str
    levels: Levels
    names: tuple[str, ...]


class Asking:
    """A need with its place in the figure and the sessions it is put to."""

    def __init__(
        self, figure: Figure, panel: Panel, need: Need, sessions: Sessions
    ) -> None:
        """Take a need as it stands in a panel of a figure."""
        self.figure = figure
        self.panel = panel
        self.need = need
        self.sessions = sessions
        self._check()
        self.unit: Unit = unit_of(need)

    def _check(self) -> None:
        more = (
            *(condition.column for condition in self.need.where),
            *getattr(self.need, "controls", ()),
            *getattr(self.need, "covariates", ()),
        )
        for name in (*self.columns(), *more):
            if name not in COLUMN_BY_NAME:
                raise EstimateError(
                    f"figure {self.figure.id!r} asks for {name!r}, which is no "
                    "column of the analysis frame; metier.facts.COLUMNS lists them."
                )

    @cached_property
    def selection(self) -> Selection:
        """The sessions that meet every condition and know every column."""
        return select(self.sessions, self.columns(), self.need.where)

    def narrowed(self, keep: Flags, reason: str) -> "Asking":
        """Return the same need put to fewer sessions, the rest counted as left out."""
        other = Asking(self.figure, self.panel, self.need, self.sessions)
        lost = int((self.selection.kept & ~keep).sum())
        more = (Exclusion(reason=reason, sessions=lost),) if lost else ()
        other.selection = Selection(
            kept=self.selection.kept & keep,
            unclear=self.selection.unclear,
            excluded=(*self.selection.excluded, *more),
        )
        return other

    def columns(self) -> tuple[str, ...]:
        """Name the columns that every session must know, what is asked last."""
        if isinstance(self.need, Hours | Survival):
            return ()
        names = [
            self.need.by,
            *(getattr(self.need, name, None) for name in ("on", "split")),
            # Changes and trends compare months, whatever else it splits by.
            "month" if isinstance(self.need, Change | Trend) else None,
            *(self.need.mix if isinstance(self.need, Trend) else ()),
            *(one.column for one in getattr(self.need, "meets", ())),
            getattr(self.need, "of", None),
        ]
        return tuple(dict.fromkeys(name for name in names if name))

    def annotated(self, besides: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Name the facets that the answer rests on, some columns left aside."""
        conditions_ = tuple(one.column for one in self.need.where)
        controls = tuple(getattr(self.need, "controls", ()))
        names = (*self.columns(), *conditions_, *controls)
        return rests_on(tuple(name for name in names if name not in besides))

    @cached_property
    def splitting(self) -> Splitting | None:
        """The groups of `by`, or None where the need has one group."""
        column = self.need.by
        if column is None:
            return None
        if self.need.edges_of_by:
            levels = binned(self.sessions, column, self.need.edges_of_by)
        else:
            levels = self.sessions.levels(column)
        names = levels.names
        listed = tuple(name for name, _ in self.panel.groups)
        inner: tuple[str, ...] = (
            self.need.levels if isinstance(self.need, Share) else ()
        )
        if set(listed) & set(names) and not set(listed) & set(inner):
            names = listed
        if not inner:
            names = self.largest(levels, names)
        return Splitting(column, levels, names)

    def largest(self, levels: Levels, names: tuple[str, ...]) -> tuple[str, ...]:
        """Keep so many levels as the need asks for, those with most sessions."""
        if self.need.largest is None:
            return names
        codes = levels.codes[self.selection.kept]
        counts = np.bincount(codes[codes >= 0], minlength=len(levels.names))
        sizes = dict(zip(levels.names, counts.tolist(), strict=True))
        ordered = sorted(names, key=lambda name: -sizes.get(name, 0))
        kept = {name for name in ordered[: self.need.largest] if sizes.get(name, 0)}
        return tuple(name for name in names if name in kept)

    def cells(self) -> Iterator[Cell]:
        """Split the sessions by the groups of `by`, listed groups first."""
        kept = self.selection.kept
        if self.splitting is None:
            yield Cell(rows=np.flatnonzero(kept))
            return
        for name in self.splitting.names:
            rows = np.flatnonzero(kept & self.splitting.levels.at(name))
            where = (f"{self.splitting.column} is {name}",)
            yield Cell(group=name, rows=rows, where=where)

    def key(self, cell: Cell, statistic: str = "value") -> Key:
        """Say what a number is about."""
        return Key(
            figure=self.figure.id,
            panel=self.panel.id,
            series=self.need.series,
            group=cell.group,
            split=cell.split,
            statistic=statistic,
        )

    def cohort(self, cell: Cell, *, hits: Flags | None = None, of: str = "") -> Cohort:
        """Describe a cell as a part of all that answer; `of` says what is measured."""
        crowd = self._crowd(cell.rows)
        levels = None if self.splitting is None else self.splitting.levels
        return msgspec.structs.replace(
            crowd.cohort(
                self._everybody,
                hits=None if hits is None else self._crowd(cell.rows[hits]),
                table=self._table(),
            ),
            where=conditions(self._where, cell.where),
            measure=of,
            nearby=self._nearby.sizes(levels, cell.group),
            members=self.sessions.sets.remember(cell.rows),
            hit_members=""
            if hits is None
            else self.sessions.sets.remember(cell.rows[hits]),
        )

    def partition(self, cell: Cell, hits: Flags, of: str) -> Cohort:
        """Describe sessions and hits where the shares of all levels sum to one."""
        crowd = self._crowd(cell.rows)
        return msgspec.structs.replace(
            crowd.cohort(
                crowd,
                hits=self._crowd(cell.rows[hits]),
                table=self._table(cell.split),
                partition=True,
            ),
            where=conditions(self._where, cell.where),
            measure=of,
            members=self.sessions.sets.remember(cell.rows),
            hit_members=self.sessions.sets.remember(cell.rows[hits]),
        )

    def _table(self, split: str = "") -> str:
        parts = (self.figure.id, self.panel.id, self.need.series, self.need.by or "")
        return "/".join((*parts, split) if split else parts)

    def _crowd(self, rows: Indices) -> Crowd:
        sessions = self.sessions
        return Crowd.of(sessions.people[rows], sessions.people_count)

    @cached_property
    def _everybody(self) -> Crowd:
        return self._crowd(np.flatnonzero(self.selection.kept))

    @cached_property
    def _nearby(self) -> Nearby:
        return Nearby(self.sessions, self.columns(), self.need.where, self.need.by)

    @cached_property
    def _where(self) -> tuple[str, ...]:
        return tuple(condition(one) for one in self.need.where)

    def estimate(
        self,
        cell: Cell,
        result: Result,
        cohort: Cohort,
        statistic: str = "value",
    ) -> Estimate:
        """Put a result under its key."""
        return Estimate(
            key=self.key(cell, statistic),
            unit=self.unit,
            value=result.value,
            low=result.low,
            high=result.high,
            standard_error=result.standard_error,
            cohort=cohort,
            method=result.method,
            label_error=result.label_error,
            gold=result.gold,
            rests_on=self.annotated(),
            excluded=self.selection.excluded,
        )

    def nothing(
        self,
        cell: Cell,
        *,
        rule: Rule | None = None,
        cohort: Cohort = EMPTY,
        statistic: str = "value",
    ) -> Estimate:
        """Say that there is no number, and which rule says so."""
        return Estimate(
            key=self.key(cell, statistic),
            unit=self.unit,
            value=None,
            cohort=cohort,
            method="none",
            rests_on=self.annotated(),
            excluded=self.selection.excluded,
            withheld=rule or self.empty_rule(),
        )

    def empty_rule(self) -> Rule:
        """Say whether nothing was measured, or nobody was in the cell."""
        needed = [*self.columns(), *(where.column for where in self.need.where)]
        if all(self.sessions.measured(name) for name in needed):
            return "no sessions"
        return "not measured"
