"""The marks of all charts: own values are filled, published ones a hollow diamond."""

from metier.report.charts.elements import element, points, words
from metier.report.views import PanelView, Published

__all__ = ["diamond", "legend", "shade", "tip"]

_COLOURS = 6
_SIZE = 5.0
_BOXES = (
    "Geometric mean; box: middle half of the sessions, stroke: median, line: 5th to "
    "95th percentile"
)


def diamond(x: str, y: float, published: Published, upper_x: str | None = None) -> str:
    """Draw a published value; a published range is two diamonds with a line."""
    mark = _diamond(x, y)
    if upper_x is not None:
        line = element("line", x1=x, x2=upper_x, y1=y, y2=y, class_="pub")
        mark = f"{line}{mark}{_diamond(upper_x, y)}"
    return element("g", tip(f"Published: {published.text}"), mark, class_="mark")


def _diamond(x: str, y: float) -> str:
    corners = points((0, -_SIZE), (_SIZE, 0), (0, _SIZE), (-_SIZE, 0))
    shape = element("polygon", points=corners, class_="pub")
    return element("svg", shape, x=x, y=f"{y:g}", overflow="visible", class_="at")


def tip(text: str) -> str:
    """Say what a mark is when it is pointed at."""
    return element("title", words(text))


def shade(series: str, panel: PanelView) -> str:
    """Return the class that colours a series; raw and adjusted share a colour."""
    families = list(dict.fromkeys(_family(name) for name, _ in panel.series))
    family = _family(series)
    place = families.index(family) if family in families else 0
    light = " light" if series.endswith("_raw") else ""
    return f"s{place % _COLOURS}{light}"


def _family(series: str) -> str:
    return series.removesuffix("_raw").removesuffix("_adjusted")


def legend(panel: PanelView, *, named: bool) -> str:
    """Explain the marks; name the series where the chart itself does not."""
    own = any(row.own is not None for row in panel.rows)
    items = []
    if named and len(panel.series) > 1:
        items += [_key(shade(name, panel), title) for name, title in panel.series]
    elif own:
        items.append(_key("s0", "This study, with 95% interval"))
    if own and panel.mark == "boxes":
        items = [_key("s0", _BOXES)]
    if any(row.published is not None for row in panel.rows):
        shape = element("svg", _diamond("7", 7.0), width=14, height=14)
        about = f"Published ({panel.published})"
        items.append(element("li", shape, words(about)))
    return element("ul", *items, class_="legend") if items else ""


def _key(colour: str, title: str) -> str:
    dot = element("circle", cx=7, cy=7, r=5, class_="own")
    return element(
        "li", element("svg", dot, width=14, height=14, class_=colour), words(title)
    )
