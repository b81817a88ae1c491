"""How sessions relate to a codebase (in the text of the study, without a chart)."""

from metier.figures.levels import ATTEMPTED, CODEBASE
from metier.records import Figure, Panel, Share

__all__ = ["FIGURE"]

FIGURE = Figure(
    id="codebase",
    exhibit="Main text, page 4",
    question="How do the sessions relate to a codebase?",
    section="who",
    panels=(
        Panel(
            title="Relationship to a codebase",
            needs=(
                Share(
                    of="codebase",
                    levels=tuple(name for name, _ in CODEBASE),
                    where=(ATTEMPTED,),
                ),
            ),
            mark="bars",
            x="Share of sessions",
            groups=CODEBASE,
        ),
    ),
    caveat=(
        "Read from the session alone. The study printed no prompt for this question: "
        "its levels carry the study's names, their wording is ours."
    ),
    rests_on=("codebase",),
    note="Sessions in which nothing was attempted are left out and counted.",
)
