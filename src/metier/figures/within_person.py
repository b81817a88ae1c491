"""The gradient among sessions of the same person."""

from metier.figures.levels import GOAL_CLEAR
from metier.records import Figure, Panel, Regression

__all__ = ["FIGURE"]

FIGURE = Figure(
    id="within-person",
    exhibit="Appendix, page 22",
    question="Among sessions of one person, do those rated higher end better?",
    section="checks",
    panels=(
        Panel(
            title="Judged success for each level of expertise",
            needs=(
                Regression(
                    series="between",
                    of="judged_success",
                    on="expertise",
                    where=(GOAL_CLEAR,),
                ),
                Regression(
                    series="within",
                    of="judged_success",
                    on="expertise",
                    controls=("person",),
                    where=(GOAL_CLEAR,),
                ),
            ),
            mark="dots",
            x="Points of judged success per level",
            series=(
                ("between", "All sessions"),
                ("within", "Among sessions of the same person"),
            ),
        ),
    ),
    caveat=(
        "The published range is for Anthropic's own engineers, without a number of "
        "sessions or an error. People with one session say nothing here."
    ),
    rests_on=("expertise", "outcome"),
    note="The second line compares a session only with others of its person.",
)
