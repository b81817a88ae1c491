"""Horizontal charts: a row a group, a lane a series; bars, dots or boxes in it."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from metier.report.charts.elements import element, percent, words
from metier.report.charts.scales import Scale, fitted
from metier.report.charts.symbols import diamond, legend, shade, tip
from metier.report.views import PanelView, Row

__all__ = ["tracks"]

_HEIGHT = 22
_MIDDLE = _HEIGHT / 2
_BAR = 12

_Lane = Callable[[Row, Scale], str]


def tracks(panel: PanelView) -> str:
    """Draw a panel as rows of lanes, each with its numbers beside it."""
    scale = fitted(_values(panel.rows), panel.unit, logs=panel.mark == "boxes")
    lane = {"bars": _bar, "boxes": _box}.get(panel.mark, _dot)
    blocks = [
        _block(panel, split, tuple(rows), scale, lane)
        for split, rows in groupby(panel.rows, key=lambda row: row.split_title)
    ]
    lanes_named = bool(panel.groups) and len(panel.series) > 1
    return element(
        "div",
        legend(panel, named=lanes_named),
        *blocks,
        _axis(panel, scale),
        class_="chart tracks many"
        if len(panel.series) > 1 and panel.groups
        else "chart tracks",
        role="img",
        aria_label=panel.sentence,
    )


def _values(rows: Iterable[Row]) -> Iterable[float]:
    for row in rows:
        for value in (row.own, *(row.more[name] for name in _QUANTILES & {*row.more})):
            if value is not None:
                yield from (
                    one
                    for one in (value.value, value.low, value.high)
                    if one is not None
                )
        if row.published is not None:
            yield row.published.value
            if row.published.upper is not None:
                yield row.published.upper


_QUANTILES = {"p5", "p25", "p50", "p75", "p95"}


def _block(
    panel: PanelView, title: str, rows: Sequence[Row], scale: Scale, lane: _Lane
) -> str:
    heading = element("div", words(title), class_="split") if title else ""
    groups = groupby(rows, key=lambda row: row.group_title or row.series_title)
    if panel.groups and len(panel.series) > 1:
        # One row a group, its series as lanes: bring a group's lanes together.
        order = list(dict.fromkeys(row.group_title for row in rows))
        rows = sorted(rows, key=lambda row: order.index(row.group_title))
        groups = groupby(rows, key=lambda row: row.group_title)
    return heading + "".join(
        _row(panel, name, tuple(lanes), scale, lane) for name, lanes in groups
    )


def _row(
    panel: PanelView, name: str, lanes: Sequence[Row], scale: Scale, lane: _Lane
) -> str:
    drawn = "".join(
        element(
            "div",
            element(
                "div",
                element(
                    "svg",
                    _grid(scale),
                    lane(row, scale),
                    _published(row, scale),
                    width="100%",
                    height=_HEIGHT,
                    class_=shade(row.series, panel) if panel.groups else "s0",
                ),
                class_="track",
            ),
            _numbers(row),
            class_="lane",
        )
        for row in lanes
    )
    label = element("div", words(name), class_="label")
    return element("div", label, element("div", drawn, class_="lanes"), class_="row")


def _grid(scale: Scale) -> str:
    return "".join(
        element(
            "line",
            x1=scale.x(tick),
            x2=scale.x(tick),
            y1=0,
            y2="100%",
            class_="zero" if tick == 0 else "grid",
        )
        for tick, _ in scale.ticks
    )


def _bar(row: Row, scale: Scale) -> str:
    if row.own is None:
        return ""
    start, end = sorted((scale.at(0.0), scale.at(row.own.value)))
    bar = element(
        "rect",
        x=percent(start),
        width=percent(end - start),
        y=_MIDDLE - _BAR / 2,
        height=_BAR,
        class_="bar",
    )
    return element("g", tip(_said(row)), bar, _whisker(row, scale), class_="mark")


def _dot(row: Row, scale: Scale) -> str:
    if row.own is None:
        return ""
    dot = element("circle", cx=scale.x(row.own.value), cy=_MIDDLE, r=5, class_="own")
    return element("g", tip(_said(row)), _whisker(row, scale), dot, class_="mark")


def _whisker(row: Row, scale: Scale) -> str:
    own = row.own
    if own is None or own.low is None or own.high is None:
        return ""
    return element(
        "line",
        x1=scale.x(own.low),
        x2=scale.x(own.high),
        y1=_MIDDLE,
        y2=_MIDDLE,
        class_="whisker",
    )


def _box(row: Row, scale: Scale) -> str:
    found = {name: one.value for name, one in row.more.items() if name in _QUANTILES}
    parts = [tip(_said(row))]
    for low, high in (("p5", "p25"), ("p75", "p95")):
        if low in found and high in found:
            ends = scale.x(found[low]), scale.x(found[high])
            parts.append(
                element(
                    "line",
                    x1=ends[0],
                    x2=ends[1],
                    y1=_MIDDLE,
                    y2=_MIDDLE,
                    class_="reach",
                )
            )
    if "p25" in found and "p75" in found:
        start, end = scale.at(found["p25"]), scale.at(found["p75"])
        parts.append(
            element(
                "rect",
                x=percent(start),
                width=percent(end - start),
                y=_MIDDLE - 7,
                height=14,
                class_="box",
            )
        )
    if "p50" in found:
        middle = scale.x(found["p50"])
        parts.append(
            element(
                "line",
                x1=middle,
                x2=middle,
                y1=_MIDDLE - 7,
                y2=_MIDDLE + 7,
                class_="median",
            )
        )
    if row.own is not None:
        parts.append(
            element("circle", cx=scale.x(row.own.value), cy=_MIDDLE, r=4, class_="own")
        )
    return element("g", *parts, class_="mark") if len(parts) > 1 else ""


def _published(row: Row, scale: Scale) -> str:
    if row.published is None:
        return ""
    upper = row.published.upper
    return diamond(
        scale.x(row.published.value),
        _MIDDLE,
        row.published,
        None if upper is None else scale.x(upper),
    )


def _said(row: Row) -> str:
    own = row.own
    parts = [row.title] if row.title else []
    if own is not None:
        parts.append(f"{own.text} ({own.interval})" if own.interval else own.text)
        parts.append(f"{row.sessions:,} sessions, {row.people:,} people")
    return " · ".join(parts)


def _numbers(row: Row) -> str:
    cells = []
    if row.own is not None:
        cells.append(element("b", words(row.own.text)))
        cells.append(element("span", words(row.own.interval), class_="interval"))
        cells.append(element("span", f"n {row.sessions:,}", class_="n"))
    else:
        cells.append(element("i", words(row.missing), class_="rule"))
    if row.published is not None:
        cells.append(element("span", words(row.published.text), class_="published"))
    return element("div", *cells, class_="numbers")


def _axis(panel: PanelView, scale: Scale) -> str:
    ticks = "".join(
        element("text", words(text), x=scale.x(tick), y=12, class_="tick")
        for tick, text in scale.ticks
    )
    title = panel.x if not scale.logs else f"{panel.x} (log scale)"
    axis = element("svg", ticks, width="100%", height=16)
    lane = element(
        "div",
        element(
            "div", axis, element("div", words(title), class_="axis"), class_="track"
        ),
        element("div", class_="numbers"),
        class_="lane",
    )
    return element(
        "div",
        element("div", class_="label"),
        element("div", lane, class_="lanes"),
        class_="row foot",
    )
