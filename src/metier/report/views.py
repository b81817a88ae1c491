"""What the page shows, as records: every number already written out in words.

The page is made of these alone; `plain` turns them into dictionaries, which is what
tests look at, and the template and the charts only draw them.
"""

from typing import Literal

import msgspec

from metier.records import Mark, Unit

__all__ = [
    "CardView",
    "Fact",
    "FigureView",
    "Headline",
    "LabelError",
    "PageView",
    "PanelView",
    "Published",
    "Question",
    "Row",
    "SectionView",
    "Value",
]

LabelError = Literal["all", "some", "none"]
"""Which intervals of a figure that rest on a machine's answers contain its error."""


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """One own number."""

    value: float
    low: float | None = None
    high: float | None = None
    text: str
    interval: str = ""
    """Written out; empty where there is none."""


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """One published number."""

    id: str
    value: float
    upper: float | None = None
    text: str
    """As the study prints it."""

    grade: str
    page: str
    definition: str
    certain: bool = True
    """False where the study does not say which kind of mean it is."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a chart and of its table: own number, published number, or both."""

    series: str = ""
    series_title: str = ""
    group: str = ""
    group_title: str = ""
    split: str = ""
    split_title: str = ""
    own: Value | None = None
    more: dict[str, Value] = {}
    """Other statistics of the same cell: p5 … p95, cells, singletons, bounds."""

    sessions: int = 0
    people: int = 0
    method: str = ""
    withheld: str = ""
    """The rule that hides the own number; empty if it is shown."""

    published: Published | None = None
    published_more: dict[str, Published] = {}
    """Published numbers of other statistics of the same cell."""

    @property
    def missing(self) -> str:
        """Say why there is no own number."""
        if not self.withheld:
            return "published only"
        if self.withheld in {"no sessions", "not measured"}:
            return self.withheld
        return f"withheld: {self.withheld}"

    @property
    def title(self) -> str:
        """Name the row in one line."""
        parts = (self.split_title, self.series_title, self.group_title)
        return " \N{MIDDLE DOT} ".join(part for part in parts if part)


class PanelView(msgspec.Struct, frozen=True, kw_only=True):
    """One chart with its rows."""

    id: str
    anchor: str
    title: str
    mark: Mark
    x: str
    y: str
    unit: Unit
    rows: tuple[Row, ...]
    groups: tuple[tuple[str, str], ...]
    series: tuple[tuple[str, str], ...]
    splits: tuple[tuple[str, str], ...]
    sentence: str
    """The chart in a sentence, for those who do not see it."""

    counts: tuple[str, ...] = ()
    """Usable sessions, cells and singletons of models that give several rows."""

    published: str = ""
    """Grades and pages of the published numbers, in a line."""

    remarks: tuple[str, ...] = ()
    """Where the published numbers cannot simply be laid beside the own ones."""


class FigureView(msgspec.Struct, frozen=True, kw_only=True):
    """One exhibit with everything that stands under it."""

    id: str
    exhibit: str
    question: str
    caveat: str
    note: str
    panels: tuple[PanelView, ...]
    excluded: tuple[str, ...]
    """Sessions left out, with why."""

    withheld: tuple[str, ...]
    """Cells not shown, with the rule."""

    rests_on: tuple[tuple[str, str], ...]
    """Facet, and how far its annotator agrees with the reference, in words."""

    label_error: LabelError
    """In which intervals of the figure the annotator's error is."""


class SectionView(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the page: who decides, who knows, what comes of it, and more."""

    id: str
    title: str
    figures: tuple[FigureView, ...]


class Headline(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the summary: own number beside the published one."""

    label: str
    short: str
    own: str
    interval: str
    sessions: int
    published: str
    withheld: str


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """A name and what it is, for lists of two columns."""

    name: str
    text: str


class CardView(msgspec.Struct, frozen=True, kw_only=True):
    """How far an annotator agrees with its reference on one facet."""

    facet: str
    title: str
    annotator: str
    reference: str
    design: str
    sample: str
    answered: str
    baseline: str
    measures: tuple[Fact, ...]
    levels: tuple[str, ...]
    confusion: tuple[tuple[int, ...], ...]
    """Rows: reference, columns: annotator."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A facet as it was asked."""

    name: str
    title: str
    version: int
    question: str
    levels: tuple[Fact, ...]


class PageView(msgspec.Struct, frozen=True, kw_only=True):
    """The whole page."""

    title: str
    lead: str
    marks: tuple[str, ...]
    """Said on top: private, synthetic example."""

    private: bool
    example: bool
    headlines: tuple[tuple[str, tuple[Headline, ...]], ...]
    seen: tuple[Fact, ...]
    left_out: tuple[Fact, ...]
    sections: tuple[SectionView, ...]
    safeguards: tuple[str, ...]
    policy: tuple[Fact, ...]
    made: tuple[Fact, ...]
    sources: tuple[str, ...]
    cards: tuple[CardView, ...]
    codebook: tuple[Question, ...]
    differences: tuple[Fact, ...]
    """Where our reading differs from the study's."""

    grades: tuple[Fact, ...]
