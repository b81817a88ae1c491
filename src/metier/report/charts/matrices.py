"""The numbers of an upright chart in a small table: a line for each series."""

from metier.report.charts.elements import element, words
from metier.report.charts.symbols import shade
from metier.report.views import PanelView, Row

__all__ = ["matrix"]


def matrix(panel: PanelView) -> str:
    """Write own value, interval and n above the published value of every cell."""
    cells = {(row.series, row.group): row for row in panel.rows}
    series = list(dict.fromkeys((row.series, row.series_title) for row in panel.rows))
    head = element(
        "tr",
        element("th"),
        *(element("th", words(title), scope="col") for _, title in panel.groups),
    )
    body = [
        element(
            "tr",
            element(
                "th",
                element("span", class_=f"swatch {shade(name, panel)}"),
                words(title),
                scope="row",
            ),
            *(_cell(cells.get((name, group))) for group, _ in panel.groups),
        )
        for name, title in series
    ]
    table = element(
        "table",
        element("thead", head),
        element("tbody", *body),
        class_="matrix",
        style=f"--columns:{len(panel.groups)}",
    )
    return element("div", table, class_="scroll")


def _cell(row: Row | None) -> str:
    if row is None:
        return element("td")
    parts = []
    if row.own is not None:
        parts.append(element("b", words(row.own.text)))
        if row.own.interval:
            parts.append(element("small", words(row.own.interval)))
        parts.append(element("small", f"n {row.sessions:,}"))
    elif row.withheld:
        parts.append(element("small", words(row.withheld), class_="rule"))
    if row.published is not None:
        parts.append(element("span", words(row.published.text), class_="published"))
    return element("td", *parts)
