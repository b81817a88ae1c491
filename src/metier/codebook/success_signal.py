"""Success signal: the strongest evidence that success-shaped work happened."""

from metier.records import Facet, Level

__all__ = ["FACET"]

FACET = Facet(
    name="success_signal",
    version=2,
    question=(
        "How strong is the strongest evidence in the transcript that success-shaped "
        "work happened, whether or not the session succeeded?"
    ),
    kind="ordinal",
    levels=(
        Level("0", "None", "Nothing success-shaped."),
        Level("1", "Faint", "A faint trace."),
        Level("2", "Soft", "The artefact exists and the session ends cleanly."),
        Level("3", "Corroborated", "One concrete corroboration."),
        Level(
            "4",
            "Strong",
            "At least one hard signal: a matching commit, a pull request opened or "
            "merged, tests passing on the change, a command completing with the "
            "output asked for, the person's explicit affirmation.",
        ),
        Level("5", "Several", "Several hard signals."),
    ),
    rules=(
        (
            "5 needs two kinds of hard evidence visible in results; the agent's own "
            "claim is no evidence."
        ),
    ),
    view="evidence",
    source="study 2.8; gold codebook, rule 6",
)
