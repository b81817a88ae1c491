"""The summary of one screen: who decides, who knows, what comes of it."""

import os
import shutil
import sys
import textwrap
from collections.abc import Iterable
from io import StringIO

from rich.console import Console
from rich.text import Text

from metier.baselines import BASELINES
from metier.records import Baseline, Released
from metier.report.headlines import headlines
from metier.report.numbers import counted
from metier.report.sentences import lead
from metier.report.views import Headline

__all__ = ["terminal"]

_LABEL = 29
_OWN = 11
_INTERVAL = 14
_COUNT = 8
_BESIDE = _LABEL + _OWN + _INTERVAL + _COUNT
_LEAST = 14
"""Room that published numbers get at least; beyond it lines are longer."""

_DIAMOND = "\N{WHITE DIAMOND} "


def terminal(
    released: Released,
    baselines: Iterable[Baseline] = BASELINES,
    width: int | None = None,
    colour: bool | None = None,  # noqa: FBT001 - unset means: as the terminal can
) -> str:
    """Write the summary; unless told, width and colour are those of the terminal."""
    if width is None:
        width = min(shutil.get_terminal_size((80, 24)).columns, 100)
    if colour is None:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    lines = [Text(lead(released.summary), style="bold")]
    lines += [Text(said, style="italic") for said in _kind(released)]
    for title, rows in headlines(released, baselines):
        lines.append(Text(title, style="bold cyan"))
        for row in rows:
            lines += _row(row, width)
    lines.append(Text(_foot(released), style="dim"))
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        soft_wrap=True,
    )
    for line in lines:
        console.print(line)
    return out.getvalue().rstrip("\n")


def _kind(released: Released) -> list[str]:
    said = []
    if released.summary.example:
        said.append("Synthetic example: generated sessions that nobody had.")
    if released.summary.private:
        said.append("Private: one person's own study, not meant to be passed on.")
    return said


def _row(row: Headline, width: int) -> list[Text]:
    line = Text(f"  {row.short}"[:_LABEL].ljust(_LABEL))
    if row.withheld:
        hidden = row.withheld.ljust(_OWN + _INTERVAL + _COUNT)
        line.append(f" {hidden}"[: _OWN + _INTERVAL + _COUNT], style="dim italic")
    else:
        line.append(row.own.rjust(_OWN), style="bold")
        line.append(f" {row.interval}".ljust(_INTERVAL), style="dim")
        line.append(f"n {row.sessions:,}".rjust(_COUNT), style="dim")
    room = max(width - _BESIDE - len(_DIAMOND) - 2, _LEAST)
    published = textwrap.wrap(row.published, room) or [""]
    if row.published:
        line.append(f"  {_DIAMOND}{published[0]}")
    rest = " " * (_BESIDE + len(_DIAMOND) + 2)
    return [line, *(Text(f"{rest}{more}") for more in published[1:])]


def _foot(released: Released) -> str:
    withheld = counted(len(released.withheld), "cell")
    return (
        f"{_DIAMOND}published, 95% intervals; {withheld} withheld; "
        "not for judging individuals"
    )
