"""Which chart a panel gets."""

from metier.report.charts.columns import columns
from metier.report.charts.lines import lines
from metier.report.charts.tracks import tracks
from metier.report.views import PanelView

__all__ = ["draw"]


def draw(panel: PanelView) -> str:
    """Draw a panel; panels of plain numbers are tables alone and have no chart."""
    if not panel.rows or panel.mark in {"table", "numbers"}:
        return ""
    if panel.mark == "lines":
        return lines(panel)
    if panel.mark == "histogram" or (panel.mark == "dots" and panel.y):
        return columns(panel)
    return tracks(panel)
