"""From released numbers, withheld cells and baselines to the rows of a panel."""

from collections.abc import Iterable

import msgspec

from metier.records import (
    Baseline,
    Figure,
    Key,
    Panel,
    Released,
    ReleasedEstimate,
    Rule,
    Unit,
    Withheld,
)
from metier.report.numbers import counted, interval, month, number
from metier.report.views import Published, Row, Value

__all__ = ["EMPTY", "Ledger", "counts_of", "month_like", "rows_of"]

_MAIN = ("value", "slope", "p50")
"""Statistics that stand for their cell, the first that is there."""

_COUNTS = {
    "sessions": "usable session",
    "cells": "cell",
    "singletons": "singleton",
}
"""Statistics that describe a model, in words. Singletons are alone in their cell."""

_HALO = "halo_needed"
"""How far a good ending would have to raise the rating to make the slope by itself."""

_NAIVE = "; machine values"
"""From here on a method says what a figure says once, under its charts, unless some
of its numbers were corrected and others not."""

_NOT_IN = "; the annotator's error is not in the interval"

EMPTY: frozenset[Rule] = frozenset({"no sessions", "not measured"})
"""Rules that hide nothing: there is no number."""

_Cell = tuple[str, str, str]
"""Series, group, split."""


class Ledger:
    """Everything released, withheld and published, by figure and panel."""

    def __init__(self, released: Released, baselines: Iterable[Baseline]) -> None:
        """Sort once, so that a page of many panels stays quick."""
        self._shown: dict[tuple[str, str], list[ReleasedEstimate]] = {}
        self._hidden: dict[tuple[str, str], list[Withheld]] = {}
        self._published: dict[tuple[str, str], list[tuple[Key, Baseline]]] = {}
        for one in released.estimates:
            place = (one.key.figure, one.key.panel)
            self._shown.setdefault(place, []).append(one)
        for cell in released.withheld:
            place = (cell.key.figure, cell.key.panel)
            self._hidden.setdefault(place, []).append(cell)
        for baseline in baselines:
            for key in (baseline.key, *baseline.also):
                place = (key.figure, key.panel)
                self._published.setdefault(place, []).append((key, baseline))

    def shown(self, figure: Figure, panel: Panel) -> list[ReleasedEstimate]:
        """Return the released numbers of a panel."""
        return self._shown.get((figure.id, panel.id), [])

    def all_shown(self, figure: Figure) -> list[ReleasedEstimate]:
        """Return the released numbers of a figure."""
        return [one for panel in figure.panels for one in self.shown(figure, panel)]

    def hidden(self, figure: Figure, panel: Panel) -> list[Withheld]:
        """Return the withheld cells of a panel."""
        return self._hidden.get((figure.id, panel.id), [])

    def published(self, figure: Figure, panel: Panel) -> list[tuple[Key, Baseline]]:
        """Return the published numbers of a panel, each with the key it meets here."""
        return self._published.get((figure.id, panel.id), [])


def rows_of(figure: Figure, panel: Panel, ledger: Ledger) -> tuple[Row, ...]:
    """Build the rows of a panel in the order it lists its series and groups."""
    shown: dict[_Cell, dict[str, ReleasedEstimate]] = {}
    mixed = any(one.label_error for one in ledger.all_shown(figure))
    for one in ledger.shown(figure, panel):
        told = msgspec.structs.replace(one, method=_method(one, mixed=mixed))
        shown.setdefault(_cell(one.key), {})[one.key.statistic] = told
    hidden: dict[_Cell, dict[str, str]] = {}
    for cell in ledger.hidden(figure, panel):
        hidden.setdefault(_cell(cell.key), {})[cell.key.statistic] = cell.rule
    published: dict[_Cell, dict[str, Baseline]] = {}
    for key, baseline in ledger.published(figure, panel):
        published.setdefault(_cell(key), {})[key.statistic] = baseline
    cells = sorted({*shown, *hidden, *published}, key=_order(panel))
    return tuple(
        _row(
            panel,
            cell,
            shown.get(cell, {}),
            hidden.get(cell, {}),
            published.get(cell, {}),
        )
        for cell in cells
        if not _only_counts(shown.get(cell, {}), hidden.get(cell, {}), panel)
    )


def _cell(key: Key) -> _Cell:
    return key.series, key.group, key.split


def _only_counts(
    shown: dict[str, ReleasedEstimate], hidden: dict[str, str], panel: Panel
) -> bool:
    # A regression's cells and singletons describe its rows; they are no row.
    if panel.mark == "table" or not (shown or hidden):
        return False
    return not {*shown, *hidden} & set(_MAIN)


def counts_of(figure: Figure, panel: Panel, ledger: Ledger) -> tuple[str, ...]:
    """Write what describes a model rather than a row: usable sessions, cells."""
    found: dict[_Cell, dict[str, str]] = {}
    for one in ledger.shown(figure, panel):
        if one.key.statistic in _COUNTS and not one.key.group:
            said = counted(round(one.value), _COUNTS[one.key.statistic])
            found.setdefault(_cell(one.key), {})[one.key.statistic] = said
        if one.key.statistic == _HALO and not one.key.group:
            higher = f"{one.value:.2f} levels higher after good endings"
            said = f"made as well by ratings {higher}"
            found.setdefault(_cell(one.key), {})[_HALO] = said
    titles = dict(panel.series)
    said_once = {tuple(said.items()) for said in found.values()}
    if len(said_once) == 1 and len(found) > 1:
        found = {("", "", ""): dict(said_once.pop())}
        titles[""] = "In each series"
    return tuple(
        f"{titles.get(cell[0], panel.title)}: "
        + ", ".join(said[name] for name in (*_COUNTS, _HALO) if name in said)
        for cell, said in found.items()
    )


def _order(panel: Panel) -> "_Order":
    return _Order(
        {name: place for place, (name, _) in enumerate(panel.series)},
        {name: place for place, (name, _) in enumerate(panel.groups)},
    )


class _Order:
    """Where a cell stands: by the panel's lists, then by name."""

    def __init__(self, series: dict[str, int], groups: dict[str, int]) -> None:
        self._series = series
        self._groups = groups

    def __call__(self, cell: _Cell) -> tuple[object, ...]:
        series, group, split = cell
        last = len(self._series) + len(self._groups)
        return (
            self._series.get(split, last),
            split,
            self._series.get(series, last),
            series,
            self._groups.get(group, last),
            group,
        )


def _row(
    panel: Panel,
    cell: _Cell,
    shown: dict[str, ReleasedEstimate],
    hidden: dict[str, str],
    published: dict[str, Baseline],
) -> Row:
    series, group, split = cell
    main = next((name for name in _MAIN if name in shown), None)
    rule = next((hidden[name] for name in _MAIN if name in hidden), "")
    titles = dict(panel.series)
    first = None if main is None else shown[main]
    return Row(
        series=series,
        series_title=titles.get(series, ""),
        group=group,
        group_title=_named(panel, group),
        split=split,
        split_title=titles.get(split, ""),
        own=None if first is None else _value(first),
        more={name: _value(one) for name, one in shown.items() if name != main},
        sessions=0 if first is None else first.sessions,
        people=0 if first is None else first.people,
        method="" if first is None else first.method,
        withheld=rule if first is None else "",
        published=next(
            (_published(published[name]) for name in _MAIN if name in published), None
        ),
        published_more={
            name: _published(baseline)
            for name, baseline in published.items()
            if name not in _MAIN
        },
    )


def _method(one: ReleasedEstimate, *, mixed: bool) -> str:
    method, naive, why = one.method.partition(_NAIVE)
    if not (naive and mixed):
        return method
    return method + _NOT_IN + "".join(why.partition(", since")[1:])


def _named(panel: Panel, group: str) -> str:
    usual = month(group) if month_like(group) else group
    return dict(panel.groups).get(group, usual)


def _value(one: ReleasedEstimate) -> Value:
    unit: Unit = one.unit
    if one.key.statistic in {"cells", "singletons", "sessions", "people"}:
        unit = "count"
    if one.key.statistic == "r_squared":
        unit = "number"
    written = ""
    if one.low is not None and one.high is not None:
        written = interval(one.low, one.high, unit, one.sessions)
    return Value(
        value=one.value,
        low=one.low,
        high=one.high,
        text=number(one.value, unit, one.sessions),
        interval=written,
    )


def _published(baseline: Baseline) -> Published:
    return Published(
        id=baseline.id,
        value=baseline.value,
        upper=baseline.upper,
        text=baseline.text,
        grade=baseline.grade,
        page=baseline.page,
        definition=baseline.definition,
        certain="not stated" not in baseline.definition,
    )


def month_like(name: str) -> bool:
    """Say whether a group is a month, `2026-03`."""
    year, _, rest = name.partition("-")
    return len(year) == len("2026") and len(rest) == len("03") and rest.isdigit()
