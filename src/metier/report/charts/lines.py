"""Lines over months or bands, each point with its interval."""

from itertools import pairwise

from metier.report.charts.elements import element, percent
from metier.report.charts.matrices import matrix
from metier.report.charts.plots import frame, slots, values, y_of
from metier.report.charts.scales import fitted
from metier.report.charts.symbols import diamond, shade, tip
from metier.report.views import PanelView

__all__ = ["lines"]

_SPREAD = 4.0


def lines(panel: PanelView) -> str:
    """Draw each series as a line; a withheld point leaves a gap."""
    scale = fitted(values(panel.rows), panel.unit)
    names = [name for name, _ in panel.groups]
    middles = dict(zip(names, slots(len(names)), strict=True))
    series = list(dict.fromkeys(row.series for row in panel.rows))
    drawn = []
    for place, name in enumerate(series):
        parts = []
        found = [row for row in panel.rows if row.series == name]
        points = [
            (names.index(row.group), y_of(scale, row.own.value), row)
            for row in found
            if row.own is not None
        ]
        parts += [
            element(
                "line",
                x1=percent(middles[names[one]]),
                x2=percent(middles[names[other]]),
                y1=f"{y:.1f}",
                y2=f"{y_next:.1f}",
                class_="line",
            )
            for (one, y, _), (other, y_next, _) in pairwise(points)
            if other == one + 1
        ]
        for at, y, row in points:
            x, own = percent(middles[names[at]]), row.own
            whisker = ""
            if own is not None and own.low is not None and own.high is not None:
                ends = (y_of(scale, own.low), y_of(scale, own.high))
                whisker = element(
                    "line",
                    x1=x,
                    x2=x,
                    y1=f"{ends[0]:.1f}",
                    y2=f"{ends[1]:.1f}",
                    class_="whisker",
                )
            dot = element("circle", cx=x, cy=f"{y:.1f}", r=4, class_="own")
            said = (
                f"{row.title} · {own.text if own else ''} · {row.sessions:,} sessions"
            )
            parts.append(element("g", tip(said), whisker, dot, class_="mark"))
        parts += [
            diamond(
                percent(middles[row.group]),
                y_of(scale, row.published.value),
                row.published,
            )
            for row in found
            if row.published is not None
        ]
        shift = (place - (len(series) - 1) / 2) * _SPREAD
        drawn.append(
            element(
                "g",
                *parts,
                class_=shade(name, panel),
                transform=f"translate({shift:g} 0)",
            )
        )
    return frame(panel, scale, "".join(drawn), matrix(panel))
