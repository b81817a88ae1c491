"""What a careful reader would say of simulated sessions, where the annotator errs.

The planted numbers are near the published ones, and those were read by a machine:
so the machine's answers are drawn first, the reference from them by a confusion
matrix. An interval that contains the annotator's error should cover the reference.
"""

import numpy as np
from numpy.typing import NDArray

from metier.simulation.drawing.population import Columns

__all__ = ["CONFUSIONS", "draw_reference"]

Ints = NDArray[np.int64]

CONFUSIONS: dict[str, tuple[tuple[float, ...], ...]] = {
    "outcome": (
        (0.90, 0.07, 0.02, 0.01),
        (0.18, 0.70, 0.10, 0.02),
        (0.05, 0.15, 0.78, 0.02),
        (0.12, 0.04, 0.02, 0.82),
    ),
    "level": (
        (0.74, 0.22, 0.04, 0.0, 0.0),
        (0.05, 0.74, 0.19, 0.02, 0.0),
        (0.01, 0.15, 0.66, 0.17, 0.01),
        (0.0, 0.02, 0.18, 0.68, 0.12),
        (0.0, 0.0, 0.05, 0.25, 0.70),
    ),
    "hard": ((0.93, 0.07), (0.08, 0.92)),
}
"""Rows: what the annotator said; columns: what the reference says."""


def draw_reference(seed: int, columns: Columns) -> Columns:
    """Draw the reference's answer for every session, given the annotator's."""
    dice = np.random.default_rng((seed, 1))
    found: Columns = {}
    answers = {
        "outcome": columns["outcome"].astype(np.int64),
        "level": columns["level"].astype(np.int64) - 1,
        "hard": (columns["success"] >= 4).astype(np.int64),  # noqa: PLR2004 - signals 4 and 5 are hard evidence
    }
    for name, said in answers.items():
        edges = np.cumsum(np.asarray(CONFUSIONS[name]), axis=1)
        edges[:, -1] = 1.0
        found[name] = (dice.random(len(said))[:, None] > edges[said]).sum(axis=1)
    found["verified"] = (found["outcome"] == 0) & (found["hard"] == 1)
    found["level"] += 1
    return found
