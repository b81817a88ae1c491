"""Counting words and phrases of closed lists in what a person typed.

Text is split into words once and looked up word by word, so the cost does not
grow with the lists. Chinese, Japanese and Korean phrases are looked for inside
the text, since their words are not parted by spaces.
"""

# ruff: noqa: RUF001 - curly apostrophes are what people type

import re
from collections.abc import Mapping
from functools import cache

from metier.annotators.offline.lexicons.acts import ACTS
from metier.annotators.offline.lexicons.fields import (
    MECHANICS,
    PROFESSIONS,
    SOFTWARE_JOB,
)
from metier.annotators.offline.lexicons.modes import MODES

__all__ = ["CUES", "Lexicon", "lexicon", "words"]

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
EAST_ASIAN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]")
SHORTEST_EAST_ASIAN = 2
"""A single character is part of too many words."""

CUES: Mapping[str, str] = {
    **{f"act_{name}": text for name, text in ACTS.items()},
    **{f"mode_{name}": text for name, text in MODES.items()},
    **{f"job_{code}": text for code, text in PROFESSIONS.items()},
    "mechanics": MECHANICS,
    "job_15": SOFTWARE_JOB,
}
"""Every class of cues, by name."""


def words(text: str) -> list[str]:
    """Split into lower-case words; an apostrophe or a hyphen stays inside."""
    return WORD.findall(text.lower().replace("’", "'"))


class Lexicon:
    """Phrases by class, ready for counting."""

    def __init__(self, classes: Mapping[str, str]) -> None:
        """Take phrases parted by commas, by class."""
        self.classes = tuple(classes)
        self._by_first: dict[str, list[tuple[list[str], int, str]]] = {}
        inside: dict[str, list[str]] = {}
        for name, text in classes.items():
            for phrase in text.split(","):
                clean = " ".join(phrase.split())
                if EAST_ASIAN.search(clean):
                    if len(clean) >= SHORTEST_EAST_ASIAN:
                        inside.setdefault(name, []).append(re.escape(clean))
                    continue
                parts = words(clean)
                if parts:
                    entry = (parts, len(parts), name)
                    self._by_first.setdefault(parts[0], []).append(entry)
        self._inside = {
            name: re.compile("|".join(sorted(phrases, key=len, reverse=True)))
            for name, phrases in inside.items()
        }

    def count(self, text: str, parted: list[str]) -> dict[str, int]:
        """Count each class; `parted` are the text's words."""
        counts = dict.fromkeys(self.classes, 0)
        get = self._by_first.get
        for index, word in enumerate(parted):
            found = get(word)
            if found is None:
                continue
            for phrase, length, name in found:
                if length == 1 or parted[index : index + length] == phrase:
                    counts[name] += 1
        if EAST_ASIAN.search(text):
            for name, pattern in self._inside.items():
                counts[name] += len(pattern.findall(text))
        return counts


@cache
def lexicon() -> Lexicon:
    """Return the one lexicon; made at first use, since it takes milliseconds."""
    return Lexicon(CUES)
