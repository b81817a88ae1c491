"""Made-up sessions with a known truth, to see whether intervals hold it."""

from collections.abc import Callable
from typing import TypedDict

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.estimates import Result

__all__ = [
    "Coverage",
    "Draw",
    "Floats",
    "Unchecked",
    "answers_of",
    "checked_at_random",
    "checked_by_strata",
    "gold_of",
    "nothing_checked",
    "repeat",
    "slope_world",
]

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Draw = np.random.Generator


class Unchecked(TypedDict):
    """What an estimator is told where no session was checked."""

    gold: Floats
    checked: Flags
    probability: Floats


class Coverage(msgspec.Struct, frozen=True):
    """How often intervals held the truth, and how often they left out zero."""

    covers: float
    rejects: float
    mean: float
    half: float


def repeat(
    estimate: Callable[[Draw], Result], truth: float, replications: int, seed: int
) -> Coverage:
    """Estimate again and again from fresh draws."""
    draw = np.random.default_rng(seed)
    found = [estimate(draw) for _ in range(replications)]
    lows = np.asarray([np.nan if one.low is None else one.low for one in found])
    highs = np.asarray([np.nan if one.high is None else one.high for one in found])
    return Coverage(
        covers=float(np.mean((lows <= truth) & (truth <= highs))),
        rejects=float(np.mean((lows > 0) | (highs < 0))),
        mean=float(np.mean([one.value for one in found])),
        half=float(np.mean(highs - lows) / 2),
    )


def answers_of(
    draw: Draw, truth: Floats, sensitivity: Floats | float, specificity: float
) -> Floats:
    """Answer as an annotator does that errs at these rates."""
    size = len(truth)
    right = draw.random(size) < sensitivity
    wrong = draw.random(size) < 1.0 - specificity
    return np.where(truth == 1, right, wrong).astype(np.float64)


def checked_at_random(draw: Draw, size: int, count: int) -> tuple[Flags, Floats]:
    """Draw so many sessions, each alike."""
    checked = np.zeros(size, dtype=np.bool_)
    checked[draw.choice(size, count, replace=False)] = True
    return checked, np.full(size, count / size)


def checked_by_strata(
    draw: Draw, strata: Floats, counts: tuple[int, ...]
) -> tuple[Flags, Floats]:
    """Draw so many sessions of each stratum 0, 1, …, however large it is."""
    checked = np.zeros(len(strata), dtype=np.bool_)
    probability = np.zeros(len(strata))
    for stratum, count in enumerate(counts):
        rows = np.flatnonzero(strata == stratum)
        size = min(count, len(rows))
        probability[rows] = size / max(len(rows), 1)
        checked[draw.choice(rows, size, replace=False)] = True
    return checked, probability


def gold_of(checked: Flags, truth: Floats) -> Floats:
    """Show the truth of the checked sessions alone."""
    return np.where(checked, truth, np.nan)


def nothing_checked(size: int) -> Unchecked:
    """Say that no session was checked."""
    return {
        "gold": np.full(size, np.nan),
        "checked": np.zeros(size, dtype=np.bool_),
        "probability": np.ones(size),
    }


class _Slopes(msgspec.Struct, frozen=True, kw_only=True):
    person: NDArray[np.intp]
    expertise: NDArray[np.float64]
    rated: NDArray[np.float64]
    first: NDArray[np.float64]
    """Rated from the first prompt alone: noisy, but blind to the ending."""

    success: NDArray[np.float64]
    said: NDArray[np.float64]
    mode: NDArray[np.intp]


def slope_world(
    draw: Draw, *, people: int, each: int, slope: float, halo: float
) -> _Slopes:
    """Draw sessions whose rating leans towards the ending (methods, appendix B)."""
    size = people * each
    person = np.repeat(np.arange(people), each)
    expertise = np.clip(np.round(draw.normal(3.37, 0.97, size)), 1, 5)
    mode = draw.integers(0, 4, size)
    chance = 0.275 + slope * (expertise - 3.37)
    chance = chance + np.asarray([-0.08, -0.02, 0.03, 0.07])[mode]
    chance = chance + 0.08 * draw.standard_normal(people)[person]
    success = (draw.random(size) < np.clip(chance, 0.01, 0.99)).astype(np.float64)
    slip = np.where(draw.random(size) < 0.38, draw.choice([-1.0, 1.0], size), 0.0)
    leans = halo * (draw.random(size) < 0.5) * (2 * success - 1)
    other = np.where(draw.random(size) < 0.5, draw.choice([-1.0, 1.0], size), 0.0)
    return _Slopes(
        person=person,
        expertise=expertise,
        rated=np.clip(expertise + slip + leans, 1, 5),
        first=np.clip(expertise + other, 1, 5),
        success=success,
        said=answers_of(draw, success, 0.85, 0.92),
        mode=mode,
    )
