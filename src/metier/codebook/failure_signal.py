"""Failure signal: the strongest evidence that the session ended in failure."""

from metier.records import Facet, Level

__all__ = ["FACET"]

FACET = Facet(
    name="failure_signal",
    version=2,
    question=(
        "How strong is the strongest evidence of failure, in the end state and in the "
        "person's words? A recovered tool error is at most 1; silence after a clean "
        "end is no failure."
    ),
    kind="ordinal",
    levels=(
        Level("0", "None", "Nothing failure-shaped."),
        Level("1", "Faint", "Faint, and recovered at once."),
        Level("2", "Soft", "A brief loop, or a mild concern that was addressed."),
        Level(
            "3",
            "Moderate",
            "Gave up on a sub-task, clearly fell short in one dimension, or the person "
            "pushed back without rejecting.",
        ),
        Level(
            "4",
            "Strong",
            "One hard signal: an unrecovered final error, a failing test at the end, "
            "an explicit complaint or rejection.",
        ),
        Level("5", "Several", "Several hard signals."),
    ),
    rules=(
        "It describes the end state and the person's words, not the worst moment.",
        "A bare rejection of a plan as the last event is no failure by itself.",
    ),
    view="evidence",
    source="study 2.9; gold codebook, rules 6 and 7",
)
