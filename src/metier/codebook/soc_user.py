"""Occupation of the person: the person's own profession, not the task's."""

from metier.codebook.occupations import OCCUPATION_LEVELS
from metier.records import Facet, Level

__all__ = ["FACET"]

FACET = Facet(
    name="soc_user",
    version=2,
    question=(
        "What is the person's own profession? Not the task: everyone here uses a "
        "coding agent, so coding is no evidence."
    ),
    kind="choice",
    levels=(
        Level("0", "Unclear", "No affirmative sign of a profession."),
        *OCCUPATION_LEVELS,
    ),
    unclear="0",
    rules=(
        (
            "Computer and mathematical needs an affirmative sign that software or data "
            "is the job: a professional developer's vocabulary, a product team, a "
            "culture of deployment, CI and review."
        ),
        "The person's own statement beats any guess.",
    ),
    view="context",
    source="study 2.5",
)
