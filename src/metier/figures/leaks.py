"""Whether the rating of expertise could have seen the ending it is compared with."""

from metier.figures.levels import GOAL_CLEAR
from metier.records import Figure, Panel, Regression, Where

__all__ = ["FIGURE"]

_READINGS = (
    ("expertise_first", "From the first prompt alone"),
    ("expertise", "From what was typed before the first attempt (the rating)"),
    ("expertise_typed", "From all that was typed"),
)
_SAMPLE = (GOAL_CLEAR, *(Where(column, "known") for column, _ in _READINGS))
"""The same sessions for every reading."""

_AFTER_ANOTHER = (GOAL_CLEAR, Where("previous_success", "known"))

FIGURE = Figure(
    id="leaks",
    exhibit="",
    question="Could the rating of expertise have seen how the session ended?",
    section="checks",
    panels=(
        Panel(
            id="readings",
            title="Verified success for each level, by how much the rating had read",
            needs=tuple(
                Regression(
                    series=column, of="verified_success", on=column, where=_SAMPLE
                )
                for column, _ in _READINGS
            ),
            mark="dots",
            x="Points of verified success per level",
            series=_READINGS,
        ),
        Panel(
            id="tests",
            title="By what no ending can touch, and of a session that was over",
            needs=(
                Regression(
                    series="instrument",
                    of="verified_success",
                    on="expertise",
                    instrument="expertise_first",
                    where=_SAMPLE,
                ),
                Regression(
                    series="same",
                    of="judged_success",
                    on="expertise",
                    where=_AFTER_ANOTHER,
                ),
                Regression(
                    series="placebo",
                    of="previous_success",
                    on="expertise",
                    where=_AFTER_ANOTHER,
                ),
            ),
            mark="dots",
            x="Points of success per level",
            series=(
                ("instrument", "Verified success, through the first prompt's rating"),
                ("same", "Judged success of this session"),
                ("placebo", "Judged success of the person's session before"),
            ),
        ),
    ),
    caveat=(
        "A rating that grows as it reads on may have read the ending in, or may know "
        "the person better. Success of the session before cannot come from this one: "
        "what it shares with the rating is the person, not the session."
    ),
    rests_on=(
        "expertise",
        "expertise_first",
        "expertise_typed",
        "outcome",
        "success_signal",
    ),
    note=(
        "Linear probability models without controls, clustered by person. Beside each "
        "slope stands how far a good ending would have to raise the rating to give "
        "that slope by itself (slope times the variance of the rating over that of the "
        "outcome). The slope through the first prompt uses only what moves with a "
        "reading made before any work."
    ),
)
