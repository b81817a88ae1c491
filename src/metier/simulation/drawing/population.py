"""A simulated study: every session's columns, vectorised, from one seed."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from metier.simulation.drawing.amounts import draw_amounts
from metier.simulation.drawing.asks import draw_asks
from metier.simulation.drawing.crowd import draw_crowd
from metier.simulation.drawing.endings import draw_endings

__all__ = ["Columns", "population"]

Columns = dict[str, NDArray[Any]]
"""Arrays of one length; levels of closed sets are numbers of their place."""


def population(seed: int, sessions: int, people: int) -> Columns:
    """Draw a study's sessions; the same numbers on every machine of one numpy."""
    dice = np.random.default_rng(seed)
    crowd = draw_crowd(dice, sessions, people)
    asks = draw_asks(dice, crowd)
    ends = draw_endings(dice, asks, people)
    sizes = draw_amounts(dice, asks, ends, crowd.habit)
    return {**asks, **ends, **sizes}
