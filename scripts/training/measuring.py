"""Cards from answers that no model gave with its own group in training."""

from collections.abc import Callable

import msgspec
import numpy as np
from training.calibrating import Answer, Chosen
from training.ceilings import with_ceiling
from training.gold import Coded
from training.nested import Problem
from training.problems import shares

from metier.annotators.offline import NAME, person_share
from metier.annotators.offline.rules import ruled, settled
from metier.codebook import FACET_BY_NAME, FACETS
from metier.records import Card, CardMeasure, Facet, Level
from metier.reliability import Compared, Comparison, card, number_card

__all__ = ["DERIVED", "measured"]

REFERENCE = (
    "Reference annotations come from a language model: instances of one frontier "
    "model read condensed views of {sessions} published sessions. This is no human "
    "gold, and the same model on both sides makes agreement between its readings "
    "optimistic."
)
DESIGN = (
    "Nested cross-validation over {folds} folds of whole groups of connected people "
    "and repositories: every answer comes from a model that was chosen, calibrated "
    "and fitted without anyone of the session's group. Lists of features were drawn "
    "up with these sessions at hand. Abstentions count as the most frequent answer. "
    "Intervals draw people again."
)
YES_NO = (Level("no", "No", "No."), Level("yes", "Yes", "Yes."))
SHARE = Facet(name="share", version=1, question="A share.", kind="number")
HARD = 4
TROUBLED = 3
PARTS = ("share", "user", "agent")
UNRATED = {"None", "0"}


def _flag(name: str) -> Facet:
    return Facet(
        name=name, version=2, question=name, kind="choice", levels=YES_NO, view="whole"
    )


LABEL_OF = {"expertise_typed": "expertise"}
"""What a facet is compared with where the reference was not asked for it itself."""

DERIVED = ("verified_success", "trouble", "software_user")
Given = dict[str, list[str | None]]


def measured(
    rows: list[Coded], answers: dict[str, tuple[Problem, Answer, list[Chosen]]]
) -> tuple[Card, ...]:
    """Make a card for each facet and each measure that rests on facets."""
    given, sure = _given(rows, answers)
    cards = [
        _card(
            rows,
            FACET_BY_NAME[facet.name],
            given[facet.name],
            sure[facet.name],
            LABEL_OF.get(facet.name),
        )
        for facet in FACETS
        if facet.kind in {"choice", "ordinal"}
    ]
    cards = [_words_card(rows, one, given["expertise"], answers) for one in cards]
    cards += [_derived(rows, name, given) for name in DERIVED]
    cards += _numbers(rows, answers)
    return tuple(with_ceiling(one) for one in cards)


def _given(
    rows: list[Coded], answers: dict[str, tuple[Problem, Answer, list[Chosen]]]
) -> tuple[Given, dict[str, list[float]]]:
    """Turn places of levels into answers; None where the annotator abstained."""
    given: Given = {}
    sure: dict[str, list[float]] = {}
    for facet in FACETS:
        if facet.kind not in {"choice", "ordinal"}:
            continue
        if facet.name in answers:
            found = answers[facet.name]
            levels = found[0].specs[0].levels
            below = _thresholds(found[0], found[2])
            listed: list[str | None] = [
                levels[place] if chance >= bound else None
                for place, chance, bound in zip(
                    found[1].level, found[1].sure, below, strict=True
                )
            ]
            sure[facet.name] = [float(chance) for chance in found[1].sure]
        else:
            weighed = [ruled(facet.name, row.seen.whole) for row in rows]
            listed = [max(one, key=lambda level: one[level]) for one in weighed]
            sure[facet.name] = [max(one.values()) for one in weighed]
        given[facet.name] = [
            settled(facet.name, row.seen, answer)
            for row, answer in zip(rows, listed, strict=True)
        ]
    return given, sure


def _thresholds(problem: Problem, picks: list[Chosen]) -> list[float]:
    bounds = dict(zip(sorted(set(problem.fold.tolist())), picks, strict=True))
    return [bounds[fold].abstain_below for fold in problem.fold.tolist()]


def _comparison(facet: Facet, rows: list[Coded]) -> Comparison:
    sessions = len({row.path for row in rows})
    return Comparison(
        facet=facet,
        annotator=NAME,
        reference=REFERENCE.format(sessions=sessions),
        design=DESIGN.format(folds=7),
    )


def _card(
    rows: list[Coded],
    facet: Facet,
    given: list[str | None],
    sure: list[float],
    label: str | None = None,
) -> Card:
    compared = []
    for row, answer, chance in zip(rows, given, sure, strict=True):
        reference = str(row.labels.get(label or facet.name))
        is_rated = facet.unclear is None or facet.kind == "choice"
        if reference == "None" or (not is_rated and reference in UNRATED):
            continue
        if facet.name == "outcome" and not row.attempted:
            continue
        is_silent = answer == facet.unclear and facet.kind == "ordinal"
        compared.append(
            Compared(
                person=row.person,
                repository=row.repository,
                reference=reference,
                answer=None if is_silent else answer,
                probability=None if answer is None else chance,
                weight=row.weight,
            )
        )
    return card(
        _comparison(facet, rows), compared, most_frequent=_most_frequent(compared)
    )


def _most_frequent(compared: list[Compared]) -> str:
    counts: dict[str, float] = {}
    for row in compared:
        counts[row.reference] = counts.get(row.reference, 0.0) + row.weight
    return max(sorted(counts), key=lambda level: counts[level])


def _words_card(
    rows: list[Coded],
    one: Card,
    given: list[str | None],
    answers: dict[str, tuple[Problem, Answer, list[Chosen]]],
) -> Card:
    """Print beside the full rating's agreement what other views and ratings give."""
    if one.facet != "expertise":
        return one
    readings = {"words-only reference": (given, "expertise_words")}
    others = {
        "expertise_typed": "model of all typed words",
        "expertise_prompt_only": "model of the first prompt alone",
    }
    for name, title in others.items():
        problem, found, _ = answers[name]
        levels = problem.specs[0].levels
        readings[title] = ([levels[place] for place in found.level], "expertise")
    beside = []
    for title, (values, label) in readings.items():
        other = _card(
            rows, FACET_BY_NAME["expertise"], values, [1.0] * len(rows), label
        )
        beside += [
            msgspec.structs.replace(measure, name=f"{measure.name}, {title}")
            for measure in other.measures
            if measure.name in {"exact", "quadratic kappa"}
        ]
    sessions = {row.path: row.moved for row in rows}
    moved = CardMeasure(
        name="moved by a counterfactual ending",
        value=sum(sessions.values()) / len(sessions),
        n=len(sessions),
    )
    return msgspec.structs.replace(one, measures=(*one.measures, *beside, moved))


def _derived(rows: list[Coded], name: str, given: Given) -> Card:
    facet = _flag(name)
    rule: Callable[[dict[str, str | None]], bool | None] = RULES[name]
    compared = []
    for index, row in enumerate(rows):
        if name == "verified_success" and not row.attempted:
            continue
        labels = {key: str(value) for key, value in row.labels.items()}
        reference = rule({**labels})
        answer = rule({key: values[index] for key, values in given.items()})
        compared.append(
            Compared(
                person=row.person,
                repository=row.repository,
                reference="yes" if reference else "no",
                answer=None if answer is None else ("yes" if answer else "no"),
                weight=row.weight,
            )
        )
    return card(
        _comparison(facet, rows), compared, most_frequent=_most_frequent(compared)
    )


def _verified(labels: dict[str, str | None]) -> bool | None:
    outcome, signal = labels["outcome"], labels["success_signal"]
    if outcome is None or signal is None:
        return None
    return outcome == "succeeded" and int(signal) >= HARD


def _trouble(labels: dict[str, str | None]) -> bool | None:
    signal = labels["failure_signal"]
    return None if signal is None else int(signal) >= TROUBLED


def _software(labels: dict[str, str | None]) -> bool | None:
    return None if labels["soc_user"] is None else labels["soc_user"] == "15"


RULES = {
    "verified_success": _verified,
    "trouble": _trouble,
    "software_user": _software,
}


def _numbers(
    rows: list[Coded], answers: dict[str, tuple[Problem, Answer, list[Chosen]]]
) -> list[Card]:
    cards = []
    for kind in ("plan", "exec"):
        read = (answers[f"{kind}_{part}"][1].score for part in PARTS)
        share = person_share(*read)
        total = np.maximum(np.expm1(answers[f"{kind}_total"][1].score), 0.0)
        for owner, part in (("user", share), ("agent", 1.0 - share)):
            name = f"{kind}_{owner}"
            true = [float(np.log1p(float(row.labels[name] or 0))) for row in rows]
            made = [float(value) for value in np.log1p(total * part)]
            cards.append(_number(rows, FACET_BY_NAME[name], true, made, "r of logs"))
        true_share, known = shares(kind, rows)
        kept = [index for index in range(len(rows)) if known[index]]
        facet = msgspec.structs.replace(SHARE, name=f"{kind}_user_share")
        cards.append(
            _number(
                [rows[index] for index in kept],
                facet,
                [float(true_share[index]) for index in kept],
                [float(share[index]) for index in kept],
                "r",
            )
        )
    problem, answer, _ = answers["value_usd"]
    kept = [index for index in range(len(rows)) if rows[index].attempted]
    cards.append(
        _number(
            [rows[index] for index in kept],
            FACET_BY_NAME["value_usd"],
            [float(problem.target[index]) for index in kept],
            [float(answer.score[index]) for index in kept],
            "r of logs",
        )
    )
    return cards


def _number(
    rows: list[Coded], facet: Facet, true: list[float], made: list[float], name: str
) -> Card:
    compared = [
        Compared(
            person=row.person,
            repository=row.repository,
            reference="",
            answer="",
            reference_number=one,
            answer_number=other,
            weight=row.weight,
        )
        for row, one, other in zip(rows, true, made, strict=True)
    ]
    return number_card(_comparison(facet, rows), compared, name=name)
