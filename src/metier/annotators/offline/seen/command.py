"""Signs of command of a domain, from the lines that a person typed. Numbers only.

The codebook's three signals of expertise: how specifically things are named,
what kind of checks are asked for, and who corrects whom. Long prompts hold more
of everything, so what can be had by talking much stands as a rate as well.
"""

import math
from collections.abc import Sequence

from metier.annotators.offline.seen.prompts import ACRONYM, Prompt

__all__ = ["command"]

PRACTICE = ("mode_operate", "mode_test", "job_15")
"""Words of a trade: review, tests, releases, version control."""

ACTS = (
    "constrains",
    "edge_cases",
    "corrects",
    "checks_generic",
    "does_not_know",
    "speaks_as_we",
)
FEWEST_WORDS = 20
"""Rates of fewer words would leap about."""


def command(prompts: Sequence[Prompt], prefix: str) -> dict[str, float]:
    """Count the signs, under names that begin with `prefix`."""
    own = [prompt.own for prompt in prompts]
    hundred = 100.0 / max(sum(len(one.parted) for one in own), FEWEST_WORDS)
    counts = {
        "identifiers": len({name for one in own for name in one.identifiers}),
        "acronyms": len({name for one in own for name in ACRONYM.findall(one.text)}),
        "practice": sum(one.cues[name] for one in own for name in PRACTICE),
    }
    for name in ACTS:
        counts[name] = sum(one.cues[f"act_{name}"] for one in own)
    features = {}
    for name, count in counts.items():
        features[f"{prefix}own_{name}_log"] = math.log1p(count)
        features[f"{prefix}own_{name}_rate"] = count * hundred
    return features
