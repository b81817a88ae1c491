import json
from pathlib import Path

import pytest

from metier.errors import NothingFoundError, SettingError
from metier.facts import parquet
from metier.facts.tables import ANNOTATIONS, Row
from metier.records import Card, CardMeasure
from metier.study import Asked, Study
from metier.study.agreeing import agree, own_cards
from metier.study.opening import opened
from study_logs import TEAM, write_session, write_team

OURS = "offline-1"
OTHER = "hosted:model"
SESSIONS = 24


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """Three people; a model gave the same answers, but outcomes of every fourth."""
    root = tmp_path / "logs"
    for number in range(SESSIONS):
        write_session(
            root / f"person-{number % 3}",
            f"session-{number}",
            day=f"2026-0{1 + number % 2}-{1 + number:02d}",
        )
    made = Study(root / "study")
    made.ingest(Asked(sources=tuple(root / f"person-{n}" for n in range(3))))
    made.annotate()
    path = made.folder / ANNOTATIONS.file
    rows = parquet.read(path)
    ours = [row for row in rows if row["annotator"] == OURS]
    wrong = set(sorted({str(row["session"]) for row in ours})[::4])
    other = [
        row
        | {"annotator": OTHER}
        | (
            {"value": "failed"}
            if row["facet"] == "outcome" and row["session"] in wrong
            else {}
        )
        for row in ours
    ]
    parquet.write(ANNOTATIONS, [*rows, *other], path)
    return made


def card_of(cards: tuple[Card, ...], facet: str) -> dict[str, CardMeasure]:
    found = next(card for card in cards if card.facet == facet)
    return {measure.name: measure for measure in found.measures}


def test_one_annotator_is_held_against_another(study: Study) -> None:
    with opened(study.folder) as place:
        cards = agree(place, OTHER, OURS)

    outcome = card_of(cards, "outcome")
    assert outcome["exact"].value == pytest.approx(0.75)
    assert outcome["exact"].n == SESSIONS
    assert card_of(cards, "work_mode")["exact"].value == 1.0
    assert outcome["exact, month 2026-01"].n == SESSIONS // 2
    assert "alpha" in outcome
    assert own_cards(study.folder) == cards


def test_answers_to_an_older_wording_are_not_held_against_anything(
    study: Study,
) -> None:
    path = study.folder / ANNOTATIONS.file
    rows = [
        row | {"version": 0} if row["facet"] == "outcome" else row
        for row in parquet.read(path)
    ]
    parquet.write(ANNOTATIONS, rows, path)

    with opened(study.folder) as place:
        cards = agree(place, OTHER, OURS)

    facets = {card.facet for card in cards}
    assert "outcome" not in facets
    assert "work_mode" in facets


def test_a_session_that_the_reference_could_not_rate_is_no_lowest_step(
    study: Study,
) -> None:
    path = study.folder / ANNOTATIONS.file
    rows = parquet.read(path)
    some = set(sorted({str(row["session"]) for row in rows})[:4])
    unrated = {"expertise_typed", "soc_user"}
    changed = [
        row | {"value": "0" if row["session"] in some else _rated(row)}
        if row["facet"] in unrated
        else row
        for row in rows
    ]
    parquet.write(ANNOTATIONS, changed, path)

    with opened(study.folder) as place:
        cards = {card.facet: card for card in agree(place, OTHER, OURS)}

    assert cards["expertise_typed"].sessions == SESSIONS - len(some)
    # Of a profession, no sign of one is an answer like any other.
    assert "0" in cards["soc_user"].levels


def _rated(row: Row) -> str:
    return "15" if row["facet"] == "soc_user" else "3"


def test_labels_of_a_file_are_found_by_the_log_s_own_ids(
    study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "labels.jsonl"
    lines = [
        json.dumps({"session_id": f"session-{number}", "outcome": "succeeded"})
        for number in range(SESSIONS)
    ]
    path.write_text("\n".join(lines))

    with opened(study.folder) as place:
        cards = agree(place, OURS, str(path))

    assert [card.facet for card in cards] == ["outcome"]
    assert "labels.jsonl" in cards[0].reference


def test_a_line_that_is_no_label_is_named(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text('{"outcome": "succeeded"}\n')

    with (
        opened(study.folder) as place,
        pytest.raises(SettingError, match="line 1: no label of a session"),
    ):
        agree(place, OURS, str(path))


def test_without_ratings_it_says_how_to_get_them(study: Study) -> None:
    with (
        opened(study.folder) as place,
        pytest.raises(NothingFoundError, match="metier gold draw"),
    ):
        agree(place, OURS, None)


def test_an_annotator_that_answered_nothing_is_refused(study: Study) -> None:
    with (
        opened(study.folder) as place,
        pytest.raises(SettingError, match="has answered nothing in this study"),
    ):
        agree(place, "nobody", OURS)


def test_a_group_s_release_names_no_file_of_labels(tmp_path: Path) -> None:
    people = write_team(tmp_path, sessions=4)
    study = Study(tmp_path / "study")
    study.run(Asked(sources=(tmp_path / "logs",), people=people, timezone="UTC"))
    path = tmp_path / "labels-of-ann.jsonl"
    lines = [
        json.dumps({"session_id": f"session-{n}-of-{name}", "outcome": "succeeded"})
        for name in TEAM
        for n in range(1, 5)
    ]
    path.write_text("\n".join(lines))
    with opened(study.folder) as place:
        agree(place, OURS, str(path))

    study.release()

    released = (study.folder / "released.json").read_text()
    assert "labels-of-ann" in (study.folder / "cards.json").read_text()
    assert "held against by its own people" in released
    assert "labels-of-ann" not in released
