"""What the page shows, before it is drawn."""

from typing import Any

import pytest

from metier.baselines import BASELINES
from metier.figures import FIGURES
from metier.records import Key, ReleasedEstimate, Withheld
from metier.report import plain
from releases import card, estimate, release_of, summary

FIXES = Key(figure="work-modes", panel="modes", group="fix")


def panel(page: dict[str, Any], figure: str, name: str) -> dict[str, Any]:
    for section in page["sections"]:
        for one in section["figures"]:
            for found in one["panels"]:
                if one["id"] == figure and found["id"] == name:
                    view: dict[str, Any] = found
                    return view
    raise AssertionError((figure, name))


def rows(page: dict[str, Any], figure: str, name: str) -> dict[str, dict[str, Any]]:
    found = panel(page, figure, name)["rows"]
    return {"/".join((row["series"], row["group"])).strip("/"): row for row in found}


def page_with(
    *estimates: ReleasedEstimate, withheld: tuple[Withheld, ...] = ()
) -> dict[str, Any]:
    release = release_of(())
    changed = type(release)(
        version=1, summary=summary(), estimates=estimates, withheld=withheld
    )
    return plain(changed, FIGURES, BASELINES)


def test_an_own_number_stands_beside_the_published_one() -> None:
    own = estimate(FIXES, value=0.31, low=0.24, high=0.39, sessions=183, people=7)

    row = rows(page_with(own), "work-modes", "modes")["fix"]

    assert row["own"]["text"] == "31%"
    assert row["own"]["interval"] == "24\N{EN DASH}39%"
    assert (row["sessions"], row["people"]) == (183, 7)
    assert row["published"]["text"] == "26%"
    assert (row["published"]["grade"], row["published"]["page"]) == ("T", "4")


def test_where_some_numbers_are_corrected_the_others_say_that_they_are_not() -> None:
    naive = (
        "share; machine values as they are: the interval does not contain the "
        "annotator's error, since 12 sessions of this cell were checked"
    )
    builds = Key(figure="work-modes", panel="modes", group="build")
    corrected = estimate(builds, value=0.2, low=0.1, high=0.3, label_error=True)
    alone = estimate(FIXES, value=0.31, low=0.24, high=0.39, method=naive)

    both = rows(page_with(corrected, alone), "work-modes", "modes")
    one = rows(page_with(alone), "work-modes", "modes")

    assert one["fix"]["method"] == "share"
    assert both["fix"]["method"] == (
        "share; the annotator's error is not in the interval, since 12 sessions of "
        "this cell were checked"
    )
    assert "not in the interval" not in both["build"]["method"]


def test_a_withheld_number_names_its_rule_and_keeps_the_published_one() -> None:
    hidden = Withheld(key=FIXES, rule="one person dominates")

    page = page_with(withheld=(hidden,))

    row = rows(page, "work-modes", "modes")["fix"]
    assert row["own"] is None
    assert row["withheld"] == "one person dominates"
    assert row["published"]["text"] == "26%"
    figure = next(
        one
        for section in page["sections"]
        for one in section["figures"]
        if one["id"] == "work-modes"
    )
    cell = "Nine modes of work \N{MIDDLE DOT} Fixing something broken"
    assert figure["withheld"] == [f"one person dominates: {cell}"]


def test_the_published_hours_stand_on_a_line_of_their_own() -> None:
    own = estimate(Key(figure="hours-a-week", series="open"), "hours", value=31.0)

    found = rows(page_with(own), "hours-a-week", "")

    assert found["open"]["published"] is None
    assert found["running"]["own"] is None
    assert found["running"]["published"]["text"] == "20"


def test_a_mean_of_unknown_kind_is_beside_each_and_says_so() -> None:
    keys = (
        Key(
            figure="session-sizes",
            panel="actions",
            series="actions_median",
            statistic="p50",
        ),
        Key(figure="session-sizes", panel="actions", series="actions_geometric"),
        Key(figure="session-sizes", panel="actions", series="actions_mean"),
    )
    page = page_with(*(estimate(key, "number") for key in keys))

    found = panel(page, "session-sizes", "actions")

    assert [row["published"]["text"] for row in found["rows"]] == ["~10"] * 3
    assert found["remarks"] == [
        (
            "The study does not say which kind of mean its number is; it is shown "
            "beside each."
        )
    ]


def test_a_change_from_another_month_is_said_not_to_start_together() -> None:
    key = Key(figure="work-over-time", panel="value", series="all", group="2026-03")

    found = panel(page_with(estimate(key, "ratio")), "work-over-time", "value")

    assert [name for name, _ in found["groups"]] == ["2026-03", "2026-04"]
    assert "do not start together" in found["remarks"][0]


def test_what_describes_a_model_is_said_and_is_no_row() -> None:
    place = {"figure": "success-by-expertise", "panel": "all", "series": "verified"}
    numbers = (
        estimate(Key(**place, group="3"), value=0.28),
        estimate(Key(**place, statistic="sessions"), "count", value=1_204.0),
        estimate(Key(**place, statistic="cells"), "count", value=214.0),
        estimate(Key(**place, statistic="singletons"), "count", value=33.0),
    )

    found = panel(page_with(*numbers), "success-by-expertise", "all")

    assert found["counts"] == [
        ("Verified success, adjusted: 1,204 usable sessions, 214 cells, 33 singletons")
    ]
    assert "" not in {row["group"] for row in found["rows"]}


def test_sessions_left_out_of_a_figure_are_counted_by_reason() -> None:
    page = page_with(estimate(FIXES))

    figure = page["sections"][3]["figures"][0]

    assert figure["id"] == "work-modes"
    assert figure["excluded"] == ["no clear goal: 112 sessions"]


def test_the_card_of_a_facet_stands_under_the_figure_that_rests_on_it() -> None:
    release = release_of(FIGURES)

    figure = plain(release, FIGURES, BASELINES)["sections"][3]["figures"][0]

    assert card("work_mode") in release.cards
    assert figure["rests_on"] == [
        [
            "work_mode",
            (
                "exact 61% (55\N{EN DASH}67%); kappa 0.42 (0.35 to 0.49); "
                "answered 97%; always giving the most frequent answer 38%"
            ),
        ]
    ]


def test_a_run_without_cards_says_that_they_are_missing() -> None:
    said = page_with()["safeguards"]

    assert [line.split(":")[0] for line in said] == ["Label error", "Halo", "Cards"]


@pytest.mark.parametrize(
    ("fields", "word"),
    [({"private": True}, "Private"), ({"example": True}, "Synthetic example")],
)
def test_private_and_example_studies_are_marked_on_top(
    fields: dict[str, bool], word: str
) -> None:
    page = plain(release_of((), **fields), FIGURES, BASELINES)

    assert [mark.split(":")[0] for mark in page["marks"]] == [word]


def test_a_shared_study_has_no_mark() -> None:
    assert plain(release_of(()), FIGURES, BASELINES)["marks"] == []


def test_the_summary_has_three_parts_with_published_numbers() -> None:
    page = plain(release_of(FIGURES), FIGURES, BASELINES)

    assert [title for title, _ in page["headlines"]] == [
        "Who decides",
        "Who knows",
        "What comes of it",
    ]
    for _, lines in page["headlines"]:
        for line in lines:
            assert line["own"]
            assert line["published"]


def test_every_figure_is_on_the_page_once() -> None:
    page = plain(release_of(FIGURES), FIGURES, BASELINES)

    shown = [one["id"] for section in page["sections"] for one in section["figures"]]

    assert sorted(shown) == sorted(figure.id for figure in FIGURES)


def test_every_released_cell_is_in_a_row_of_its_panel() -> None:
    release = release_of(FIGURES)

    page = plain(release, FIGURES, BASELINES)

    for one in release.estimates:
        view = panel(page, one.key.figure, one.key.panel)
        found = [
            row
            for row in view["rows"]
            if (row["series"], row["group"], row["split"])
            == (one.key.series, one.key.group, one.key.split)
        ]
        assert len(found) == 1 or view["counts"], one.key


def test_the_page_says_where_it_differs_from_the_study() -> None:
    page = plain(release_of(FIGURES), FIGURES, BASELINES)

    told = {one["name"]: one["text"] for one in page["differences"]}
    assert {"What a question may see", "Expertise", "Which sessions count"} <= set(told)
    assert sum("study-2026:" in text for text in told.values()) >= 4
