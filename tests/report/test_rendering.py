"""The page as one file: small, closed, escaped."""

import re
from html.parser import HTMLParser

import msgspec

from metier.baselines import BASELINES
from metier.figures import FIGURES
from metier.records import Exclusion, Key, Withheld
from metier.report import render
from releases import release_of

VOID = {"meta", "link", "br", "img", "hr"}
MOST_BYTES = 2_000_000


class Tags(HTMLParser):
    """Follows what is open, so that nothing is closed that was not opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def test_a_full_page_is_one_small_file_that_needs_no_network() -> None:
    page = render(release_of(FIGURES), FIGURES, BASELINES)

    assert len(page.encode()) < MOST_BYTES
    assert re.findall(r"""(?:src|href)=["'](?!#|data:,)""", page) == []
    assert "http" not in page
    assert "@import" not in page
    assert "url(" not in page


def test_elements_are_closed_and_names_are_given_once() -> None:
    tags = Tags()

    tags.feed(render(release_of(FIGURES, withhold=5), FIGURES, BASELINES))

    assert tags.wrong == []
    assert tags.open == []
    assert len(tags.names) == len(set(tags.names))


def test_every_exhibit_is_there_with_its_table() -> None:
    page = render(release_of(FIGURES), FIGURES, BASELINES)

    for figure in FIGURES:
        assert f'id="{figure.id}"' in page
    assert page.count("Data as a table") == len(FIGURES)


def test_an_empty_release_still_shows_what_was_published() -> None:
    page = render(release_of(()), FIGURES, BASELINES)

    assert "14.5%" in page
    assert "3,200" in page
    assert "published only" in page


def test_whatever_stands_in_a_release_cannot_open_an_element() -> None:
    reason = "</script><script>alert(1)</script>"
    left = (Exclusion(reason=reason, sessions=3),)
    release = release_of(FIGURES, left_out=left, timezone="<b>UTC")

    page = render(release, FIGURES, BASELINES)

    assert "<script>alert" not in page
    assert "<b>UTC" not in page
    assert page.count("</script>") == 2


def test_the_same_release_gives_the_same_page() -> None:
    release = release_of(FIGURES, withhold=4)

    assert render(release, FIGURES, BASELINES) == render(release, FIGURES, BASELINES)


def test_every_chart_says_in_a_sentence_what_it_shows() -> None:
    page = render(release_of(FIGURES), FIGURES, BASELINES)

    charts = re.findall(r'role="img" aria-label="([^"]*)"', page)

    assert len(charts) > len(FIGURES)
    assert all(len(said) > 40 for said in charts)


def test_a_figure_withheld_as_a_whole_says_so() -> None:
    whole = tuple(
        Withheld(
            key=Key(figure=figure.id, panel=panel.id, series=need.series),
            rule="team too small for this figure",
        )
        for figure in FIGURES
        for panel in figure.panels
        for need in panel.needs
    )
    release = msgspec.structs.replace(release_of(()), withheld=whole)

    page = render(release, FIGURES, BASELINES)

    assert "withheld: team too small for this figure" in page


def test_extreme_numbers_are_drawn_inside_their_axes() -> None:
    full = release_of(FIGURES)
    for value in (-3.0, 0.0, 1e-9, 1.0, 1e7):
        changed = tuple(
            msgspec.structs.replace(one, value=value, low=value, high=value)
            for one in full.estimates
        )
        release = msgspec.structs.replace(full, estimates=changed)

        page = render(release, FIGURES, BASELINES)

        places = re.findall(r'(?:cx|x|x1|x2)="(-?[0-9.]+)%"', page)
        assert all(0 <= float(place) <= 100 for place in places)
        assert not re.search(r'="(?:nan|inf|-inf)', page)


def test_the_page_claims_no_cause() -> None:
    page = render(release_of(FIGURES, withhold=5), FIGURES, BASELINES)
    said = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)
    own = said[: said.index('id="questions"')]

    found = re.findall(
        r"\b(drives|leads to|because|impact|determines|effect)\b", own, re.IGNORECASE
    )

    assert found == []
