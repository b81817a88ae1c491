"""Expertise by everything the person typed: a second reading, beside the first.

The rating proper ends before the first attempt at hard evidence, so that no ending can
colour it. This one reads on; where the two part, something after that attempt did it.
"""

from metier.codebook.expertise import FACET as FIRST_READING
from metier.codebook.expertise import LEVELS, UNCLEAR
from metier.records import Facet

__all__ = ["FACET"]

FACET = Facet(
    name="expertise_typed",
    version=1,
    question=(
        "The scale of expertise, judged by everything that the person typed in the "
        "session, what came after the first test or commit included."
    ),
    kind="ordinal",
    levels=(UNCLEAR, *LEVELS),
    unclear="0",
    rules=FIRST_READING.rules,
    view="words_all",
    source="study 2.4; methods 2.4, view A read on",
)
