"""The shipped cards: how the offline annotator agrees with a reference."""

from functools import cache
from importlib import resources

import msgspec

from metier.records import Card

__all__ = ["cards"]


@cache
def cards() -> tuple[Card, ...]:
    """Read the cards measured at the last training; none before the first."""
    file = resources.files("metier.annotators").joinpath("cards.json")
    if not file.is_file():
        return ()
    return msgspec.json.decode(file.read_bytes(), type=tuple[Card, ...])
