"""From the page's record to one HTML file: template, style and script inlined."""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources

import jinja2
import msgspec
from markupsafe import Markup

from metier.records import Baseline, Figure, Released
from metier.report.charts import draw
from metier.report.pages import page_of
from metier.report.views import PageView, Row

__all__ = ["render"]


def render(
    released: Released, figures: Sequence[Figure], baselines: Iterable[Baseline]
) -> str:
    """Draw the page; nothing outside of it is needed to read it."""
    page = page_of(released, figures, baselines)
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_file),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    # The charts escape what they write; style and script are files of this room.
    return environment.get_template("page.html").render(
        page=page,
        chart=lambda panel: Markup(draw(panel)),  # noqa: S704
        style=Markup(_file("style.css")),  # noqa: S704
        script=Markup(_file("script.js")),  # noqa: S704
        data=Markup(_inlined(page)),  # noqa: S704
    )


@cache
def _file(name: str) -> str:
    return (
        resources.files("metier.report")
        .joinpath("templates", name)
        .read_text(encoding="utf-8")
    )


_COLUMNS = (
    "figure",
    "panel",
    "series",
    "group",
    "split",
    "value",
    "low",
    "high",
    "sessions",
    "people",
    "withheld",
    "published",
    "grade",
    "page",
)


def _inlined(page: PageView) -> str:
    """Write the rows as JSON that cannot end the element it stands in."""
    rows = [
        _cells(figure.id, panel.id, row)
        for section in page.sections
        for figure in section.figures
        for panel in figure.panels
        for row in panel.rows
    ]
    written = msgspec.json.encode({"columns": _COLUMNS, "rows": rows}).decode()
    return written.replace("<", "\\u003c")


def _cells(figure: str, panel: str, row: Row) -> tuple[str | float | None, ...]:
    own, published = row.own, row.published
    return (
        figure,
        panel,
        row.series,
        row.group,
        row.split,
        None if own is None else own.value,
        None if own is None else own.low,
        None if own is None else own.high,
        None if own is None else row.sessions,
        None if own is None else row.people,
        row.withheld or None,
        None if published is None else published.text,
        None if published is None else published.grade,
        None if published is None else published.page,
    )
