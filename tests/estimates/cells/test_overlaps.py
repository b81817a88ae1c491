"""Which cohorts are parts of others, whatever their names."""

import numpy as np

from metier.estimates.cells.overlaps import Sets, with_parts
from metier.records import Cohort, Estimate, Key, Parts

PEOPLE = np.array([0, 0, 1, 1, 2, 2])


def number(sets: Sets, rows: list[int], table: str, measure: str = "hit") -> Estimate:
    places = np.array(rows, dtype=np.intp)
    cohort = Cohort(
        sessions=len(rows),
        people=len(set(PEOPLE[places])),
        largest_share=0.5,
        table=table,
        measure=measure,
        members=sets.remember(places),
    )
    key = Key(figure=table, group=str(rows))
    return Estimate(key=key, unit="share", value=0.5, cohort=cohort, method="share")


def test_the_same_sessions_have_the_same_digest_in_any_order() -> None:
    sets = Sets(6)

    assert sets.remember(np.array([3, 1])) == sets.remember(np.array([1, 3]))
    assert sets.remember(np.array([3, 1])) != sets.remember(np.array([1, 2]))


def test_a_whole_knows_the_parts_that_nearly_make_it_up() -> None:
    sets = Sets(6)
    whole = number(sets, [0, 1, 2, 3, 4], "all")
    parts = [number(sets, [0, 1], "modes"), number(sets, [3], "modes")]

    first, *others = with_parts([whole, *parts], sets, PEOPLE)

    members = tuple(sorted(part.cohort.members for part in parts))
    assert first.cohort.parts == (
        Parts(members=members, rest_sessions=2, rest_people=2),
    )
    assert all(other.cohort.parts == () for other in others)


def test_only_numbers_of_one_measure_are_parts_of_each_other() -> None:
    sets = Sets(6)
    found = (number(sets, [0, 1, 2], "all"), number(sets, [0, 1], "modes", "other"))

    assert all(one.cohort.parts == () for one in with_parts(found, sets, PEOPLE))


def test_parts_that_overlap_cannot_be_subtracted() -> None:
    sets = Sets(6)
    found = (
        number(sets, [0, 1, 2, 3], "all"),
        number(sets, [0, 1], "modes"),
        number(sets, [1, 2], "modes"),
    )

    assert with_parts(found, sets, PEOPLE)[0].cohort.parts == ()
