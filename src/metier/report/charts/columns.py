"""Vertical charts over ordered groups: dots for levels, bars for bins."""

from itertools import pairwise

from metier.report.charts.elements import element, percent
from metier.report.charts.matrices import matrix
from metier.report.charts.plots import frame, slots, values, y_of
from metier.report.charts.scales import Scale, fitted
from metier.report.charts.symbols import diamond, shade, tip
from metier.report.views import PanelView, Row

__all__ = ["columns"]

_SPREAD = 9.0
"""Pixels between the dots of neighbouring series at one group."""

_GAP = 0.16
"""Share of a bin that is left free between its bars and the next bin's."""


def columns(panel: PanelView) -> str:
    """Draw a panel upright: histograms as bars, levels as dots."""
    scale = fitted(values(panel.rows), panel.unit)
    names = [name for name, _ in panel.groups]
    series = list(dict.fromkeys(row.series for row in panel.rows))
    middles = dict(zip(names, slots(len(names)), strict=True))
    drawn = [_joined(panel, scale, middles)] if panel.mark == "dots" else []
    for row in panel.rows:
        place = series.index(row.series)
        if panel.mark == "histogram":
            width = 100.0 / len(names)
            part = width * (1.0 - _GAP) / len(series)
            left = middles[row.group] - width * (1.0 - _GAP) / 2 + part * place
            drawn.append(_bar(panel, row, scale, left, part))
        else:
            shift = (place - (len(series) - 1) / 2) * _SPREAD
            drawn.append(_dot(panel, row, scale, middles[row.group], shift))
    return frame(panel, scale, "".join(drawn), matrix(panel))


def _joined(panel: PanelView, scale: Scale, middles: dict[str, float]) -> str:
    """Join the levels of a series by a faint line, so that the eye finds its way."""
    drawn = []
    series = list(dict.fromkeys(row.series for row in panel.rows))
    for place, name in enumerate(series):
        if name.endswith("_raw"):
            continue
        shift = (place - (len(series) - 1) / 2) * _SPREAD
        found = [
            row for row in panel.rows if row.series == name and row.own is not None
        ]
        ends = [
            (percent(middles[row.group]), f"{y_of(scale, row.own.value):.1f}")
            for row in found
            if row.own is not None
        ]
        parts = [
            element("line", x1=x, y1=y, x2=x_next, y2=y_next, class_="faint")
            for (x, y), (x_next, y_next) in pairwise(ends)
        ]
        drawn.append(
            element(
                "g",
                *parts,
                class_=shade(name, panel),
                transform=f"translate({shift:g} 0)",
            )
        )
    return "".join(drawn)


def _bar(panel: PanelView, row: Row, scale: Scale, left: float, width: float) -> str:
    parts = []
    if row.own is not None:
        top, base = y_of(scale, row.own.value), y_of(scale, 0.0)
        bar = element(
            "rect",
            x=percent(left),
            width=percent(width),
            y=f"{top:.1f}",
            height=f"{base - top:.1f}",
            class_="bar",
        )
        whisker = _whisker(row, scale, left + width / 2)
        parts.append(element("g", tip(_said(row)), bar, whisker, class_="mark"))
    parts.append(_published(row, scale, left + width / 2))
    return element("g", *parts, class_=shade(row.series, panel))


def _dot(panel: PanelView, row: Row, scale: Scale, middle: float, shift: float) -> str:
    parts = []
    if row.own is not None:
        dot = element(
            "circle",
            cx=percent(middle),
            cy=f"{y_of(scale, row.own.value):.1f}",
            r=3.5 if row.series.endswith("_raw") else 5,
            class_="own",
        )
        whisker = _whisker(row, scale, middle)
        parts.append(element("g", tip(_said(row)), whisker, dot, class_="mark"))
    parts.append(_published(row, scale, middle))
    return element(
        "g",
        *parts,
        class_=shade(row.series, panel),
        transform=f"translate({shift:g} 0)",
    )


def _whisker(row: Row, scale: Scale, x: float) -> str:
    own = row.own
    if own is None or own.low is None or own.high is None:
        return ""
    return element(
        "line",
        x1=percent(x),
        x2=percent(x),
        y1=f"{y_of(scale, own.low):.1f}",
        y2=f"{y_of(scale, own.high):.1f}",
        class_="whisker",
    )


def _published(row: Row, scale: Scale, x: float) -> str:
    if row.published is None:
        return ""
    middle = row.published.value
    if row.published.upper is not None:
        middle = (middle + row.published.upper) / 2.0
    return diamond(percent(x), y_of(scale, middle), row.published)


def _said(row: Row) -> str:
    own = row.own
    if own is None:
        return row.title
    ends = f" ({own.interval})" if own.interval else ""
    return f"{row.title} · {own.text}{ends} · {row.sessions:,} sessions"
