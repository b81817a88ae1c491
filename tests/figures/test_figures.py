"""Figures ask with columns that exist, in words that claim no cause."""

import re
from pathlib import Path

import pytest

from metier import figures
from metier.codebook import FACET_BY_NAME
from metier.facts import COLUMN_BY_NAME
from metier.figures import AFTERWARDS
from metier.figures import FIGURES as OF_THE_STUDY
from metier.records import Figure, Hours, Need, Share

FIGURES = (*OF_THE_STUDY, *AFTERWARDS)

EXHIBITS = {
    "Figure 1",
    "Figure 2",
    "Figure 3",
    "Figure 4",
    "Figure 5",
    "Figure 6",
    "Figure A1",
    "Figure A2",
    "Table 2",
    "Table A1",
    "Table A2",
}
CAUSAL = re.compile(
    r"\b(drives?|leads? to|because|impacts?|determines?|effects?|causes?|improves?"
    r"|increases?|reduces?|makes? better|thanks to)\b",
    re.IGNORECASE,
)


def needs(figure: Figure) -> list[Need]:
    return [need for panel in figure.panels for need in panel.needs]


def test_every_exhibit_of_the_study_is_asked() -> None:
    asked = {figure.exhibit for figure in FIGURES}

    assert asked >= EXHIBITS


def test_every_file_of_the_room_is_listed_once() -> None:
    folder = Path(figures.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "levels"}

    assert len(files) == len(FIGURES)
    assert len({figure.id for figure in FIGURES}) == len(FIGURES)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_a_figure_asks_for_columns_of_the_analysis_frame(figure: Figure) -> None:
    for need in needs(figure):
        named = [need.by, getattr(need, "on", None), getattr(need, "split", None)]
        if not isinstance(need, Hours):
            named.append(getattr(need, "of", None))
        named += getattr(need, "controls", ())
        named += getattr(need, "covariates", ())
        named += [where.column for where in need.where]
        named += [where.column for where in getattr(need, "meets", ())]

        assert {name for name in named if name} <= set(COLUMN_BY_NAME)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_a_figure_asks_and_says_what_it_cannot_show(figure: Figure) -> None:
    assert figure.question.endswith("?")
    assert figure.caveat.endswith(".")
    assert set(figure.rests_on) <= set(FACET_BY_NAME)


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_a_figure_claims_no_cause(figure: Figure) -> None:
    said = [figure.question, figure.caveat, figure.note]
    said += [
        text for panel in figure.panels for text in (panel.title, panel.x, panel.y)
    ]
    said += [title for panel in figure.panels for _, title in panel.series]

    assert [text for text in said if CAUSAL.search(text)] == []


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.id)
def test_series_and_levels_have_titles_for_people(figure: Figure) -> None:
    for panel in figure.panels:
        series = {need.series for need in panel.needs if need.series}
        splits = {name for name, _ in panel.series} - series
        groups = {name for name, _ in panel.groups}
        levels = {
            level
            for need in panel.needs
            if isinstance(need, Share)
            for level in need.levels
        }

        assert levels <= groups
        if len(series) > 1:
            assert series <= {name for name, _ in panel.series}
        assert (
            not splits or any(need.by for need in panel.needs) or splits == {"running"}
        )


def test_no_two_needs_of_a_panel_answer_under_the_same_key() -> None:
    for figure in FIGURES:
        for panel in figure.panels:
            asked = [(need.series, type(need).__name__) for need in panel.needs]

            assert len(asked) == len(set(asked)), (figure.id, panel.id)
