"""A text that no parser reads, cut at what ends a command: better than losing it.

Too long, too deep, made by a machine: whether and how its parts ran cannot be told,
so what they are is known and their verdict is unknown unless a tool's own words tell.
"""

import re

from metier.evidence.recognition import may_hold_runs
from metier.evidence.script import Command, Items

__all__ = ["crude"]

MOST = 40
"""Commands taken; a text that holds more says nothing of any of them."""

LONGEST = 2_000
"""Characters of a command that is worth reading."""

_QUOTED = re.compile(r"'[^']*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
_ENDS = re.compile(r"[;&|\n(){}]+")
_KEYWORDS = frozenset({"do", "then", "else", "if", "while", "until", "!", "time"})


def crude(text: str) -> Items:
    """Give the simple commands that may stand in a text, in their order."""
    commands: list[Command] = []
    for piece in _ENDS.split(_QUOTED.sub("''", text)):
        if len(piece) > LONGEST or not may_hold_runs(piece):
            continue
        words = piece.split()
        while words and words[0] in _KEYWORDS:
            words = words[1:]
        if words:
            commands.append(Command(words=tuple(words), torn=True))
        if len(commands) == MOST:
            break
    return Items(tuple(commands), (";",) * len(commands))
