"""Which sets of sessions follow from which, by sums and differences."""

import numpy as np
from numpy.typing import NDArray

from metier.disclosure import Structure
from metier.records import Key

Flags = NDArray[np.bool_]
ROWS = np.random.default_rng(4).integers(0, 6, 400)
WHOLE, LOW, HIGH, ODD = (Key(figure=name) for name in ("whole", "low", "high", "odd"))


def at(*levels: int) -> tuple[Flags, None]:
    return np.isin(ROWS, levels), None


def structure() -> Structure:
    return Structure(
        {
            WHOLE: at(0, 1, 2, 3),
            LOW: at(0, 1),
            HIGH: at(2, 3),
            ODD: at(1, 3, 5),
        }
    )


def test_a_part_follows_from_a_whole_and_the_other_part() -> None:
    how = structure()
    whole, low, high = (how.sessions(key) for key in (WHOLE, LOW, HIGH))

    (found,) = how.span({}).follows([high], [whole, low])

    assert found.target == high
    assert set(found.known) == {whole, low}


def test_what_crosses_the_parts_does_not_follow() -> None:
    how = structure()
    known = [how.sessions(WHOLE), how.sessions(LOW), how.sessions(HIGH)]

    assert not how.span({}).follows([how.sessions(ODD)], known)


def test_an_empty_set_makes_more_follow() -> None:
    how = Structure({WHOLE: at(0, 1, 2), LOW: at(0, 1), ODD: at(1, 2), HIGH: at(0)})
    whole, odd = how.sessions(WHOLE), how.sessions(ODD)

    unknown = how.span({}).follows([odd], [whole])
    known = how.span({how.sessions(HIGH): 0}).follows([odd], [whole])

    assert not unknown
    assert [one.target for one in known] == [odd]


def test_two_sets_of_one_size_are_one_if_the_one_contains_the_other() -> None:
    how = structure()
    whole, low, high = (how.sessions(key) for key in (WHOLE, LOW, HIGH))

    span = how.span({whole: 40, low: 40})

    # Nobody is in the other part, so of it nothing is left to tell.
    assert not span.follows([high], [whole])
    assert [one.target for one in span.follows([low], [whole])] == [low]


def test_all_statistics_of_a_cell_are_made_from_the_same_sessions() -> None:
    how = structure()

    assert how.sessions(Key(figure="low", statistic="p50")) == how.sessions(LOW)
    assert Key(figure="low", statistic="bounds") in how
    assert Key(figure="nobody") not in how
