"""Which professions the people seem to have."""

from metier.figures.levels import ATTEMPTED, OCCUPATION
from metier.records import Figure, Panel, Share

__all__ = ["FIGURE"]

_LARGEST = 10

FIGURE = Figure(
    id="occupations",
    exhibit="Main text, page 9",
    question="What do the people do for a living?",
    section="who",
    panels=(
        Panel(
            id="known",
            title="Sessions whose occupation could be told",
            needs=(Share(series="known", of="soc_user_known", where=(ATTEMPTED,)),),
            mark="bars",
            x="Share of sessions",
            series=(("known", "Occupation identified"),),
        ),
        Panel(
            id="groups",
            title="The ten largest groups among them",
            needs=(
                Share(
                    of="soc_user",
                    levels=tuple(code for code, _ in OCCUPATION),
                    largest=_LARGEST,
                    where=(ATTEMPTED,),
                ),
            ),
            mark="bars",
            x="Share of sessions with a known occupation",
            groups=OCCUPATION,
        ),
    ),
    caveat=(
        "Inferred from names, vocabulary and artefacts, for each session "
        "by itself. That somebody writes code is no sign of a profession."
    ),
    rests_on=("soc_user",),
    note=(
        "The study publishes only an order: computer and mathematical; business and "
        "financial; arts, design and media; management; life, physical and social "
        "science. Fastest-growing outside software: management, sales, legal."
    ),
)
