"""Numbers others have published, as data, each with its grade, page and definition.

An estimate and a baseline meet by their key. What the study specification grades M,
or marks as ours, is no published number and is never here. Text is printed as the
study prints it; `value` only places the mark.
"""

from metier.baselines import decisions, expertise, outcomes, people
from metier.records import Baseline

__all__ = ["BASELINES", "SOURCES"]

BASELINES: tuple[Baseline, ...] = (
    *decisions.BASELINES,
    *expertise.BASELINES,
    *outcomes.BASELINES,
    *people.BASELINES,
)
"""Every published number, in the order of the page."""

SOURCES = {
    "agentic-coding-2026": (
        "Hitzig, Massenkoff, Lyubich, Heller, McCrory: Agentic coding and persistent "
        "returns to expertise. Anthropic, 16 June 2026."
    ),
}
"""Where the numbers come from, by source."""
