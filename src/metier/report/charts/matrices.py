"""The numbers of an upright chart in a small table: a line for each series."""

from metier.report.charts.elements import element, words
from metier.report.charts.symbols import shade
from metier.report.views import PanelView, Row

__all__ = ["matrix"]


def matrix(panel: PanelView) -> str:
    """Write own value, interval and n above the published value of every cell."""
    cells = {(row.series, row.group): row for row in panel.rows}
    series = list(dict.fromkeys((row.series, row.series_title) for row in panel.rows))
    used = {row.group for row in panel.rows}
    groups = [(name, title) for name, title in panel.groups if name in used]
    alike = {name: _alike(panel, name) for name, _ in series}
    head = element(
        "tr",
        element("td"),
        *(element("th", words(title), scope="col") for _, title in groups),
    )
    body = [
        element(
            "tr",
            element(
                "th",
                element("span", class_=f"swatch {shade(name, panel)}"),
                words(title),
                element("small", words(alike[name]), class_="rule"),
                scope="row",
            ),
            *(_cell(cells.get((name, group)), alike[name]) for group, _ in groups),
        )
        for name, title in series
    ]
    table = element(
        "table",
        element("thead", head),
        element("tbody", *body),
        class_="matrix",
        style=f"--columns:{len(groups)}",
    )
    return element("div", table, class_="scroll")


def _alike(panel: PanelView, series: str) -> str:
    """Return why a whole line has no own number, if all of it has the same reason."""
    rows = [row for row in panel.rows if row.series == series]
    reasons = {row.missing for row in rows if row.withheld}
    if any(row.own is not None for row in rows) or len(reasons) != 1:
        return ""
    return reasons.pop()


def _cell(row: Row | None, said: str) -> str:
    if row is None:
        return element("td")
    parts = []
    if row.own is not None:
        parts.append(element("b", words(row.own.text)))
        if row.own.interval:
            parts.append(element("small", words(row.own.interval)))
        parts.append(element("small", f"n {row.sessions:,}"))
    elif row.withheld and not said:
        parts.append(element("small", words(row.withheld), class_="rule"))
    if row.published is not None:
        parts.append(element("span", words(row.published.text), class_="published"))
    return element("td", *parts)
