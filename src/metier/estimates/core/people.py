"""Sessions of one person resemble one another: persons as numbers, sums by person.

Whatever is estimated here is a ratio of two sums over sessions, so its error
follows from how the two sums vary between people. From 50 people up the usual
sandwich (CRV1) is used; below, leaving out each person in turn (CRV3) and counting
people by their weight, which is the same where everybody has equally many sessions
and holds where one has most of them. 200 people of whom one has half the sessions
are worth four, and count as few (decision 40).
"""

from collections.abc import Hashable, Iterable

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.errors import EstimateError

__all__ = [
    "FEW_PEOPLE",
    "Flags",
    "Floats",
    "Indices",
    "Spread",
    "degrees_of_freedom",
    "factorise",
    "few_people",
    "left_out_in_turn",
    "people_by_weight",
    "ratio_of_sums",
    "sums_by",
]

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Indices = NDArray[np.intp]

FEW_PEOPLE = 50
"""Below this many people each is left out in turn (methods 3.3)."""

FEW_BY_WEIGHT = 25
"""Many people are few if they amount to fewer than this many of equal size."""

MOST_LEFT_OUT = 500


def factorise(values: Iterable[Hashable]) -> tuple[Indices, tuple[Hashable, ...]]:
    """Give hashable values numbers 0, 1, … in order of first appearance."""
    seen: dict[Hashable, int] = {}
    items = values.tolist() if isinstance(values, np.ndarray) else values
    try:
        codes = [seen.setdefault(value, len(seen)) for value in items]
    except TypeError as error:
        raise EstimateError(
            "a person must be something hashable (a string, a number, a tuple); "
            f"found {error}."
        ) from error
    return np.asarray(codes, dtype=np.intp), tuple(seen)


def sums_by(codes: Indices, values: Floats | None, groups: int) -> Floats:
    """Sum values (or count rows) by code; fast at any size."""
    weights = None if values is None else np.asarray(values, dtype=np.float64)
    return np.bincount(codes, weights=weights, minlength=groups).astype(np.float64)


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """A ratio of two sums, with the error that differences between people make."""

    value: float
    variance: float
    """NaN with fewer than two people."""

    people: int
    influence: NDArray[np.float64]
    """What each person adds to the error; sums to zero."""

    df: float
    """Degrees of freedom of the t."""


def people_by_weight(sizes: Floats) -> float:
    """Return how many people of equal size these people amount to."""
    squares = float(np.square(sizes).sum())
    return float(sizes.sum() ** 2 / squares) if squares > 0 else 0.0


def few_people(sizes: Floats) -> bool:
    """Say whether these people are too few, or one too heavy, for the sandwich."""
    if int((sizes != 0).sum()) < FEW_PEOPLE:
        return True
    return people_by_weight(sizes) < FEW_BY_WEIGHT


def left_out_in_turn(weights: Floats) -> bool:
    """Say whether a regression is repeated without each person in turn.

    `weights` is people by regressors: the squares of what each person brings. Of many
    people who are few by weight, up to 500 are: each costs a regression.
    """
    people = len(weights)
    few = any(few_people(column) for column in weights.T)
    return 1 < people <= MOST_LEFT_OUT and few


def degrees_of_freedom(sizes: Floats) -> float:
    """Return people - 1; with few people, those that equal sizes would amount to."""
    people = int((sizes != 0).sum())
    if people <= 1:
        return 0.0
    if not few_people(sizes):
        return float(people - 1)
    return max(people_by_weight(sizes) - 1.0, 1.0)


def ratio_of_sums(numerator: Floats, denominator: Floats) -> Spread:
    """Estimate sum(numerator) / sum(denominator) over people.

    Both hold one sum a person. People without either do not count.
    """
    total = float(denominator.sum())
    value = float(numerator.sum()) / total
    influence = (numerator - value * denominator) / total
    present = (denominator != 0) | (numerator != 0)
    people = int(present.sum())
    return Spread(
        value=value,
        variance=_variance(numerator, denominator, influence, people),
        people=people,
        influence=influence,
        df=degrees_of_freedom(denominator),
    )


def _variance(
    numerator: Floats, denominator: Floats, influence: Floats, people: int
) -> float:
    if people <= 1:
        return float("nan")
    if few_people(denominator):
        rest = denominator.sum() - denominator
        if np.all(rest != 0):
            without = (numerator.sum() - numerator) / rest
            there = (denominator != 0) | (numerator != 0)
            left = without[there] - numerator.sum() / denominator.sum()
            return float((people - 1) / people * np.square(left).sum())
    return float(people / (people - 1) * np.square(influence).sum())
