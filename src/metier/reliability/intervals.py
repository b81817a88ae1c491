"""Intervals of an agreement: whole people are drawn again, never sessions.

Sessions of one person resemble each other; drawing them one by one would give
intervals that are far too short.
"""

from collections.abc import Callable, Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["resampled"]

DRAWS = 1_000
FEWEST_PEOPLE = 3


def resampled(
    statistic: Callable[[NDArray[np.intp]], float | None],
    people: Sequence[Hashable],
    *,
    draws: int = DRAWS,
    seed: int = 1,
) -> tuple[float | None, float | None]:
    """Give a 95% interval by drawing people with replacement.

    `statistic` gets the places of the sessions drawn. None for both ends with
    fewer than three people, or where most draws leave the number undefined.
    """
    places: dict[Hashable, list[int]] = {}
    for index, person in enumerate(people):
        places.setdefault(person, []).append(index)
    clusters = [np.asarray(rows, dtype=np.intp) for rows in places.values()]
    if len(clusters) < FEWEST_PEOPLE:
        return None, None
    random = np.random.default_rng(seed)
    values = []
    for _ in range(draws):
        drawn = random.integers(len(clusters), size=len(clusters))
        value = statistic(np.concatenate([clusters[index] for index in drawn]))
        if value is not None and np.isfinite(value):
            values.append(value)
    if len(values) < draws / 2:
        return None, None
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
