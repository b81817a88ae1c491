"""Branches that the person left: two prompts that answer the same line."""

from collections.abc import Sequence

from metier.formats.claude_code.lineage import Lineage
from metier.formats.claude_code.walk import Walk

__all__ = ["abandoned"]

CLEAR, GONE, ASKED = 1, 2, 3
"""What is known of a line: on no branch left behind, on one, or being asked."""


def abandoned(walk: Walk) -> set[int]:
    """Give the positions of the openers that stand on a branch left behind."""
    lines = walk.known
    if len(walk.openers) < 2:  # noqa: PLR2004 - one alone has no other branch
        return set()
    parents = lines.parents()
    places = {lines.place(uuid): at for uuid, at in walk.openers.items()}
    siblings: dict[int, list[int]] = {}
    for place in places:
        ancestor = _ancestor(lines, parents, parents[place])
        if ancestor >= 0:
            siblings.setdefault(ancestor, []).append(place)
    if all(len(branches) == 1 for branches in siblings.values()):
        return set()
    live = _path(parents, _leaf(walk))
    gone = {
        place
        for branches in siblings.values()
        if len(branches) > 1
        for place in _left(branches, live)
    }
    known = bytearray(len(lines))
    return {at for place, at in places.items() if _is_gone(place, parents, gone, known)}


def _left(branches: list[int], live: bytearray) -> list[int]:
    alive = [place for place in branches if live[place]] or branches[-1:]
    return [place for place in branches if place not in alive]


def _ancestor(lines: Lineage, parents: Sequence[int], place: int) -> int:
    """Give the nearest line of the talk itself."""
    steps = 0
    while place >= 0 and steps < len(lines):
        # Between a prompt and what it answers stand lines of the machinery.
        if lines.is_talk(place):
            return place
        place = parents[place]
        steps += 1
    return -1


def _path(parents: Sequence[int], place: int) -> bytearray:
    """Mark a line and all that it goes back to."""
    path = bytearray(len(parents))
    while place >= 0 and not path[place]:
        path[place] = 1
        place = parents[place]
    return path


def _is_gone(
    place: int, parents: Sequence[int], gone: set[int], known: bytearray
) -> bool:
    """Say whether a line goes back to a branch left behind, asking each line once."""
    way: list[int] = []
    while place >= 0 and not known[place]:
        known[place] = ASKED
        way.append(place)
        if place in gone:
            break
        place = parents[place]
    is_gone = place >= 0 and (place in gone or known[place] == GONE)
    for step in way:
        known[step] = GONE if is_gone else CLEAR
    return is_gone


def _leaf(walk: Walk) -> int:
    named = walk.known.place(walk.draft.titles.get("leaf"))
    if named >= 0:
        return named
    places = range(len(walk.known) - 1, -1, -1)
    return next((place for place in places if walk.known.is_talk(place)), -1)
