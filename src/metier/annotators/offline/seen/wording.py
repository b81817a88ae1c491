"""Features of what a person typed: its shape, and counts of cues. Numbers only.

Rates are a hundred words, so that they do not grow with length; presence is
ln(1 + count). Nothing here looks at what the machine wrote or did.
"""

# ruff: noqa: RUF001 - full-width marks end sentences in Chinese and Japanese

import math
import re
from collections.abc import Sequence

from metier.annotators.offline.cues import lexicon
from metier.annotators.offline.seen.prompts import ACRONYM, Prompt

__all__ = ["wording"]

NUMBER = re.compile(r"\b\d+(?:\.\d+)?\s?(?:%|ms|s|kb|mb|gb|px|x|k|m)?\b", re.IGNORECASE)
LIST_ITEM = re.compile(r"(?m)^\s*(?:[-*•]|\d+[.)])\s+\S")
SENTENCE = re.compile(r"[.!?。！？\n]+\s*")
LONG_WORD = 9
LONG_PROMPT = 40


def wording(prompts: Sequence[Prompt], prefix: str = "") -> dict[str, float]:
    """Count what these prompts say, under names that begin with `prefix`."""
    parted = [prompt.said.parted for prompt in prompts]
    whole = "\n".join(prompt.said.text for prompt in prompts)
    flat = [word for part in parted for word in part]
    total = len(flat)
    hundred = 100.0 / max(total, 20)
    features = {
        "inputs": math.log1p(sum(bool(part) for part in parted)),
        "words": math.log1p(total),
        "longest": math.log1p(max(map(len, parted), default=0)),
        "mean_words": math.log1p(total / max(1, sum(map(bool, parted)))),
        "long_prompts": math.log1p(sum(len(part) >= LONG_PROMPT for part in parted)),
        "pasted": math.log1p(sum(prompt.item.words_pasted for prompt in prompts)),
        "images": float(any(prompt.item.images for prompt in prompts)),
        "word_length": sum(map(len, flat)) / max(1, total),
        "long_words": sum(len(word) >= LONG_WORD for word in flat) * hundred,
        "distinct": len(set(flat)) / max(1.0, math.sqrt(total)),
        "sentences": math.log1p(sum(1 for _ in SENTENCE.finditer(whole))),
    }
    shapes = {
        "identifiers": sum(len(prompt.said.identifiers) for prompt in prompts),
        "paths": sum(len(prompt.said.paths) for prompt in prompts),
        "numbers": len(NUMBER.findall(whole)),
        "acronyms": len(ACRONYM.findall(whole)),
        "list_items": len(LIST_ITEM.findall(whole)),
        "questions": whole.count("?") + whole.count("？"),
    }
    for name in lexicon().classes:
        shapes[name] = sum(prompt.said.cues[name] for prompt in prompts)
    for name, count in shapes.items():
        features[f"{name}_rate"] = count * hundred
        features[f"{name}_log"] = math.log1p(count)
    return {f"{prefix}{name}": value for name, value in features.items()}
