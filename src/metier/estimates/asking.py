"""One need of one panel on its way to estimates: keys, cohorts, what was left out."""

from collections.abc import Iterator
from functools import cached_property

import msgspec
import numpy as np

from metier.errors import EstimateError
from metier.estimates.exclusions import Selection, rests_on, select
from metier.estimates.frames import Flags, Sessions
from metier.estimates.people import Indices
from metier.estimates.results import Result
from metier.facts import COLUMN_BY_NAME
from metier.records import (
    Change,
    Cohort,
    Count,
    Estimate,
    Exclusion,
    Figure,
    Hours,
    Key,
    Mean,
    Need,
    Panel,
    Quantiles,
    Rule,
    Unit,
)

__all__ = ["EMPTY", "Asking", "Cell", "unit_of"]

_UNITS: tuple[tuple[str, Unit], ...] = (("words", "words"), ("value_usd", "usd"))

EMPTY = Cohort(sessions=0, people=0, largest_share=0.0)


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """The sessions behind one number, by their place in the frame."""

    group: str = ""
    split: str = ""
    rows: Indices


def _unit(need: Need) -> Unit:
    match need:
        case Count():
            return "count"
        case Mean() | Quantiles():
            return unit_of(need.of)
        case Hours():
            return "hours"
        case _:
            return "share"


def unit_of(column: str) -> Unit:
    """Name the unit of a column's mean or quantile."""
    if COLUMN_BY_NAME[column].kind == "flag" or column.endswith("_share"):
        return "share"
    return next((unit for name, unit in _UNITS if column.startswith(name)), "number")


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
        self.unit: Unit = _unit(need)

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
        if isinstance(self.need, Hours):
            return ()
        names = [
            self.need.by,
            *(getattr(self.need, name, None) for name in ("on", "split")),
            # Change compares months, whatever else it splits by.
            "month" if isinstance(self.need, Change) else None,
            getattr(self.need, "of", None),
        ]
        return tuple(dict.fromkeys(name for name in names if name))

    def annotated(self) -> tuple[str, ...]:
        """Name the facets that the answer rests on."""
        conditions = tuple(condition.column for condition in self.need.where)
        controls = tuple(getattr(self.need, "controls", ()))
        return rests_on((*self.columns(), *conditions, *controls))

    def cells(self) -> Iterator[Cell]:
        """Split the sessions by the levels of `by`, listed groups first."""
        kept = self.selection.kept
        if self.need.by is None:
            yield Cell(rows=np.flatnonzero(kept))
            return
        levels = self.sessions.levels(self.need.by)
        for name in self.groups(levels.names):
            yield Cell(group=name, rows=np.flatnonzero(kept & levels.at(name)))

    def groups(self, found: tuple[str, ...]) -> tuple[str, ...]:
        """Name the groups: as the panel lists them, else all that were found."""
        listed = tuple(name for name, _ in self.panel.groups)
        if set(listed) & set(found):
            return listed
        return found

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

    def table(self, split: str = "") -> str:
        """Name the table whose cells partition the same sessions."""
        parts = (self.figure.id, self.panel.id, self.need.series, self.need.by or "")
        return "/".join((*parts, split) if split else parts)

    def cohort(
        self,
        rows: Indices,
        *,
        whole: Indices | None = None,
        hits: Flags | None = None,
        partition: str | None = None,
    ) -> Cohort:
        """Count the sessions and people behind a number, and behind its table.

        `partition` names the table whose shares sum to one, if it is such a table.
        """
        people = self.sessions.people
        if whole is None:
            whole = np.flatnonzero(self.selection.kept)
        counts = _people_in(people[rows])
        hit = None if hits is None else rows[hits]
        return Cohort(
            sessions=len(rows),
            people=len(counts),
            largest_share=float(counts.max() / len(rows)) if len(rows) else 0.0,
            hits=None if hit is None else len(hit),
            hit_people=None if hit is None else len(_people_in(people[hit])),
            table=self.table() if partition is None else partition,
            total_sessions=len(whole),
            total_people=len(_people_in(people[whole])),
            partition=partition is not None,
        )

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


def _people_in(people: Indices) -> Indices:
    counts = np.bincount(people) if len(people) else np.zeros(0, dtype=np.intp)
    return counts[counts > 0]
