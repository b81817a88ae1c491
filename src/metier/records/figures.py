"""A figure asks a question and says what it needs; a baseline is a published number."""

from typing import Literal

import msgspec

from metier.records.estimates import Key
from metier.records.needs import Need

__all__ = ["Baseline", "Figure", "Mark", "Panel"]

Mark = Literal["bars", "dots", "lines", "boxes", "histogram", "table", "numbers"]


class Panel(msgspec.Struct, frozen=True, kw_only=True):
    """One chart of a figure."""

    id: str = ""
    title: str = ""
    needs: tuple[Need, ...]
    mark: Mark
    x: str = ""
    """Axis title."""

    y: str = ""
    groups: tuple[tuple[str, str], ...] = ()
    """Group names in order, each with its title for people."""

    series: tuple[tuple[str, str], ...] = ()
    """Series names in order, each with its title."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One exhibit: what it asks, what it needs, how it is drawn."""

    id: str
    """For instance `success-by-expertise`."""

    exhibit: str
    """The study's name for it: `Figure 5`, `Table A1`; empty if it is ours."""

    question: str
    section: Literal["decides", "knows", "comes", "who", "checks"]
    panels: tuple[Panel, ...]
    caveat: str
    rests_on: tuple[str, ...] = ()
    """Facets whose cards stand under it."""

    note: str = ""
    """What is left out, in words; counts come from the estimates."""


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """A number others have published."""

    id: str
    """As in the study specification, section 7."""

    key: Key
    also: tuple[Key, ...] = ()
    """Other keys it may speak of: the study does not say which kind of mean."""

    value: float
    upper: float | None = None
    """Upper end where a range is published; `value` is then its lower end."""

    text: str
    """Printed just so, for instance `14.5` or `~70%`."""

    approximate: bool = False
    grade: Literal["T", "A", "F2", "F1"]
    page: str
    source: str = "agentic-coding-2026"
    definition: str
