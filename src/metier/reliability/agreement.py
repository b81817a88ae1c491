"""Agreement beyond chance: Cohen's kappa, Gwet's AC1 and AC2, Krippendorff's alpha.

Several, because each has its blind spot: with 97% in one level and 94% equal
answers kappa is about zero and AC1 .94 (methods 2.1). Read them with the
confusion matrix. None means that the number is not defined, because nobody
used a second level.
"""

from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

__all__ = ["Scale", "alpha", "exact", "gwet", "kappa", "pearson", "scale_weights"]

Scale = Literal["nominal", "linear", "quadratic"]
Metric = Literal["nominal", "ordinal", "interval"]


def exact(table: NDArray[np.float64]) -> float | None:
    """Share of equal answers."""
    total = float(table.sum())
    return float(np.trace(table)) / total if total else None


def scale_weights(levels: int, scale: Scale) -> NDArray[np.float64]:
    """How much agreement each pair of levels is, 1 on the diagonal."""
    steps = np.abs(np.subtract.outer(np.arange(levels), np.arange(levels)))
    if scale == "nominal":
        return np.eye(levels)
    share = steps / max(1, levels - 1)
    return np.asarray(1.0 - (share if scale == "linear" else share**2))


def kappa(table: NDArray[np.float64], scale: Scale = "nominal") -> float | None:
    """Cohen's kappa of a confusion matrix; weighted for ordered levels."""
    total = table.sum()
    if not total:
        return None
    shares = table / total
    weights = scale_weights(len(table), scale)
    expected = np.outer(shares.sum(axis=1), shares.sum(axis=0))
    chance = float((weights * expected).sum())
    if np.isclose(chance, 1.0):
        return None
    return (float((weights * shares).sum()) - chance) / (1.0 - chance)


def gwet(table: NDArray[np.float64], scale: Scale = "nominal") -> float | None:
    """Gwet's AC1 (nominal) or AC2 (weighted): robust to a level that prevails."""
    total, levels = table.sum(), len(table)
    if not total or levels == 1:
        return None
    shares = table / total
    weights = scale_weights(levels, scale)
    use = (shares.sum(axis=0) + shares.sum(axis=1)) / 2.0
    chance = float(weights.sum() / (levels * (levels - 1)) * (use * (1 - use)).sum())
    return (float((weights * shares).sum()) - chance) / (1.0 - chance)


def alpha(
    units: Sequence[Sequence[float | None]], metric: Metric = "nominal"
) -> float | None:
    """Krippendorff's alpha; a unit lists one answer a reader, None where missing."""
    rated = [[a for a in unit if a is not None] for unit in units]
    rated = [unit for unit in rated if len(unit) > 1]
    values = sorted({answer for unit in rated for answer in unit})
    if len(values) < 2:  # noqa: PLR2004 - a second level
        return None
    place = {value: index for index, value in enumerate(values)}
    pairs = np.zeros((len(values), len(values)))
    for unit in rated:
        counts = np.bincount([place[a] for a in unit], minlength=len(values))
        pairs += (np.outer(counts, counts) - np.diag(counts)) / (len(unit) - 1)
    use = pairs.sum(axis=1)
    total = use.sum()
    apart = _distances(np.asarray(values, dtype=np.float64), use, metric)
    expected = (np.outer(use, use) - np.diag(use)) / (total - 1)
    return float(1.0 - (pairs * apart).sum() / (expected * apart).sum())


def _distances(
    values: NDArray[np.float64], use: NDArray[np.float64], metric: Metric
) -> NDArray[np.float64]:
    """Squared distance between each pair of values."""
    if metric == "nominal":
        return 1.0 - np.eye(len(values))
    if metric == "interval":
        return np.asarray(np.subtract.outer(values, values) ** 2)
    ranks = np.cumsum(use) - use / 2.0
    return np.asarray(np.subtract.outer(ranks, ranks) ** 2)


def pearson(
    first: NDArray[np.float64],
    second: NDArray[np.float64],
    weights: NDArray[np.float64] | None = None,
) -> float | None:
    """Correlation of two numbers; None where one of them never moves."""
    heavy = np.ones(len(first)) if weights is None else weights
    if len(first) < 2:  # noqa: PLR2004 - a line needs two points
        return None
    a = first - np.average(first, weights=heavy)
    b = second - np.average(second, weights=heavy)
    spread = np.sqrt((heavy * a**2).sum() * (heavy * b**2).sum())
    return float((heavy * a * b).sum() / spread) if spread > 0 else None
