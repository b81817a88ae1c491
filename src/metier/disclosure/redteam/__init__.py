"""The attack on a release: what anybody, or whoever has the study, can get out."""

from metier.disclosure.redteam.attacking import (
    Attack,
    Removal,
    attack,
    possible,
    removals,
    with_removals,
)
from metier.disclosure.redteam.attacks import Recovered

__all__ = [
    "Attack",
    "Recovered",
    "Removal",
    "attack",
    "possible",
    "removals",
    "with_removals",
]
