"""A round of people with sessions made up by seed, each with a place of their own."""

from functools import cache
from pathlib import Path

from metier.pooling.files import Share
from metier.pooling.masks import Masked, RoundKey, begin, mask
from pooling.crowds import base, shared

__all__ = ["keys_of", "masked_round", "people"]


def people(count: int) -> list[Share]:
    """What each of so many people adds, as plain sums."""
    return [_person(number) for number in range(count)]


@cache
def _person(number: int) -> Share:
    return shared(f"person{number:03d}", base(6 + number % 13, number), "sums")


def keys_of(shares: list[Share], folder: Path) -> list[RoundKey]:
    """Make everybody's key."""
    return [
        begin(folder / share.person, pool=share.pool, person=share.person)
        for share in shares
    ]


def masked_round(shares: list[Share], folder: Path) -> list[Masked]:
    """Make everybody's masked sums."""
    keys = keys_of(shares, folder)
    return [mask(share, keys, folder / share.person) for share in shares]
