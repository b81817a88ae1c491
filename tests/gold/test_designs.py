"""Draws whose chances are known, and true."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metier.errors import SettingError
from metier.gold import Population, draw


def population(sizes: dict[str, int], people: int) -> Population:
    strata = [name for name, size in sizes.items() for _ in range(size)]
    return Population(
        sessions=[f"s{number:04d}" for number in range(len(strata))],
        people=[number % people for number in range(len(strata))],
        strata=strata,
    )


def test_the_same_seed_draws_the_same_sessions() -> None:
    one = population({"a": 60, "b": 20}, 20)

    assert draw(one, wanted=20, seed=4) == draw(one, wanted=20, seed=4)
    assert draw(one, wanted=20, seed=4) != draw(one, wanted=20, seed=5)


def test_nobody_is_asked_more_than_three_times() -> None:
    one = population({"a": 300}, 12)
    person = dict(zip(one.sessions, one.people, strict=True))

    asked = Counter(person[d.session] for d in draw(one, wanted=30, seed=1))

    assert max(asked.values()) <= 3


def test_one_person_may_be_asked_about_all_sessions() -> None:
    assert len(draw(population({"a": 40}, 1), wanted=40, seed=1)) == 40


def test_small_strata_are_drawn_more_often_than_large_ones() -> None:
    drawn = draw(population({"a": 900, "b": 100}, 1), wanted=100, seed=1)

    assert Counter(d.stratum for d in drawn) == {"a": 70, "b": 30}


@given(
    st.dictionaries(st.sampled_from("abcde"), st.integers(1, 60), min_size=1),
    st.integers(1, 40),
    st.integers(1, 200),
)
def test_every_chance_is_a_chance(
    sizes: dict[str, int], people: int, wanted: int
) -> None:
    one = population(sizes, people)

    drawn = draw(one, wanted=wanted, seed=2)

    assert all(0 < d.probability <= 1 for d in drawn)
    assert len({d.session for d in drawn}) == len(drawn)
    assert {d.stratum for d in drawn} == set(sizes) or len(drawn) <= 3 * people


def test_weighing_by_the_chances_gives_the_population_back() -> None:
    one = population({"a": 240, "b": 40, "c": 20}, 15)
    truth = np.array([0.2 if s == "a" else 0.8 for s in one.strata])
    value = dict(zip(one.sessions, truth, strict=True))

    totals = [
        sum(value[d.session] / d.probability for d in draw(one, wanted=30, seed=seed))
        for seed in range(400)
    ]

    assert np.mean(totals) == pytest.approx(truth.sum(), rel=0.03)


def test_an_empty_population_says_what_to_do() -> None:
    with pytest.raises(SettingError, match="metier run"):
        draw(population({}, 1), wanted=3, seed=1)
