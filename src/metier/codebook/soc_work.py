"""Occupation of the work: whose workers would typically do it."""

from metier.codebook.occupations import OCCUPATION_LEVELS
from metier.records import Facet

__all__ = ["FACET"]

FACET = Facet(
    name="soc_work",
    version=2,
    question=(
        "Whose workers would typically do this kind of work? Match the work and not "
        "its topic. Always choose one."
    ),
    kind="choice",
    levels=OCCUPATION_LEVELS,
    view="whole",
    source="study 2.6",
)
