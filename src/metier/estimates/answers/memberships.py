"""Which sessions each number is made from: the same questions, rows instead of numbers.

Put to sessions made up at random this tells how numbers of different figures hang
together, which the door has to know of and cannot see in counts.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from metier.estimates.answers.answering import answers_of
from metier.estimates.cells.frames import Sessions
from metier.facts import Frame
from metier.records import Figure, Key

__all__ = ["memberships"]

Flags = NDArray[np.bool_]


def memberships(
    figures: Iterable[Figure], frame: Frame
) -> dict[Key, tuple[Flags, Flags | None]]:
    """Return for every number the sessions behind it and, for a share, its hits.

    Arrays are as long as the frame. Numbers about weeks and lives are not among them.
    """
    sessions = Sessions(frame)
    return {
        estimate.key: (
            sessions.sets.flags(estimate.cohort.members),
            sessions.sets.flags(estimate.cohort.hit_members)
            if estimate.cohort.hit_members
            else None,
        )
        for estimate in answers_of(figures, sessions)
        if estimate.cohort.members
    }
