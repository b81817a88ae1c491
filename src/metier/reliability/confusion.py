"""Who said what: the confusion matrix, and how often each level is found again."""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

__all__ = ["Recall", "confusion", "recall", "wilson"]

NORMAL_95 = 1.959964


class Recall(msgspec.Struct, frozen=True, kw_only=True):
    """How often a level of the reference was found again."""

    level: str
    value: float | None
    """None where the reference never gave the level."""

    low: float | None
    high: float | None
    n: float
    """Sessions of that level in the reference (weights added)."""


def confusion(
    reference: Sequence[str],
    answers: Sequence[str],
    levels: Sequence[str],
    weights: Sequence[float] | None = None,
) -> NDArray[np.float64]:
    """Count pairs: rows are the reference's levels, columns the annotator's."""
    place = {level: index for index, level in enumerate(levels)}
    table = np.zeros((len(levels), len(levels)))
    heavy = [1.0] * len(reference) if weights is None else weights
    for true, given, weight in zip(reference, answers, heavy, strict=True):
        table[place[true], place[given]] += weight
    return table


def recall(table: NDArray[np.float64], levels: Sequence[str]) -> tuple[Recall, ...]:
    """Say how often each level was found again, with Wilson's interval."""
    rows = []
    for index, level in enumerate(levels):
        total = float(table[index].sum())
        hits = float(table[index, index])
        low, high = wilson(hits, total)
        rows.append(
            Recall(
                level=level,
                value=hits / total if total else None,
                low=low,
                high=high,
                n=total,
            )
        )
    return tuple(rows)


def wilson(hits: float, total: float) -> tuple[float | None, float | None]:
    """Give Wilson's 95% interval of a share; None for an empty cohort."""
    if not total:
        return None, None
    share, square = hits / total, NORMAL_95**2
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = (
        NORMAL_95
        / (1 + square / total)
        * np.sqrt(share * (1 - share) / total + square / (4 * total**2))
    )
    return float(max(0.0, middle - half)), float(min(1.0, middle + half))
