"""Repositories made to be thrown away: what is committed there is not the work."""

import re

from metier.evidence.script import Command, Items, walk

__all__ = ["in_throwaway"]

_TEMPORARY = re.compile(
    r"mktemp|^/(?:private/)?(?:tmp|var/tmp|var/folders)/|\$\{?TMPDIR"
)


def in_throwaway(script: Items, run: Command) -> bool:
    """Say whether a run stands after a move into a folder made on the spot."""
    made: set[str] = set()
    inside = created = False
    for command in walk(script):
        if command is run:
            return inside and created
        for name, value in command.assignments:
            if _TEMPORARY.search(value):
                made.add(name)
        words = command.own
        if not words:
            continue
        temporary = any(
            _TEMPORARY.search(word) or word.lstrip("$").strip('{}"') in made
            for word in words[1:]
        )
        if words[0] in ("cd", "pushd"):
            inside = temporary or (
                inside and not words[-1].startswith(("/", "~", ".."))
            )
        created = created or words[:2] in (("git", "init"), ("git", "clone"))
        created = created or (
            words[0] in ("cd", "mkdir") and "mktemp" in " ".join(words)
        )
    return False
