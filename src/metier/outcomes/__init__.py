"""What became of the work: landed, alive, reverted, read from the repositories.

A private room: it holds folders and commits. Only `Outcome` records, which are
numbers, go on to the facts.
"""

from metier.outcomes.look import Settings, look
from metier.outcomes.trails import (
    CommitTrail,
    Trail,
    read_trails,
    trail,
    write_trails,
)

__all__ = [
    "CommitTrail",
    "Settings",
    "Trail",
    "look",
    "read_trails",
    "trail",
    "write_trails",
]
