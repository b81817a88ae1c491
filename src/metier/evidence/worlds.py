"""Which commands of a chain ran, and how each ended.

A call has one exit status, a chain has many commands. Every way in which the
chain can have gone is a world. The worlds that fit what the log shows (the status
of the whole, a summary that a tool printed, an `echo` that is there or is not)
are kept, and what is true in all of them is known. All else stays unknown.
"""

from collections.abc import Iterator

import msgspec

from metier.evidence.choices import Impossible, Undecided
from metier.evidence.known import Known
from metier.evidence.script import Items
from metier.evidence.world import World

__all__ = ["Course", "explore"]

MOST_WORLDS = 600
"""Worlds looked at before a chain is given up as unknown."""


class Course(msgspec.Struct):
    """What is known of one command: whether it ran, and how it ended."""

    ran: bool | None = None
    succeeded: bool | None = None
    last: bool = False
    """Its status is that of the whole call."""


def explore(script: Items, known: Known) -> dict[int, Course]:
    """Say of every command what is true in all worlds that fit."""
    worlds = list(_fitting(script, known))
    if not worlds and known.ran:
        known = msgspec.structs.replace(known, ran=frozenset())
        worlds = list(_fitting(script, known))
    if not worlds and known.succeeded is not None:
        # A summary speaks against the status (coverage too low, a script that
        # swallows it): what the tools said stands.
        known = msgspec.structs.replace(known, succeeded=None)
        worlds = list(_fitting(script, known))
    if not worlds and known.echoed:
        known = msgspec.structs.replace(known, echoed=frozenset(), whole=False)
        worlds = list(_fitting(script, known))
    courses: dict[int, Course] = {}
    names = {command for world in worlds for command in world.ended}
    for command in names:
        ends = [world.ways(command) for world in worlds]
        ways = {status for end in ends if end for status in end}
        courses[command] = Course(
            ran=True if all(ends) else None,
            succeeded=ways.pop() if len(ways) == 1 else None,
            last=all(world.source == command for world in worlds),
        )
    return courses


def _fitting(script: Items, known: Known) -> Iterator["World"]:
    """Give the worlds in which the chain ends as it did."""
    waiting: list[dict[int, bool]] = [dict(known.statuses)]
    looked = 0
    while waiting and looked < MOST_WORLDS:
        looked += 1
        choices = waiting.pop()
        world = World(choices, known)
        try:
            status = world.whole(script)
        except Undecided as open_:
            waiting.append({**choices, open_.command: True})
            waiting.append({**choices, open_.command: False})
            continue
        except Impossible:
            continue
        if known.succeeded is None or status is None or status == known.succeeded:
            yield world
