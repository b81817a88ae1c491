"""Who stands just outside a condition."""

import numpy as np

from metier.estimates.cells.frames import Sessions
from metier.estimates.cells.nearby import Nearby
from metier.facts import Frame
from metier.records import Where


def frame() -> Sessions:
    return Sessions(
        Frame(
            {
                "person": np.array(["a", "a", "b", "c", "c", "d"], dtype=object),
                "trouble": np.array([1.0, 0.0, 1.0, 0.0, 0.0, 1.0]),
                "expertise_level": np.array(
                    ["1", "1", "1", "2", "1", None], dtype=object
                ),
            }
        )
    )


def nearby() -> Nearby:
    sessions = frame()
    return Nearby(
        sessions,
        ("expertise_level",),
        (Where("trouble", "is", 1.0),),
        "expertise_level",
    )


def test_who_fails_the_condition_alone_is_counted_with_its_people() -> None:
    # Sessions 2, 4 and 5 had no trouble (a, c); session 6 has no known level (d).
    assert nearby().sizes() == ((1, 1), (3, 2))


def test_inside_a_group_only_its_own_are_counted() -> None:
    levels = frame().levels("expertise_level")

    assert nearby().sizes(levels, "1") == ((1, 1), (2, 2))
