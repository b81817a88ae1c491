import pytest

from metier.codebook import FACET_BY_NAME
from metier.records import Card, Facet
from metier.reliability import Compared, Comparison, card, number_card

OUTCOME = FACET_BY_NAME["outcome"]
EXPERTISE = FACET_BY_NAME["expertise"]


def compared(reference: str, answer: str | None, person: str = "a") -> Compared:
    return Compared(
        person=person,
        repository=person,
        reference=reference,
        answer=answer,
        probability=0.8,
    )


def comparison(facet: Facet) -> Comparison:
    return Comparison(
        facet=facet,
        annotator="offline-1",
        reference="a language model's reading",
        design="by hand",
    )


def made(*rows: Compared) -> Card:
    return card(comparison(OUTCOME), rows, most_frequent="succeeded")


def value(made: Card, name: str) -> float:
    return next(m.value for m in made.measures if m.name == name)


def test_an_abstention_is_scored_as_the_most_frequent_answer() -> None:
    found = made(
        compared("succeeded", None),
        compared("failed", None, "b"),
        compared("failed", "failed", "c"),
        compared("succeeded", "succeeded", "d"),
    )

    assert found.answered == 0.5
    assert value(found, "exact") == 0.75
    assert found.baseline == 0.5
    assert found.people == 4


def test_the_matrix_shows_only_levels_in_use_and_adds_up_to_the_sessions() -> None:
    found = made(
        compared("succeeded", "succeeded"),
        compared("failed", "succeeded", "b"),
        compared("failed", "failed", "c"),
    )

    assert found.levels == ("succeeded", "failed")
    assert found.confusion == ((1, 0), (1, 1))


def test_scales_are_measured_with_weights_for_distance() -> None:
    rows = [
        compared(reference, answer, person)
        for reference, answer, person in [
            ("1", "2", "a"),
            ("3", "3", "b"),
            ("5", "4", "c"),
            ("2", "2", "d"),
        ]
    ]

    found = card(comparison(EXPERTISE), rows, most_frequent="3")

    assert value(found, "quadratic kappa") > value(found, "linear kappa")
    assert value(found, "linear kappa") > value(found, "kappa")


def test_a_number_is_measured_by_its_correlation() -> None:
    rows = [
        Compared(
            person=str(index),
            repository="r",
            reference="",
            answer="",
            reference_number=float(index),
            answer_number=2.0 * index + 1.0,
        )
        for index in range(5)
    ]

    found = number_card(comparison(FACET_BY_NAME["value_usd"]), rows)

    assert value(found, "r") == pytest.approx(1.0)
    assert value(found, "mean distance") == pytest.approx(3.0)
