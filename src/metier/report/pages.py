"""The whole page as a record, and as plain dictionaries for tests and templates."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from metier.baselines import SOURCES
from metier.codebook import FACETS
from metier.records import Baseline, Facet, Figure, Released
from metier.report import coverage
from metier.report.cards import card_view, facet_title
from metier.report.differences import DIFFERENCES
from metier.report.exhibits import exhibit
from metier.report.headlines import headlines
from metier.report.rows import Ledger
from metier.report.sentences import lead, marks
from metier.report.views import Fact, PageView, Question, SectionView

__all__ = ["SECTIONS", "page_of", "plain"]

SECTIONS = (
    ("decides", "Who decides"),
    ("knows", "Who knows"),
    ("comes", "What comes of it"),
    ("who", "Who is at work, and on what"),
    ("checks", "Does it hang together?"),
)


GRADES = (
    Fact(name="T", text="stated in the study's text, in two or more copies"),
    Fact(name="A", text="from its appendix, in one copy"),
    Fact(name="F2", text="read off an image by two readers"),
    Fact(name="F1", text="read off an image by one reader"),
)


def page_of(
    released: Released, figures: Sequence[Figure], baselines: Iterable[Baseline]
) -> PageView:
    """Build the page from what passed the door, and from nothing else."""
    published = tuple(baselines)
    ledger = Ledger(released, published)
    summary = released.summary
    return PageView(
        title="Who decides, who knows, and what comes of it",
        lead=lead(summary),
        marks=marks(summary),
        private=summary.private,
        example=summary.example,
        headlines=headlines(released, published),
        seen=coverage.seen(released),
        left_out=coverage.left_out(released),
        sections=tuple(
            SectionView(
                id=name,
                title=title,
                figures=tuple(
                    exhibit(figure, released, ledger)
                    for figure in figures
                    if figure.section == name
                ),
            )
            for name, title in SECTIONS
        ),
        safeguards=coverage.safeguards(released),
        policy=coverage.policy(released),
        made=coverage.made(released, published),
        sources=tuple(SOURCES.values()),
        cards=tuple(card_view(card) for card in released.cards),
        codebook=tuple(_question(facet) for facet in FACETS),
        differences=DIFFERENCES,
        grades=GRADES,
    )


def _question(facet: Facet) -> Question:
    return Question(
        name=facet.name,
        title=facet_title(facet.name),
        version=facet.version,
        question=facet.question,
        levels=tuple(
            Fact(name=level.title or level.name, text=level.meaning)
            for level in facet.levels
        ),
    )


def plain(
    released: Released, figures: Sequence[Figure], baselines: Iterable[Baseline]
) -> dict[str, Any]:
    """Return the page as plain dictionaries: what is shown, before it is drawn."""
    page = page_of(released, figures, baselines)
    built: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(page))
    return built
