"""How small a leak of the outcome into the rating would make a slope by itself."""

import numpy as np

from metier.estimates.core.people import Floats

__all__ = ["halo_needed"]


def halo_needed(slope: float, rating: Floats, outcome: Floats) -> float:
    """Return the rating gap between good and bad endings that alone gives the slope.

    In steps of the rating: slope * Var(rating) / Var(outcome) (methods 2.4). NaN
    where the outcome never varies.
    """
    varies = float(np.var(outcome))
    return slope * float(np.var(rating)) / varies if varies > 0 else float("nan")
