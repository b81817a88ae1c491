"""What was typed, read once: the words, shapes and cues of each prompt.

Every view adds up the same readings. `own` is read from the lines that a person
types: output, code, tables and documents set into a prompt without a mark are
left out of it, since what was pasted shows nobody's command of anything.
"""

# ruff: noqa: RUF001 - a full-width question mark

import re
from collections.abc import Iterable, Mapping

import msgspec

from metier.annotators.offline.cues import lexicon, words
from metier.records import HumanInput

__all__ = ["MOST_CHARACTERS", "Prompt", "Reading", "read"]

MOST_CHARACTERS = 20_000
"""Of one input: a longer one is a paste that no heuristic recognised."""

COMMAND = re.compile(r"^\s*/[\w:.-]+")
IDENTIFIER = re.compile(
    r"`[^`\n]+`|\b[a-z]+(?:_[a-z0-9]+)+\b|\b[a-z]+(?:[A-Z][a-z0-9]+)+\b"
    r"|\b(?:[A-Z][a-z0-9]+){2,}\b|\b\w+\(\)|(?<!\w)--?[a-z][\w-]+"
)
PATH = re.compile(r"(?:[\w.@-]+/)+[\w.@-]+|\b[\w-]+\.[a-z]{1,5}\b")
ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
MANY_LINES = 6
"""Fewer lines are taken as typed."""

SET_IN = re.compile(
    r"[│┃┌┐└┘├┤─━═╭╮╰╯▏█⨯✓✗⏺⎿]|[{};]\s*$|^\s{4,}\S|^\s*\|.*\|\s*$"
    r"|^\s*(?:at\s+\S+\s*\(|\d+[:|]|[\[{}<>;$#>|•]|File \"|Traceback|error\[|\*\*"
    r"|\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|INFO|WARN|ERROR|DEBUG)"
    r"|^(?:diff|index|---|\+\+\+|@@)\s|^[+-]\s"
)
"""A line of output, of code, of a table, of a patch or of a formatted document."""

FENCE = "```"


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One text as words, names and counts of cues."""

    text: str
    parted: list[str]
    """Its words, in lower case."""

    cues: Mapping[str, int]
    """How often each class of cues is in it."""

    identifiers: list[str]
    paths: list[str]

    @property
    def names(self) -> int:
        """Different identifiers and paths."""
        return len(set(self.identifiers)) + len(set(self.paths))


class Prompt(msgspec.Struct, frozen=True, kw_only=True):
    """One input with what is read in it."""

    item: HumanInput
    said: Reading
    """Everything of it but a command's name."""

    own: Reading
    """The lines that a person types."""


def read(inputs: Iterable[HumanInput]) -> tuple[Prompt, ...]:
    """Read each input once."""
    return tuple(_prompt(item) for item in inputs)


def _prompt(item: HumanInput) -> Prompt:
    text = COMMAND.sub("", item.text[:MOST_CHARACTERS])
    typed = _typed_lines(text)
    said = _reading(text)
    return Prompt(item=item, said=said, own=said if typed == text else _reading(typed))


def _reading(text: str) -> Reading:
    parted = words(text)
    return Reading(
        text=text,
        parted=parted,
        cues=lexicon().count(text.lower(), parted),
        identifiers=IDENTIFIER.findall(text),
        paths=PATH.findall(text),
    )


def _typed_lines(text: str) -> str:
    if text.count("\n") < MANY_LINES:
        return text
    kept = []
    is_fenced = False
    for line in text.split("\n"):
        if line.lstrip().startswith(FENCE):
            is_fenced = not is_fenced
        elif not is_fenced and not SET_IN.search(line):
            kept.append(line)
    return "\n".join(kept)
