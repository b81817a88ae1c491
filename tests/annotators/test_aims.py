import pytest

from metier.annotators import AIMS, cards, shown_alone
from metier.records import Card, CardMeasure


def card(facet: str, measure: str, value: float) -> Card:
    return Card(
        facet=facet,
        facet_version=1,
        annotator="offline-1",
        reference="made up",
        design="made up",
        sessions=100,
        people=10,
        repositories=5,
        answered=1.0,
        measures=(CardMeasure(name=measure, value=value, n=100),),
    )


@pytest.mark.parametrize(("value", "is_shown"), [(0.48, False), (0.50, True)])
def test_a_field_is_shown_alone_from_half_way_between_floor_and_aim(
    value: float, *, is_shown: bool
) -> None:
    found = [card("expertise", "quadratic kappa", value)]

    assert shown_alone("expertise", found) is is_shown
    assert shown_alone("expertise_typed", found) is is_shown


def test_counts_of_decisions_rest_on_the_share() -> None:
    found = [card("plan_user_share", "r", 0.40), card("plan_user", "r of logs", 0.9)]

    assert not shown_alone("plan_user", found)


def test_another_measure_of_the_card_does_not_count() -> None:
    assert not shown_alone("expertise", [card("expertise", "kappa", 0.9)])


def test_a_field_with_an_aim_and_no_card_is_not_shown_and_one_without_an_aim_is() -> (
    None
):
    assert not shown_alone("codebase", [])
    assert shown_alone("soc_work", [])


def test_the_shipped_cards_measure_every_field_that_has_an_aim() -> None:
    found = {(one.facet, measure.name) for one in cards() for measure in one.measures}

    assert {(name, aim.measure) for name, aim in AIMS.items()} <= found
