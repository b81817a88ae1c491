"""Making a card: one annotator's answers to one facet against a reference."""

from collections.abc import Callable, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.records import Card, CardMeasure, Facet
from metier.reliability.agreement import alpha, exact, gwet, kappa, pearson
from metier.reliability.calibration import calibration
from metier.reliability.confusion import confusion, recall
from metier.reliability.intervals import resampled

__all__ = ["Compared", "Comparison", "card", "number_card"]


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One session as the reference and as the annotator answered it."""

    person: str
    repository: str
    reference: str
    answer: str | None
    """None where the annotator abstained."""

    probability: float | None = None
    reference_number: float | None = None
    answer_number: float | None = None
    weight: float = 1.0
    """Below one for a session that the reference answered more than once."""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What is compared with what, and how."""

    facet: Facet
    annotator: str
    reference: str
    """What it is compared with, and whether that is human."""

    design: str
    """Folds, grouping, what was never seen in training."""


def card(made: Comparison, rows: Sequence[Compared], *, most_frequent: str) -> Card:
    """Measure a facet with levels; abstentions count as the most frequent answer."""
    facet = made.facet
    levels = tuple(level.name for level in facet.levels)
    given = [row.answer or most_frequent for row in rows]
    true = [row.reference for row in rows]
    weights = [row.weight for row in rows]
    people = [row.person for row in rows]
    table = confusion(true, given, levels, weights)
    used = tuple(
        index
        for index in range(len(levels))
        if table[index].any() or table[:, index].any()
    )
    measures = [
        _measured(name, statistic, (true, given, weights), levels, people)
        for name, statistic in _statistics(facet).items()
    ]
    measures.append(_alpha(facet, true, [row.answer for row in rows], levels))
    measures += [
        CardMeasure(
            name=f"recall {found.level}",
            value=found.value,
            low=found.low,
            high=found.high,
            n=round(found.n),
        )
        for found in recall(table, levels)
        if found.value is not None
    ]
    frequent = [most_frequent] * len(rows)
    return Card(
        facet=made.facet.name,
        facet_version=made.facet.version,
        annotator=made.annotator,
        reference=made.reference,
        design=made.design,
        sessions=round(sum(weights)),
        people=len(set(people)),
        repositories=len({row.repository for row in rows}),
        answered=_answered(rows),
        measures=tuple(m for m in measures if m is not None) + _calibrated(rows),
        levels=tuple(levels[index] for index in used),
        confusion=tuple(
            tuple(round(float(table[row, column])) for column in used) for row in used
        ),
        baseline=exact(confusion(true, frequent, levels, weights)),
    )


def number_card(made: Comparison, rows: Sequence[Compared], *, name: str = "r") -> Card:
    """Measure a number or a share by its correlation with the reference."""
    true = np.array([row.reference_number for row in rows], dtype=np.float64)
    given = np.array([row.answer_number for row in rows], dtype=np.float64)
    weights = np.array([row.weight for row in rows])
    people = [row.person for row in rows]

    def r(places: NDArray[np.intp]) -> float | None:
        return pearson(true[places], given[places], weights[places])

    everything = np.arange(len(rows))
    value, (low, high) = r(everything), resampled(r, people)
    gap = float(np.average(np.abs(true - given), weights=weights))
    total = round(float(weights.sum()))
    measures = [CardMeasure(name="mean distance", value=gap, n=total)]
    if value is not None:
        first = CardMeasure(name=name, value=value, low=low, high=high, n=total)
        measures.insert(0, first)
    return Card(
        facet=made.facet.name,
        facet_version=made.facet.version,
        annotator=made.annotator,
        reference=made.reference,
        design=made.design,
        sessions=total,
        people=len(set(people)),
        repositories=len({row.repository for row in rows}),
        answered=_answered(rows),
        measures=tuple(measures),
    )


Statistic = Callable[[NDArray[np.float64]], float | None]


def _statistics(facet: Facet) -> dict[str, Statistic]:
    statistics: dict[str, Statistic] = {
        "exact": exact,
        "kappa": kappa,
        "AC1": gwet,
    }
    if facet.kind == "ordinal":
        statistics |= {
            "linear kappa": lambda table: kappa(table, "linear"),
            "quadratic kappa": lambda table: kappa(table, "quadratic"),
            "AC2": lambda table: gwet(table, "quadratic"),
        }
    return statistics


def _measured(
    name: str,
    statistic: Statistic,
    pairs: tuple[Sequence[str], Sequence[str], Sequence[float]],
    levels: tuple[str, ...],
    people: Sequence[str],
) -> CardMeasure | None:
    place = {level: index for index, level in enumerate(levels)}
    true = np.array([place[level] for level in pairs[0]], dtype=np.intp)
    given = np.array([place[level] for level in pairs[1]], dtype=np.intp)
    weights = np.asarray(pairs[2])

    def of(places: NDArray[np.intp]) -> float | None:
        table = np.zeros((len(levels), len(levels)))
        np.add.at(table, (true[places], given[places]), weights[places])
        return statistic(table)

    value = of(np.arange(len(true)))
    if value is None:
        return None
    low, high = resampled(of, people)
    total = round(float(weights.sum()))
    return CardMeasure(name=name, value=value, low=low, high=high, n=total)


def _alpha(
    facet: Facet,
    true: Sequence[str],
    given: Sequence[str | None],
    levels: tuple[str, ...],
) -> CardMeasure | None:
    """Krippendorff's alpha; an abstention is a missing answer, not a wrong one."""
    place: dict[str | None, float | None] = {None: None}
    place |= {level: float(index) for index, level in enumerate(levels)}
    units = [(place[a], place[b]) for a, b in zip(true, given, strict=True)]
    value = alpha(units, "ordinal" if facet.kind == "ordinal" else "nominal")
    answered = sum(answer is not None for answer in given)
    return None if value is None else CardMeasure(name="alpha", value=value, n=answered)


def _answered(rows: Sequence[Compared]) -> float:
    total = sum(row.weight for row in rows)
    return sum(row.weight for row in rows if row.answer is not None) / max(total, 1e-9)


def _calibrated(rows: Sequence[Compared]) -> tuple[CardMeasure, ...]:
    answered = [row for row in rows if row.answer is not None and row.probability]
    found = calibration(
        [row.probability or 0.0 for row in answered],
        [row.answer == row.reference for row in answered],
    )
    if found is None:
        return ()
    return (
        CardMeasure(name="calibration error", value=found.error, n=found.n),
        CardMeasure(
            name="calibration error of a perfect annotator",
            value=found.null,
            high=found.null_high,
            n=found.n,
        ),
    )
