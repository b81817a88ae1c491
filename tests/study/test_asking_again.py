"""A model asked again: alike, with options turned, in other words."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from metier.backends import Scripted
from metier.codebook import FACET_BY_NAME
from metier.facts import parquet
from metier.facts.tables import ANNOTATIONS
from metier.records import CardMeasure, Request
from metier.study import Asked, Study, modelling
from metier.study.agreeing import agree
from metier.study.asking_again import asked_again
from metier.study.modelling import Wish
from metier.study.opening import opened
from metier.study.study import silent
from study_logs import write_session

WISH = Wish(annotator="openai:http://127.0.0.1:1/v1#tiny")
SESSIONS = 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("again")
    for number in range(SESSIONS):
        write_session(
            root / "logs", f"session-{number}", day=f"2026-03-{number + 1:02d}"
        )
    study = Study(root / "study")
    study.ingest(Asked(sources=(root / "logs",)))
    study.annotate()
    return root / "study"


def first_option(request: Request) -> Mapping[str, object]:
    """Answer as a model that picks whatever stands first."""
    given: dict[str, object] = {}
    for question in request.questions:
        if question.kind == "decisions":
            given[question.name] = [{"kind": "planning", "owner": "person"}]
        elif question.options:
            given[question.name] = {"answer": question.options[0].name}
        else:
            given[question.name] = {"answer": 300}
    return given


def leaning(request: Request) -> Mapping[str, object]:
    """Rate higher whatever is seen to have ended well."""
    level = "4" if "All tests pass" in request.state else "3"
    return {question.name: {"answer": level} for question in request.questions}


def ask(
    folder: Path,
    putting: str,
    answers: Callable[[Request], Mapping[str, object]] = first_option,
    configuration: str = "metier",
) -> list[str]:
    """Ask in this way; return what opened each request."""
    seen = []

    def script(request: Request) -> Mapping[str, object]:
        seen.append(request.instructions[:60])
        return answers(request)

    wish = Wish(
        annotator=WISH.annotator,
        putting=putting,  # type: ignore[arg-type]
        configuration=configuration,  # type: ignore[arg-type]
    )
    with opened(folder) as place:
        modelling.model(place, wish, silent, Scripted(script=script))
    return seen


@pytest.fixture(scope="module")
def measures(folder: Path) -> Mapping[str, CardMeasure]:
    asked = {how: ask(folder, how) for how in ("first", "again", "turned")}
    asked["reworded-1"] = ask(folder, "reworded-1")
    for ending in ("ended-well", "ended-badly"):
        ask(folder, ending, leaning)
        ask(folder, ending, leaning, "study-2026")
    # What was asked before is in the cache; asking again is asking.
    assert len(asked["again"]) == len(asked["first"]) > 0
    assert set(asked["again"]) == set(asked["first"])
    assert not set(asked["reworded-1"]) & set(asked["first"])
    with opened(folder) as place:
        cards = agree(place, WISH.name, "offline-1")
    card = next(card for card in cards if card.facet == "work_mode")
    return {measure.name: measure for measure in card.measures}


def test_answers_to_a_second_asking_stand_under_a_name_of_their_own(
    folder: Path, measures: Mapping[str, CardMeasure]
) -> None:
    assert measures
    rows = parquet.read(folder / ANNOTATIONS.file)

    names = {str(row["annotator"]) for row in rows}

    assert {WISH.name, f"{WISH.name}~again", f"{WISH.name}~turned"} <= names


def test_the_same_question_gets_the_same_answer(
    measures: Mapping[str, CardMeasure],
) -> None:
    assert measures["exact, asked again alike"].value == 1.0
    assert measures["exact, asked again alike"].n == SESSIONS
    assert measures["exact, asked in other words"].value == 1.0


def test_an_answer_that_hangs_on_the_order_of_options_is_found(
    measures: Mapping[str, CardMeasure],
) -> None:
    assert measures["exact, options turned round"].value == 0.0


def test_the_published_number_is_spread_over_the_ways_of_asking(
    measures: Mapping[str, CardMeasure],
) -> None:
    spread = measures["share of plan over all ways of asking"]

    assert (spread.low, spread.value, spread.high) == (0.0, 1.0, 1.0)


def test_a_made_up_ending_cannot_move_a_rating_that_does_not_see_it(
    folder: Path, measures: Mapping[str, CardMeasure]
) -> None:
    assert measures
    found = moved(folder, WISH.name)

    assert found["moved by a counterfactual ending"].value == 0.0
    assert found["levels added by a good ending"].value == 0.0


def test_what_a_good_ending_adds_is_found_where_the_rating_sees_it(
    folder: Path, measures: Mapping[str, CardMeasure]
) -> None:
    assert measures

    found = moved(folder, f"{WISH.name}-study-2026")

    assert found["moved by a counterfactual ending"].value == 1.0
    assert found["levels added by a good ending"].value == 1.0


def moved(folder: Path, annotator: str) -> Mapping[str, CardMeasure]:
    facet = FACET_BY_NAME["expertise"]
    rows = parquet.read(folder / ANNOTATIONS.file)
    return {one.name: one for one in asked_again(facet, {}, rows, annotator)}
