"""Chance that repeats itself: the same names give the same dice on any machine."""

from random import Random

__all__ = ["dice"]


def dice(*names: object) -> Random:
    """Make dice of their own for what is named, so that no draw moves another."""
    return Random(":".join(map(str, names)))  # noqa: S311 -- a simulation, no secret
