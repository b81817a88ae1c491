"""Features of what a person typed: its shape, and counts of cues. Numbers only.

Rates are a hundred words, so that they do not grow with length; presence is
ln(1 + count). Nothing here looks at what the machine wrote or did.
"""

# ruff: noqa: RUF001 - full-width marks end sentences in Chinese and Japanese

import math
import re
from collections.abc import Iterable

from metier.annotators.offline.cues import lexicon, words
from metier.records import HumanInput

__all__ = ["MOST_CHARACTERS", "wording"]

MOST_CHARACTERS = 20_000
"""Of one input: a longer one is a paste that no heuristic recognised."""

COMMAND = re.compile(r"^\s*/[\w:.-]+")
IDENTIFIER = re.compile(
    r"`[^`\n]+`|\b[a-z]+(?:_[a-z0-9]+)+\b|\b[a-z]+(?:[A-Z][a-z0-9]+)+\b"
    r"|\b(?:[A-Z][a-z0-9]+){2,}\b|\b\w+\(\)|(?<!\w)--?[a-z][\w-]+"
)
PATH = re.compile(r"(?:[\w.@-]+/)+[\w.@-]+|\b[\w-]+\.[a-z]{1,5}\b")
NUMBER = re.compile(r"\b\d+(?:\.\d+)?\s?(?:%|ms|s|kb|mb|gb|px|x|k|m)?\b", re.IGNORECASE)
ACRONYM = re.compile(r"\b[A-Z]{2,6}\b")
LIST_ITEM = re.compile(r"(?m)^\s*(?:[-*•]|\d+[.)])\s+\S")
SENTENCE = re.compile(r"[.!?。！？\n]+\s*")
LONG_WORD = 9
LONG_PROMPT = 40
PASTED = re.compile(
    r"^\W*(implement the following plan|# plan\b|here is the plan)", re.IGNORECASE
)


def wording(inputs: Iterable[HumanInput], prefix: str = "") -> dict[str, float]:
    """Count what these inputs say, under names that begin with `prefix`."""
    inputs = tuple(inputs)
    texts = [COMMAND.sub("", item.text[:MOST_CHARACTERS]) for item in inputs]
    parted = [words(text) for text in texts]
    whole = "\n".join(texts)
    flat = [word for part in parted for word in part]
    total = len(flat)
    hundred = 100.0 / max(total, 20)
    features = {
        "inputs": math.log1p(sum(bool(part) for part in parted)),
        "words": math.log1p(total),
        "longest": math.log1p(max(map(len, parted), default=0)),
        "mean_words": math.log1p(total / max(1, sum(map(bool, parted)))),
        "long_prompts": math.log1p(sum(len(part) >= LONG_PROMPT for part in parted)),
        "pasted": math.log1p(sum(item.words_pasted for item in inputs)),
        "images": float(any(item.images for item in inputs)),
        "word_length": sum(map(len, flat)) / max(1, total),
        "long_words": sum(len(word) >= LONG_WORD for word in flat) * hundred,
        "distinct": len(set(flat)) / max(1.0, math.sqrt(total)),
        "sentences": math.log1p(sum(1 for _ in SENTENCE.finditer(whole))),
    }
    shapes = {
        "identifiers": len(IDENTIFIER.findall(whole)),
        "paths": len(PATH.findall(whole)),
        "numbers": len(NUMBER.findall(whole)),
        "acronyms": len(ACRONYM.findall(whole)),
        "list_items": len(LIST_ITEM.findall(whole)),
        "questions": whole.count("?") + whole.count("？"),
        **lexicon().count(whole.lower(), flat),
    }
    for name, count in shapes.items():
        features[f"{name}_rate"] = count * hundred
        features[f"{name}_log"] = math.log1p(count)
    return {f"{prefix}{name}": value for name, value in features.items()}
