import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.errors import EstimateError
from metier.estimates.core.people import (
    degrees_of_freedom,
    factorise,
    left_out_in_turn,
    ratio_of_sums,
)


def test_people_are_numbered_in_order_of_first_appearance() -> None:
    codes, names = factorise(["b", "a", "b", (1, 2)])

    assert codes.tolist() == [0, 1, 0, 2]
    assert names == ("b", "a", (1, 2))


def test_a_list_is_no_person() -> None:
    with pytest.raises(EstimateError, match="hashable"):
        factorise([[1], [2]])  # type: ignore[list-item]


@given(st.integers(2, 49))
def test_equal_sizes_have_people_less_one(people: int) -> None:
    assert degrees_of_freedom(np.full(people, 7.0)) == pytest.approx(people - 1)


def test_one_large_person_counts_for_little() -> None:
    sizes = np.asarray([100.0, 1.0, 1.0, 1.0])

    assert degrees_of_freedom(sizes) == 1.0


def test_fifty_people_and_more_are_counted_as_usual() -> None:
    sizes = np.arange(1.0, 61.0)

    assert degrees_of_freedom(sizes) == 59.0


@given(st.lists(st.integers(0, 20), min_size=3, max_size=40))
def test_with_equal_sizes_leaving_out_is_the_usual_sandwich(hits: list[int]) -> None:
    numerator = np.asarray(hits, dtype=float)
    sizes = np.full(len(hits), 20.0)

    spread = ratio_of_sums(numerator, sizes)

    people = len(hits)
    gaps = (numerator - spread.value * sizes) / sizes.sum()
    usual = np.square(gaps).sum() * people / (people - 1)
    assert spread.variance == pytest.approx(usual, abs=1e-12)


def test_many_people_of_whom_one_has_half_are_few() -> None:
    sizes = np.concatenate([[199.0], np.ones(199)])

    assert degrees_of_freedom(sizes) == pytest.approx(398**2 / (199**2 + 199) - 1)


def test_a_regression_is_repeated_without_each_of_few_but_not_of_thousands() -> None:
    even, heavy = np.ones((60, 1)), np.ones((60, 1))
    heavy[0] = 60.0
    crowd = np.ones((1_000, 1))
    crowd[0] = 1_000.0

    assert not left_out_in_turn(even)
    assert left_out_in_turn(heavy)
    assert not left_out_in_turn(crowd)
