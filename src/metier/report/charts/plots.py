"""The frame of vertical charts: number axis to the left, groups below."""

from collections.abc import Sequence

from metier.report.charts.elements import element, percent, words
from metier.report.charts.scales import Scale
from metier.report.charts.symbols import legend
from metier.report.views import PanelView, Row

__all__ = ["HEIGHT", "frame", "slots", "values", "y_of"]

HEIGHT = 240.0
_TOP = 10.0
_BOTTOM = 56.0
_LABELS = 8
"""Group labels that a phone has room for."""


def slots(count: int) -> tuple[float, ...]:
    """Return the middle of each group's place, in percent."""
    return tuple(100.0 * (place + 0.5) / count for place in range(count))


def y_of(scale: Scale, value: float) -> float:
    """Return the height of a value in pixels from the top."""
    return _TOP + HEIGHT * (1.0 - scale.at(value) / 100.0)


def values(rows: Sequence[Row]) -> list[float]:
    """Gather every number that must fit on the axis."""
    found: list[float | None] = []
    for row in rows:
        if row.own is not None:
            found += [row.own.value, row.own.low, row.own.high]
        if row.published is not None:
            found += [row.published.value, row.published.upper]
    return [one for one in found if one is not None]


def frame(panel: PanelView, scale: Scale, drawn: str, matrix: str) -> str:
    """Put axes, legend and the numbers around what was drawn."""
    axes = "".join(
        element(
            "line",
            x1=0,
            x2="100%",
            y1=f"{y_of(scale, tick):g}",
            y2=f"{y_of(scale, tick):g}",
            class_="zero" if tick == 0 else "grid",
        )
        + element(
            "text", words(text), x=-8, y=f"{y_of(scale, tick) + 4:g}", class_="side"
        )
        for tick, text in scale.ticks
    )
    plot = element(
        "svg",
        axes,
        drawn,
        _below(panel),
        width="100%",
        height=f"{_TOP + HEIGHT + _BOTTOM:g}",
    )
    chart = element(
        "div",
        legend(panel, named=True),
        element("div", words(panel.y), class_="axis up"),
        element("div", plot, class_="plot"),
        class_="chart upright many" if len(panel.series) > 1 else "chart upright",
        role="img",
        aria_label=panel.sentence,
    )
    # The numbers stand outside the image, where a screen reader can walk in them.
    return chart + matrix


def _below(panel: PanelView) -> str:
    base = _TOP + HEIGHT
    edges = _edges(panel)
    if edges:
        places = [100.0 * place / (len(edges) - 1) for place in range(len(edges))]
        names = edges
    else:
        names = [title for _, title in panel.groups]
        places = list(slots(len(names))) if names else []
    every = -(-len(names) // _LABELS) if not edges else 1
    texts = []
    year = ""
    for number, (name, place) in enumerate(zip(names, places, strict=True)):
        shown, _, below = name.partition(" ") if _dated(name) else (name, "", "")
        roomy = "tick" if number % every == 0 else "tick roomy"
        short, _, rest = shown.partition(" ")
        if rest and short.isdigit():
            # `3 Intermediate`: a phone has room for the number.
            texts.append(_text(short, place, base + 18, "tick narrow"))
            roomy = "tick roomy"
        texts.append(_text(shown, place, base + 18, roomy))
        if below != year:
            texts.append(_text(below, place, base + 33, "tick"))
            year = below
    beneath = base + (50 if year else 38)
    title = _text(panel.x, 50.0, beneath, "tick title")
    return "".join(texts) + title


def _dated(name: str) -> bool:
    return name[-4:].isdigit() and " " in name


def _text(text: str, place: float, y: float, class_: str) -> str:
    return element("text", words(text), x=percent(place), y=f"{y:g}", class_=class_)


def _edges(panel: PanelView) -> list[str]:
    # Bins are named by their edges; the edges themselves are shorter.
    if panel.mark != "histogram":
        return []
    names = [name.split("-") for name, _ in panel.groups]
    return [names[0][0], *(name[-1] for name in names)] if names else []
