"""Value: what a client would pay a freelancer for the work that was done."""

from metier.records import Facet, Level

__all__ = ["BANDS", "FACET", "HIGHEST_USD", "LOWEST_USD", "value_band"]

LOWEST_USD = 10.0
HIGHEST_USD = 50_000.0
UPPER_BOUNDS = (200.0, 1_000.0, 5_000.0)

BANDS = (
    Level("10-200", "$10 to 200", "An errand: minutes to a few hours."),
    Level("200-1000", "$200 to 1,000", "A small job: about a day."),
    Level("1000-5000", "$1,000 to 5,000", "A job of several days."),
    Level("5000-50000", "$5,000 to 50,000", "A project of weeks."),
)
"""The four price tiers; ordinal use only."""

FACET = Facet(
    name="value_usd",
    version=2,
    question=(
        "What would a client pay a freelancer for the work the agent actually did, in "
        "US dollars? A plain number from 10 to 50000."
    ),
    kind="number",
    levels=BANDS,
    rules=(
        "Nothing was done: 10.",
        "Bands and order only; dollars are never summed, and never shown by person.",
    ),
    view="first_prompt",
    source="study 2.10; methods 4",
)


def value_band(usd: float) -> str:
    """Name the price tier; a bound belongs to the tier above it."""
    for bound, band in zip(UPPER_BOUNDS, BANDS, strict=False):
        if usd < bound:
            return band.name
    return BANDS[-1].name
