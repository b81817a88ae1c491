"""Annotator cards from a study of one's own: answers held against a reference.

The reference is what the author said of sessions drawn at random (`metier gold`), what
another annotator answered, or a file of labels. Cards hold counts and agreement, no
session.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec
import numpy as np

from metier.codebook import FACET_BY_NAME, FACETS
from metier.errors import NothingFoundError, SettingError
from metier.facts import parquet
from metier.facts.tables import ANNOTATIONS, GOLD, SESSIONS, Row
from metier.records import Card, CardMeasure, Facet
from metier.reliability import Compared, Comparison, card, number_card, wilson
from metier.study.atomic import write_bytes
from metier.study.opening import Opened

__all__ = ["CARDS", "agree", "own_cards"]

CARDS = "cards.json"
"""Where a study keeps the cards made of it."""

SAID = {"outcome": "got", "expertise": "knew", "work_mode": "mode"}
"""Facets that `metier gold rate` asks for, and under which name they stand."""

FEWEST = 10
"""With fewer sessions that both answered there is no card, and no group of one."""

GROUPS = ("month", "agent", "surface")

Answers = Mapping[tuple[str, str], Row]
"""Rows of the table by session and facet."""

Truth = Mapping[tuple[str, str], str]


def agree(study: Opened, annotator: str, against: str | None) -> tuple[Card, ...]:
    """Hold an annotator's answers against a reference, and keep the cards.

    `against` names another annotator or a file; None is what the author said.
    """
    # Brings the annotators along, and every stage of a study imports this file.
    from metier.study.asking_again import asked_again  # noqa: PLC0415

    rows = [
        row for row in parquet.read(study.folder / ANNOTATIONS.file) if _is_current(row)
    ]
    given = {_place(row): row for row in rows if row["annotator"] == annotator}
    if not given:
        known = sorted({str(row["annotator"]) for row in rows} - {"log-1"})
        raise SettingError(
            f"{annotator!r} has answered nothing in this study; there are "
            f"{', '.join(known) or 'none'}. Ask it with `metier annotate --annotator`."
        )
    truth, name, design = _reference(study, rows, against)
    facts = {
        str(row["session"]): row for row in parquet.read(study.folder / SESSIONS.file)
    }
    again = {
        facet.name: tuple(asked_again(facet, given, rows, annotator))
        for facet in FACETS
    }
    comparison = Comparison(
        facet=FACETS[0], annotator=annotator, reference=name, design=design
    )
    cards = tuple(
        msgspec.structs.replace(one, measures=(*one.measures, *again[facet.name]))
        for facet in FACETS
        if (one := _card(comparison, facet, given, truth, facts)) is not None
    )
    if not cards:
        raise NothingFoundError(
            f"fewer than {FEWEST} sessions were answered by both {annotator!r} and the "
            "reference. Draw and rate more (`metier gold draw`, `metier gold rate`), "
            "or name another reference with --against."
        )
    write_bytes(study.folder / CARDS, msgspec.json.format(msgspec.json.encode(cards)))
    return cards


def own_cards(folder: Path) -> tuple[Card, ...]:
    """Return the cards that were made of this study; none before `metier agree`."""
    path = folder / CARDS
    if not path.exists():
        return ()
    return msgspec.json.decode(path.read_bytes(), type=tuple[Card, ...])


def _is_current(row: Row) -> bool:
    """Tell whether the codebook still words the question as it was answered."""
    facet = FACET_BY_NAME.get(str(row["facet"]))
    return facet is not None and facet.version == row["version"]


def _place(row: Row) -> tuple[str, str]:
    return str(row["session"]), str(row["facet"])


def _reference(
    study: Opened, rows: list[Row], against: str | None
) -> tuple[Truth, str, str]:
    if against is None:
        said = _said(study.folder)
        if not said:
            raise NothingFoundError(
                "nobody has rated a session of this study yet. `metier gold draw` and "
                "`metier gold rate`, or name a reference with --against."
            )
        words = "What the sessions' author said of them, twenty seconds each."
        return said, words, "Sessions drawn at random by `metier gold draw`."
    if Path(against).is_file():
        words = f"Labels of a file, {Path(against).name}."
        return _from_file(study, Path(against)), words, "Sessions as the file has them."
    other = {
        _place(row): str(row["value"])
        for row in rows
        if row["annotator"] == against and row["value"] is not None
    }
    if not other:
        raise SettingError(
            f"{against!r} is neither a file nor an annotator with answers here."
        )
    words = f"Answers of another annotator, {against}: a reference, no human gold."
    return other, words, "All sessions that both annotators answered."


def _said(folder: Path) -> dict[tuple[str, str], str]:
    path = folder / GOLD.file
    rows = parquet.read(path) if path.exists() else []
    return {
        (str(row["session"]), facet): str(row[name])
        for row in rows
        for facet, name in SAID.items()
        if not row["declined"] and row[name] is not None
    }


def _from_file(study: Opened, path: Path) -> dict[tuple[str, str], str]:
    """Read a label a line: `session_id`, and facets by name."""
    found = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            labels = json.loads(line)
            session = study.salt.id("session", str(labels["session_id"]))
        except (ValueError, KeyError, TypeError) as error:
            raise SettingError(
                f"{path}, line {number}: no label of a session ({error}). Each line is "
                'an object such as {"session_id": "…", "outcome": "succeeded"}.'
            ) from error
        for facet in FACETS:
            if labels.get(facet.name) is not None:
                found[session, facet.name] = str(labels[facet.name])
    return found


def _card(
    comparison: Comparison,
    facet: Facet,
    given: Answers,
    truth: Truth,
    facts: Mapping[str, Row],
) -> Card | None:
    made = msgspec.structs.replace(comparison, facet=facet)
    is_number = facet.kind in ("count", "number")
    pairs = [
        (session, _compared(given[session, facet.name], label, facts[session], facet))
        for (session, name), label in truth.items()
        if name == facet.name and (session, name) in given and session in facts
    ]
    known = [(s, one) for s, one in pairs if one is not None]
    if len(known) < FEWEST:
        return None
    compared = [one for _, one in known]
    if is_number:
        return number_card(made, compared, name="r of logs")
    frequent = max(
        sorted({one.reference for one in compared}),
        key=lambda level: sum(one.reference == level for one in compared),
    )
    found = card(made, compared, most_frequent=frequent)
    groups = tuple(_by_group(known, facts, frequent))
    return msgspec.structs.replace(found, measures=(*found.measures, *groups))


def _compared(answer: Row, label: str, about: Row, facet: Facet) -> Compared | None:
    levels = {level.name for level in facet.levels}
    is_number = facet.kind in ("count", "number")
    value = answer["value"]
    # Too little to rate is no step of an ordered scale; of a choice it is an answer.
    unrated = facet.kind == "ordinal" or facet.unclear != "0"
    if not is_number and (label not in levels or (unrated and label == facet.unclear)):
        return None
    if is_number and answer["number"] is None:
        return None
    silent = value is None or (facet.kind == "ordinal" and value == facet.unclear)
    return Compared(
        person=str(about["person"]),
        repository=str(about["project"]),
        reference="" if is_number else label,
        answer=None if silent else str(value),
        probability=_number(answer["probability"]),
        reference_number=np.log1p(float(label)) if is_number else None,
        answer_number=np.log1p(_number(answer["number"]) or 0.0) if is_number else None,
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _by_group(
    pairs: list[tuple[str, Compared]], facts: Mapping[str, Row], frequent: str
) -> Iterator[CardMeasure]:
    """Say how often the answer is right in each month, agent and surface."""
    for column in GROUPS:
        groups: dict[str, list[bool]] = {}
        for session, one in pairs:
            name = _GROUP_OF[column](facts[session])
            is_right = (one.answer or frequent) == one.reference
            groups.setdefault(name, []).append(is_right)
        for name, right in sorted(groups.items()):
            if len(right) >= FEWEST and len(groups) > 1:
                low, high = wilson(sum(right), len(right))
                yield CardMeasure(
                    name=f"exact, {column} {name}",
                    value=sum(right) / len(right),
                    low=low,
                    high=high,
                    n=len(right),
                )


def _month(about: Row) -> str:
    started = _number(about["started"])
    if started is None:
        return "unknown"
    return str(np.datetime64(int(started), "s").astype("datetime64[M]"))


_GROUP_OF: dict[str, Callable[[Row], str]] = {
    "month": _month,
    "agent": lambda about: str(about["agent"]),
    "surface": lambda about: str(about["surface"]),
}
