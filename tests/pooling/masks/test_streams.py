"""Masks cancel in the total and nowhere else."""

import itertools

from metier.pooling.masks.streams import MODULUS, add_up, masked, new_secret, public_key

SECRETS = [new_secret() for _ in range(4)]
KEYS = sorted(public_key(secret) for secret in SECRETS)
VALUES = [[1, 0, 20], [0, 0, 3], [7, 0, 1], [2, 0, 2]]


def vectors(about: str = "March") -> list[tuple[int, ...]]:
    return [
        masked(values, secret, KEYS, about)
        for values, secret in zip(VALUES, SECRETS, strict=True)
    ]


def test_the_total_of_all_is_the_total_of_what_was_masked() -> None:
    assert add_up(vectors()) == (10, 0, 26)


def test_without_one_of_them_the_total_is_noise() -> None:
    for some in itertools.combinations(vectors(), 3):
        assert all(number > 10**9 for number in add_up(some))


def test_one_vector_looks_drawn_at_random() -> None:
    zeros = masked([0] * 2000, SECRETS[0], KEYS, "March")

    assert len(set(zeros)) == 2000
    assert 0.45 < sum(zeros) / (len(zeros) * MODULUS) < 0.55


def test_another_round_has_other_masks() -> None:
    assert vectors("March")[0] != vectors("April")[0]
    assert add_up([vectors("April")[0], *vectors("March")[1:]]) != (10, 0, 26)
