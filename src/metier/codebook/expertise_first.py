"""Expertise at the first prompt: the same scale, before anything was answered."""

from metier.codebook.expertise import LEVELS, UNCLEAR
from metier.records import Facet

__all__ = ["FACET"]

FACET = Facet(
    name="expertise_first",
    version=2,
    question=(
        "The scale of expertise, judged from the person's first prompt alone, before "
        "reading on."
    ),
    kind="ordinal",
    levels=(UNCLEAR, *LEVELS),
    unclear="0",
    rules=(
        (
            "The first prompt is the first thing typed that carries content: interface "
            "commands, greetings and bare ids are skipped; a command with arguments "
            "counts by its arguments."
        ),
        "A pasted plan, template or review as the first prompt is 3, never more.",
    ),
    view="first_prompt",
    source="gold codebook, rules 1 and 2",
)
