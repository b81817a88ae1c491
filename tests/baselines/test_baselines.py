"""Published numbers: all of them, none of ours, each where a figure asks for it."""

from pathlib import Path

from metier.baselines import BASELINES
from metier.figures import FIGURES
from metier.records import Key

# Typed by hand from section 7 of the study specification, row by row, and from its
# tables A1 and A2. Left out: what is graded M, what is a range over classifiers or
# users (users_gt1 …, agree_…, price_…), and what has no number (occ_rank …).
IDS = Path(__file__).with_name("ids.txt").read_text().split()

# Counted, read and judged by the specification's authors: never the study's.
OURS = {"verified_pooled", "expertise_mix", "occ_spread", "fig6_judged_41"}


def test_the_published_numbers_are_those_of_the_specification() -> None:
    found = [baseline.id for baseline in BASELINES]

    assert sorted(found) == sorted(IDS)
    assert not set(found) & OURS


def test_numbers_are_printed_as_the_study_prints_them() -> None:
    printed = {baseline.id: baseline.text for baseline in BASELINES}

    assert printed["verified_L1_adj"] == "14.5%"
    assert printed["verified_L5_adj"] == "32.9%"
    assert printed["actions_expert"] == "11.7"
    assert printed["words_expert"] == "3,200"
    assert printed["words_per_turn"] == "2,400"
    assert printed["plan_user_share"] == "~70%"
    assert printed["tail_200"] == "1 in 270"
    assert printed["partial_L4"] == "91-92%"
    assert printed["gradient_adj"] == "+3.79 points (SE 0.09)"
    assert printed["fig6_verified_41"] == "26% or 28%"


def test_a_text_holds_its_value() -> None:
    for baseline in BASELINES:
        percent = f"{100 * baseline.value:.4g}"
        plain = f"{baseline.value:,.10g}"
        one_in = f"1 in {1 / baseline.value:,.0f}"
        said = (percent, plain, one_in)

        assert any(part in baseline.text for part in said), baseline.id


def test_every_published_number_meets_a_figure() -> None:
    panels = {
        (figure.id, panel.id): panel for figure in FIGURES for panel in figure.panels
    }

    for baseline in BASELINES:
        for key in (baseline.key, *baseline.also):
            panel = panels[key.figure, key.panel]
            series = {need.series for need in panel.needs}
            series |= {name for name, _ in panel.series}
            groups = {name for name, _ in panel.groups}

            assert key.series in series, baseline.id
            assert not groups or key.group in groups, baseline.id
            assert bool(key.group) == bool(groups or _monthly(key)), baseline.id


def _monthly(key: Key) -> bool:
    return key.figure == "work-over-time"


def test_no_key_is_published_twice() -> None:
    keys = [key for one in BASELINES for key in (one.key, *one.also)]

    assert len(keys) == len(set(keys))


def test_every_number_names_its_grade_page_and_definition() -> None:
    for baseline in BASELINES:
        assert baseline.grade in {"T", "A", "F2", "F1"}
        assert baseline.page
        assert len(baseline.definition) > 10
        assert "[MINE]" not in baseline.definition
