"""Strings that no release should hold: text, paths, addresses, ids.

Only words of closed sets cross the door, so whatever looks like somebody's text or
like an id that was made from something is a mistake, wherever it stands.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from metier.records import Released

__all__ = ["Suspicion", "planted", "suspicious"]


class Suspicion(msgspec.Struct, frozen=True):
    """A string, where it stands, and what it looks like."""

    at: str
    text: str
    looks: str


_LOOKS = (
    ("an e-mail address", re.compile(r"[\w.+-]+@[\w-]+\.\w+")),
    ("a web address", re.compile(r"\w+://|www\.")),
    ("a path", re.compile(r"(^|\s)(~|\.{0,2})/\w|[A-Za-z]:\\|\\\w+\\")),
    (
        "a file name",
        re.compile(r"\b[\w-]+\.(py|js|ts|rs|go|md|json|txt|sh|java|csv)\b"),
    ),
    ("an id", re.compile(r"\b(?=[0-9a-fA-F-]*\d)[0-9a-fA-F-]{16,}\b")),
    ("a secret", re.compile(r"\b(sk|ghp|xox[abp]|AKIA)[-_]?\w{8,}")),
)
_LONGEST_WORD = 24
_ENTROPY = 3.6
_MOST_LEVEL_WORDS = 6
_WORD = re.compile(r"\S+")
_MADE_BY_METIER = (
    "summary.settings_hash",
    "summary.primary_lock",
    "summary.metier_version",
    "summary.made",
)


def suspicious(released: Released) -> tuple[Suspicion, ...]:
    """Return the strings of a release that look like more than words of closed sets."""
    return tuple(
        Suspicion(at, text, looks)
        for at, text in strings(released)
        if not at.startswith(_MADE_BY_METIER)
        if (looks := _look(at, text))
    )


def planted(content: bytes, canaries: Iterable[str]) -> tuple[str, ...]:
    """Return the planted strings and numbers that are found in what was written."""
    text = content.decode("utf-8", "replace")
    return tuple(
        canary for canary in canaries if canary and canary.casefold() in text.casefold()
    )


def strings(released: Released) -> Iterator[tuple[str, str]]:
    """List every string of a release with its place."""
    yield from _strings("", msgspec.to_builtins(released))


def _strings(at: str, tree: object) -> Iterator[tuple[str, str]]:
    if isinstance(tree, dict):
        for name, value in tree.items():
            yield from _strings(f"{at}.{name}" if at else str(name), value)
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from _strings(at, value)
    elif isinstance(tree, str):
        yield at, tree


def _look(at: str, text: str) -> str:
    """Say what a string looks like; empty if it looks like a word of a closed set."""
    for looks, pattern in _LOOKS:
        if pattern.search(text):
            return looks
    if any(_is_random(word) for word in _WORD.findall(text)):
        return "random characters"
    if ".key." in at and len(text.split()) > _MOST_LEVEL_WORDS:
        return "a sentence"
    return ""


def _is_random(word: str) -> bool:
    """Say whether a long word has as many different characters as chance makes."""
    if len(word) < _LONGEST_WORD:
        return False
    counts = Counter(word)
    shares = (count / len(word) for count in counts.values())
    entropy = -sum(share * math.log2(share) for share in shares)
    mixed = any(c.isdigit() for c in word) and any(c.isalpha() for c in word)
    return mixed and entropy > _ENTROPY
