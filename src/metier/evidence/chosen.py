"""What `grep` and `echo "… $x"` leave of a tool's words."""

import re
from collections.abc import Iterable

from metier.evidence.families import Family
from metier.evidence.passages import Passage
from metier.evidence.printing import spoken
from metier.evidence.script import Command

__all__ = ["hides_failures", "pattern_of", "uncaptured"]

_PROGRAMS = frozenset({"grep", "egrep", "rg", "Select-String"})
_NAMED = re.compile(r"\$\{?(\w+)\}?")
_BASIC = (("\\|", "|"), ("\\(", "("), ("\\)", ")"), ("\\+", "+"), ("\\?", "?"))
_SHORTEST = 3


def pattern_of(command: Command) -> str | None:
    """Give what a `grep` lets through; None where it is none, or lets through else."""
    words = command.words
    if command.program() not in _PROGRAMS or "-v" in words:
        return None
    options = [word for word in words[1:] if word.startswith("-")]
    given = [word for word in words[1:] if not word.startswith("-")]
    if not given or any("v" in word.partition("=")[0][1:2] for word in options):
        return None
    extended = command.program() != "grep" or any("E" in one for one in options)
    text = "|".join(
        words[index + 1] for index, word in enumerate(words[:-1]) if word == "-e"
    )
    text = text or given[0]
    if not extended and not any("P" in one for one in options):
        for written, meant in _BASIC:
            text = text.replace(written, meant)
    ignores = any("i" in one and not one.startswith("--") for one in options)
    return f"(?i:{text})" if ignores else text


def hides_failures(passage: Passage, family: Family) -> bool:
    """Say whether a failure's words would not have come through a `grep`.

    Some tools print `3 passing` in good and in bad runs, and the failures on a line
    of their own. Who asks only for the one is told nothing by it.
    """
    if passage.filter is None or not family.failing:
        return False
    pattern = pattern_of(passage.filter)
    if pattern is None:
        return False
    try:
        wanted = re.compile(pattern)
    except re.error:
        return False
    return not any(wanted.search(line) for line in family.failing)


def uncaptured(commands: Iterable[Command], text: str) -> str:
    """Take off what an `echo "result: $x"` puts before an output that it caught."""
    caught: set[str] = set()
    for command in commands:
        if not command.words and command.inner is not None:
            caught.update(name for name, _ in command.assignments)
        line = spoken(command) if caught else None
        match = _NAMED.search(line) if line is not None else None
        if line is None or match is None or match[1] not in caught:
            continue
        before = line[: match.start()]
        if len(before) >= _SHORTEST and "$" not in before:
            text = re.sub(rf"(?m)^{re.escape(before)}(?=\S)", "", text)
    return text
