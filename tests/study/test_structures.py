"""Sessions made up at random tell how the numbers of the page hang together."""

import msgspec

from metier.figures import FIGURES
from metier.records import Key
from metier.study.structures import structure

MONTHS = ("2026-01", "2026-02")


def test_a_bin_is_what_a_wider_bin_leaves_of_its_neighbour() -> None:
    how = structure(MONTHS)
    narrow = Key(figure="division-of-labor", panel="histogram", series="plan")
    wide = Key(figure="activity-by-decisions", panel="actions", series="plan")
    first = how.hits(msgspec.structs.replace(narrow, group="40-50"))
    second = how.hits(msgspec.structs.replace(narrow, group="50-60"))
    both = how.sessions(msgspec.structs.replace(wide, group="40-60"))
    assert first is not None
    assert second is not None

    (found,) = how.span({}).follows([first], [both, second])

    assert found.target == first


def test_months_of_a_mode_make_up_the_mode() -> None:
    how = structure(MONTHS)
    months = [
        how.hits(Key(figure="work-over-time", panel="modes", series="fix", group=month))
        for month in MONTHS
    ]
    whole = how.hits(Key(figure="work-modes", panel="modes", group="fix"))
    assert whole is not None

    (found,) = how.span({}).follows([whole], [one for one in months if one is not None])

    assert found.target == whole


def test_every_figure_of_the_page_is_known_but_those_beside_the_sessions() -> None:
    how = structure(MONTHS)
    needs = {
        (figure.id, panel.id, need.series)
        for figure in FIGURES
        for panel in figure.panels
        for need in panel.needs
    }

    known = {(key.figure, key.panel, key.series) for key in how}

    assert {figure for figure, _, _ in needs - known} == {"hours-a-week"}
