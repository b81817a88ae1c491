"""Figure 4: what the work is, month by month, and what it would cost elsewhere."""

from metier.figures.levels import ATTEMPTED
from metier.records import Change, Figure, Panel, Share, Where

__all__ = ["FIGURE"]

_MODES = (
    ("build", "Building"),
    ("fix", "Fixing"),
    ("operate", "Operating"),
    ("communicate", "Writing"),
)


def _is(mode: str) -> Where:
    return Where("work_mode", "is", mode)


_ANALYSIS_AND_PROSE = Where("mode_group", "is", "analysis_prose")

FIGURE = Figure(
    id="work-over-time",
    exhibit="Figure 4",
    question="Does the work change from month to month?",
    section="who",
    panels=(
        Panel(
            id="modes",
            title="Share of sessions by mode of work",
            needs=(
                *(
                    Share(
                        series=mode, meets=(_is(mode),), by="month", where=(ATTEMPTED,)
                    )
                    for mode, _ in _MODES
                ),
                Share(
                    series="noncode",
                    meets=(_ANALYSIS_AND_PROSE,),
                    by="month",
                    where=(ATTEMPTED,),
                ),
            ),
            mark="lines",
            x="Month",
            y="Share of sessions",
            series=(*_MODES, ("noncode", "Writing and data analysis")),
        ),
        Panel(
            id="value",
            title="Estimated task value, change from the first month",
            needs=(
                Change(series="all", of="value_usd", where=(ATTEMPTED,)),
                *(
                    Change(series=mode, of="value_usd", where=(ATTEMPTED, _is(mode)))
                    for mode, _ in _MODES
                ),
            ),
            mark="lines",
            x="Month",
            y="Change of the mean value",
            series=(*_MODES, ("all", "All sessions")),
        ),
    ),
    caveat=(
        "People, tasks and models change together from month to month, and so may the "
        "errors of the annotator. Task value is good for comparing, not for adding up."
    ),
    rests_on=("work_mode", "value_usd"),
    note=(
        "The study draws October 2025 to April 2026; its changes are between these two "
        "months. Months are those of the session's start in the study's time zone."
    ),
)
