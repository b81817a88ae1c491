"""Branches that the person left: two prompts that answer the same line."""

from metier.formats.claude_code.walk import Walk

__all__ = ["abandoned"]

STRUCTURE = ("system", "progress", "attachment")
"""Lines between a prompt and what it answers."""


def abandoned(walk: Walk) -> set[int]:
    """Give the positions of the openers that stand on a branch left behind."""
    siblings: dict[str, list[str]] = {}
    for uuid in walk.openers:
        ancestor = _ancestor(walk, walk.known[uuid].parent_uuid)
        if ancestor is not None:
            siblings.setdefault(ancestor, []).append(uuid)
    if all(len(branches) == 1 for branches in siblings.values()):
        return set()
    live = _path(walk, _leaf(walk))
    gone = {
        uuid
        for branches in siblings.values()
        if len(branches) > 1
        for uuid in _left(branches, live)
    }
    return {
        position
        for uuid, position in walk.openers.items()
        if uuid in gone or any(step in gone for step in _path(walk, uuid))
    }


def _left(branches: list[str], live: set[str]) -> list[str]:
    alive = [uuid for uuid in branches if uuid in live] or branches[-1:]
    return [uuid for uuid in branches if uuid not in alive]


def _ancestor(walk: Walk, uuid: str | None) -> str | None:
    """Give the nearest line of the talk itself."""
    steps = 0
    while uuid is not None and uuid in walk.known and steps < len(walk.known):
        line = walk.known[uuid]
        if line.type not in STRUCTURE:
            return uuid
        uuid = line.parent_uuid
        steps += 1
    return None


def _path(walk: Walk, uuid: str | None) -> set[str]:
    path: set[str] = set()
    while uuid is not None and uuid not in path and uuid in walk.known:
        path.add(uuid)
        uuid = walk.known[uuid].parent_uuid
    return path


def _leaf(walk: Walk) -> str | None:
    named = walk.draft.titles.get("leaf")
    if named in walk.known:
        return named
    return next(
        (
            uuid
            for uuid, line in reversed(walk.known.items())
            if line.type in ("user", "assistant")
        ),
        None,
    )
