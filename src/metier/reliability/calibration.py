"""Calibration: answers given with probability .7 should hold seven times in ten.

The expected calibration error of a perfect annotator is not zero in a small
sample (.108 at 100 sessions, ten bins), so its null is printed beside it.
"""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

__all__ = ["Calibration", "calibration", "calibration_error"]

BINS = 10
DRAWS = 500


class Calibration(msgspec.Struct, frozen=True, kw_only=True):
    """How far probabilities are from shares, and how far chance alone would be."""

    error: float
    """Mean distance between probability and share, equal-mass bins."""

    null: float
    """The same for an annotator that is calibrated perfectly."""

    null_high: float
    """95th percentile of it: only an error above this is a finding."""

    n: int

    @property
    def excess(self) -> float:
        """Error beyond chance, never below zero."""
        return max(0.0, self.error - self.null)


def calibration_error(
    chances: NDArray[np.float64], right: NDArray[np.float64], bins: int = BINS
) -> float:
    """Mean distance between probability and share over bins of equal size."""
    order = np.argsort(chances, kind="stable")
    parts = np.array_split(order, min(bins, len(order)))
    gaps = [abs(chances[part].mean() - right[part].mean()) for part in parts]
    sizes = [len(part) for part in parts]
    return float(np.average(gaps, weights=sizes))


def calibration(
    chances: Sequence[float], right: Sequence[bool], *, seed: int = 1
) -> Calibration | None:
    """Measure calibration and its null; None without an answer."""
    if not len(chances):
        return None
    given = np.asarray(chances, dtype=np.float64)
    hits = np.asarray(right, dtype=np.float64)
    random = np.random.default_rng(seed)
    nulls = [
        calibration_error(given, (random.random(len(given)) < given).astype(float))
        for _ in range(DRAWS)
    ]
    return Calibration(
        error=calibration_error(given, hits),
        null=float(np.mean(nulls)),
        null_high=float(np.quantile(nulls, 0.95)),
        n=len(given),
    )
