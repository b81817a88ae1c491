import numpy as np
from numpy.typing import NDArray

from metier.reliability import resampled

SHARES = np.array([1.0] * 30 + [0.0] * 30)


def mean(places: NDArray[np.intp]) -> float | None:
    return float(SHARES[places].mean())


def test_people_who_differ_widen_the_interval() -> None:
    alone = resampled(mean, list(range(60)))
    grouped = resampled(mean, [index // 10 for index in range(60)])

    assert alone[0] is not None
    assert alone[1] is not None
    assert grouped[0] is not None
    assert grouped[1] is not None
    assert grouped[1] - grouped[0] > 2 * (alone[1] - alone[0])


def test_the_same_seed_gives_the_same_interval() -> None:
    people = [index // 10 for index in range(60)]

    assert resampled(mean, people, seed=4) == resampled(mean, people, seed=4)


def test_two_people_have_no_interval() -> None:
    assert resampled(mean, [index // 30 for index in range(60)]) == (None, None)
