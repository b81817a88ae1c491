"""Which chart a panel gets."""

from collections.abc import Callable

import msgspec

from metier.report.charts.columns import columns
from metier.report.charts.elements import element, words
from metier.report.charts.lines import lines
from metier.report.charts.tracks import tracks
from metier.report.views import PanelView

__all__ = ["draw"]


def draw(panel: PanelView) -> str:
    """Draw a panel; panels of plain numbers are tables alone and have no chart."""
    if not panel.rows or panel.mark in {"table", "numbers"}:
        return ""
    if panel.mark == "lines":
        return _upright(panel, lines)
    if panel.mark == "histogram" or (panel.mark == "dots" and panel.y):
        return _upright(panel, columns)
    return tracks(panel)


def _upright(panel: PanelView, chart: Callable[[PanelView], str]) -> str:
    """Draw the rows that have a place on the axis; say why others have none."""
    places = {name for name, _ in panel.groups}
    placed = tuple(row for row in panel.rows if row.group in places)
    drawn = chart(msgspec.structs.replace(panel, rows=placed)) if placed else ""
    said = [
        element("p", words(f"{row.title or panel.title}: {row.missing}"), class_="rule")
        for row in panel.rows
        if row.group not in places
    ]
    return drawn + "".join(said)
