"""Outcome: whether the person got what the session was for."""

from metier.records import Facet, Level

__all__ = ["FACET"]

FACET = Facet(
    name="outcome",
    version=2,
    question=(
        "Find the primary objective over the whole session; was it accomplished? "
        "Hard and soft signals count alike."
    ),
    kind="choice",
    levels=(
        Level(
            "succeeded",
            "Succeeded",
            "The ask is done. A short clean session with the ask done belongs here.",
        ),
        Level(
            "partial",
            "Partially succeeded",
            "Some parts done, a reduced scope accepted, or truly mixed.",
        ),
        Level(
            "failed",
            "Failed",
            "Not accomplished. Needs a broken trajectory or a complaint.",
        ),
        Level("no_goal", "No clear goal", "Exploratory throughout."),
    ),
    rules=(
        (
            "Nothing was done (usage limit, login or model error before any action): "
            "not attempted. Left out of every success figure, counted and named."
        ),
        (
            "A bare rejection of a plan as the last event usually means to continue in "
            "a fresh session: no failure by itself."
        ),
    ),
    view="evidence",
    source="study 2.7; gold codebook, rules 3 and 7",
)
