"""From a figure and what was released to everything the page says about it."""

from collections.abc import Iterable, Sequence

from metier.records import Figure, Panel, Released, ReleasedEstimate, Unit
from metier.report.cards import cards_under
from metier.report.numbers import counted, month, months
from metier.report.rows import EMPTY, Ledger, counts_of, month_like, rows_of
from metier.report.sentences import chart
from metier.report.views import FigureView, LabelError, PanelView, Row

__all__ = ["exhibit"]

_NAMED = 6
"""Withheld cells named one by one; more are counted and stand in the table."""


def exhibit(figure: Figure, released: Released, ledger: Ledger) -> FigureView:
    """Build the view of one figure."""
    panels = tuple(_panel(figure, panel, ledger) for panel in figure.panels)
    shown = ledger.all_shown(figure)
    used = dict.fromkeys(facet for one in shown for facet in one.rests_on)
    facets = tuple(dict.fromkeys((*figure.rests_on, *used)))
    return FigureView(
        id=figure.id,
        exhibit=figure.exhibit,
        question=figure.question,
        caveat=figure.caveat,
        note=figure.note,
        panels=panels,
        excluded=_excluded(shown),
        withheld=_withheld(panels),
        rests_on=cards_under(facets, released.cards),
        label_error=_label_error(shown),
    )


def _label_error(shown: Sequence[ReleasedEstimate]) -> LabelError:
    """Say in which intervals the annotator's error is, of those that rest on it."""
    found = {one.label_error for one in shown if one.rests_on and one.low is not None}
    if found == {True}:
        return "all"
    return "some" if True in found else "none"


def _panel(figure: Figure, panel: Panel, ledger: Ledger) -> PanelView:
    rows = rows_of(figure, panel, ledger)
    shown = ledger.shown(figure, panel)
    title = panel.title or figure.question
    return PanelView(
        id=panel.id,
        anchor=f"{figure.id}-{panel.id or 'chart'}",
        title=title,
        mark=panel.mark,
        x=panel.x,
        y=panel.y,
        unit=_unit(shown, rows),
        rows=rows,
        groups=_groups(panel, rows),
        series=_present((row.series, row.series_title) for row in rows),
        splits=_present((row.split, row.split_title) for row in rows),
        sentence=chart(title, panel.x, rows),
        counts=counts_of(figure, panel, ledger),
        published=_graded(rows),
        remarks=_remarks(panel, rows),
    )


def _unit(shown: Sequence[ReleasedEstimate], rows: Sequence[Row]) -> Unit:
    for one in shown:
        if one.key.statistic in {"value", "slope", "p50"}:
            return one.unit
    texts = [row.published.text for row in rows if row.published is not None]
    if any("points" in text for text in texts):
        return "points"
    if any("%" in text for text in texts):
        return "share"
    return "number"


def _groups(panel: Panel, rows: Sequence[Row]) -> tuple[tuple[str, str], ...]:
    found = dict(_present((row.group, row.group_title) for row in rows))
    listed = [name for name, _ in panel.groups if name in found]
    others = sorted(found.keys() - set(listed))
    if others and not listed and all(month_like(name) for name in others):
        return tuple((name, month(name)) for name in months(others[0], others[-1]))
    return tuple((name, found[name]) for name in (*listed, *others))


def _present(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    found = {name: title for name, title in pairs if name}
    return tuple(found.items())


def _graded(rows: Sequence[Row]) -> str:
    found = dict.fromkeys(
        (row.published.grade, row.published.page)
        for row in rows
        if row.published is not None
    )
    pages: dict[str, list[str]] = {}
    for grade, page in found:
        pages.setdefault(grade, []).append(page)
    return "; ".join(
        f"grade {grade}, {'page ' if listed[0][0].isdigit() else ''}{_listed(listed)}"
        for grade, listed in pages.items()
    )


def _listed(pages: Sequence[str]) -> str:
    single = dict.fromkeys(", ".join(pages).split(", "))
    return ", ".join(sorted(single, key=lambda page: (len(page.split("-")[0]), page)))


def _remarks(panel: Panel, rows: Sequence[Row]) -> tuple[str, ...]:
    said = []
    if any(row.published is not None and not row.published.certain for row in rows):
        said.append(
            "The study does not say which kind of mean its number is; it is shown "
            "beside each."
        )
    own = sorted(row.group for row in rows if row.own is not None)
    if panel.id == "value" and panel.mark == "lines" and own and month_like(own[0]):
        first = own[0]
        if first != "2025-10":
            said.append(
                f"The published change is from October 2025, the own one from "
                f"{month(first)}: the two do not start together."
            )
    return tuple(said)


def _excluded(shown: Iterable[ReleasedEstimate]) -> tuple[str, ...]:
    counts: dict[str, set[int]] = {}
    for one in shown:
        for left in one.excluded:
            counts.setdefault(left.reason, set()).add(left.sessions)
    return tuple(
        f"{reason}: {'up to ' if len(many) > 1 else ''}{counted(max(many), 'session')}"
        for reason, many in counts.items()
    )


def _withheld(panels: Sequence[PanelView]) -> tuple[str, ...]:
    by_rule: dict[str, list[str]] = {}
    for panel in panels:
        for name in dict.fromkeys((row.series, row.split) for row in panel.rows):
            line = [row for row in panel.rows if (row.series, row.split) == name]
            for rule, titles in _hidden(panel, line).items():
                alone = len(panels) == 1 or bool(line[0].series_title)
                place = "" if alone else f"{panel.title} \N{MIDDLE DOT} "
                named = [
                    title if title == panel.title else f"{place}{title}"
                    for title in titles
                ]
                by_rule.setdefault(rule, []).extend(named)
    said = []
    for rule, titles in by_rule.items():
        names = list(dict.fromkeys(titles))
        rest = len(names) - _NAMED
        more = f"; and {rest} more, in the table" if rest > 0 else ""
        said.append(f"{rule}: {'; '.join(names[:_NAMED])}{more}")
    return tuple(said)


def _hidden(panel: PanelView, line: Sequence[Row]) -> dict[str, list[str]]:
    """Name the withheld cells of a line by rule; a whole line by its own name."""
    rules = {row.withheld for row in line}
    if len(rules) == 1 and len(line) > 1:
        whole = line[0].split_title or line[0].series_title or panel.title
        titles = {line[0].withheld: [whole]}
    else:
        titles = {rule: [] for rule in rules}
        for row in line:
            titles[row.withheld].append(row.title or panel.title)
    return {rule: names for rule, names in titles.items() if rule and rule not in EMPTY}
