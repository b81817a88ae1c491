from pathlib import Path

import metier.codebook
from metier.codebook import (
    BANDS,
    DETAILS,
    FACET_BY_NAME,
    FACETS,
    MODE_GROUPS,
    OCCUPATIONS,
    page,
    value_band,
)

NO_FACET = {"matching", "__init__", "pages", "occupations"}


def test_facets_stand_in_reading_order_under_the_names_of_the_columns() -> None:
    names = [facet.name for facet in FACETS]

    assert names == [
        "work_mode",
        "codebase",
        "plan_user",
        "plan_agent",
        "exec_user",
        "exec_agent",
        "expertise",
        "expertise_first",
        "expertise_typed",
        "outcome",
        "success_signal",
        "failure_signal",
        "soc_user",
        "soc_work",
        "value_usd",
    ]


def test_every_file_of_the_room_is_listed() -> None:
    files = {path.stem for path in Path(metier.codebook.__path__[0]).glob("*.py")}

    listed = {facet.name for facet in FACETS if facet.kind != "count"} | {"decisions"}

    assert files - NO_FACET == listed


def test_names_are_unique_and_found() -> None:
    facets = (*FACETS, *DETAILS)

    assert len(FACET_BY_NAME) == len(facets)
    assert all(FACET_BY_NAME[facet.name] is facet for facet in facets)


def test_choices_and_scales_have_levels_that_say_what_they_mean() -> None:
    for facet in (*FACETS, *DETAILS):
        names = [level.name for level in facet.levels]

        assert len(names) == len(set(names))
        assert bool(names) == (facet.kind != "count")
        assert all(level.title and level.meaning for level in facet.levels)
        assert facet.unclear is None or facet.unclear in names


def test_every_scale_is_written_in_rising_order() -> None:
    for facet in (*FACETS, *DETAILS):
        if facet.kind == "ordinal":
            numbers = [int(level.name) for level in facet.levels]
            assert numbers == sorted(numbers)


def test_every_mode_belongs_to_one_of_the_four_groups() -> None:
    modes = {level.name for level in FACET_BY_NAME["work_mode"].levels}

    assert set(MODE_GROUPS) == modes
    assert set(MODE_GROUPS.values()) == {
        "code",
        "operate",
        "plan_explore",
        "analysis_prose",
    }


def test_a_price_on_a_bound_belongs_to_the_tier_above() -> None:
    assert value_band(10) == "10-200"
    assert value_band(199.99) == "10-200"
    assert value_band(200) == "200-1000"
    assert value_band(4_999) == "1000-5000"
    assert value_band(5_000) == "5000-50000"
    assert [band.name for band in BANDS][-1] == value_band(50_000)


def test_occupations_are_the_23_major_groups_with_wages_for_all_but_the_military() -> (
    None
):
    assert len(OCCUPATIONS) == 23
    unpriced = [job.code for job in OCCUPATIONS if job.wage_median is None]
    assert unpriced == ["55"]


def test_the_person_s_expertise_is_never_read_from_the_machine_s_side() -> None:
    assert FACET_BY_NAME["expertise"].view == "words"
    assert FACET_BY_NAME["expertise_first"].view == "first_prompt"


def test_the_page_prints_every_level_and_rule() -> None:
    text = page(FACETS)

    for facet in FACETS:
        assert f"## {facet.name}\n" in text
        assert all(level.meaning in text for level in facet.levels)
        assert all(f"- {rule}" in text for rule in facet.rules)


def test_the_docs_page_is_the_one_made_from_the_codebook() -> None:
    written = Path(__file__).parents[2] / "docs" / "codebook.md"

    assert written.read_text(encoding="utf-8") == page((*FACETS, *DETAILS))
