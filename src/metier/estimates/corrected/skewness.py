"""Intervals of means of skewed numbers, bent to where the long tail is.

Of words, minutes or dollars a few sessions hold most of the sum. A sample without
them has too small a mean and too small an error at once, so value ± t · error misses
on the side of the tail. Hall's transformation (1992, "On the removal of skewness by
transformation", Journal of the Royal Statistical Society B 54) takes the skewness of
what each person adds to the error into account.
"""

import msgspec
import numpy as np

from metier.estimates.core.people import Floats
from metier.estimates.core.results import Result, critical

__all__ = ["skewed_result"]

PEOPLE_TO_BEND = 20
"""With fewer degrees of freedom a skewness says nothing, and t is wide already."""

SKEWED = 0.1
"""Below this skewness of the estimate the interval stays as it is."""


def skewed_result(result: Result, influence: Floats, df: float) -> Result:
    """Bend an interval of value ± t · error by the skewness of the influences."""
    if result.standard_error is None or df < PEOPLE_TO_BEND:
        return result
    square = float(np.square(influence).sum())
    skewness = float((influence**3).sum()) / square**1.5 if square > 0 else 0.0
    if abs(skewness) < SKEWED:
        return result
    t = critical(df)
    # Only outwards: skewness is estimated from the same few, and too small as well.
    return msgspec.structs.replace(
        result,
        low=result.value - result.standard_error * max(_bent(t, skewness), t),
        high=result.value - result.standard_error * min(_bent(-t, skewness), -t),
        method=f"{result.method}, bent by skewness (Hall)",
    )


def _bent(t: float, skewness: float) -> float:
    inner = 1.0 + skewness * (t - skewness / 6.0)
    return float(3.0 / skewness * (np.cbrt(inner) - 1.0))
