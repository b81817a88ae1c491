"""Table A2: verified success at each level of expertise, raw and adjusted."""

from metier.figures.levels import CONTROLS, EXPERTISE, GOAL_CLEAR
from metier.records import Adjusted, Count, Figure, Panel, Regression, Share, Where

__all__ = ["FIGURE"]

_RATED = (GOAL_CLEAR, Where("expertise_level", "known"))
_BY = "expertise_level"
_OF = "verified_success"

FIGURE = Figure(
    id="table-a2",
    exhibit="Table A2",
    question="How often is success verified at each level of expertise?",
    section="knows",
    panels=(
        Panel(
            id="shares",
            title="Verified success by level",
            needs=(
                Adjusted(
                    series="adjusted", of=_OF, by=_BY, controls=CONTROLS, where=_RATED
                ),
                Share(series="raw", of=_OF, by=_BY, where=_RATED),
            ),
            mark="dots",
            x="Rated expertise",
            y="Share of sessions",
            groups=EXPERTISE,
            series=(("adjusted", "Adjusted"), ("raw", "Unadjusted")),
        ),
        Panel(
            id="coefficients",
            title="Difference from the novice level, adjusted",
            needs=(
                Regression(
                    series="coefficient",
                    of=_OF,
                    on="expertise",
                    controls=CONTROLS,
                    levels=True,
                    where=_RATED,
                ),
            ),
            mark="dots",
            x="Points of verified success",
            groups=EXPERTISE[1:],
        ),
        Panel(
            id="sessions",
            title="Sessions at each level",
            needs=(Count(by=_BY, where=_RATED),),
            mark="table",
            x="Sessions",
            groups=EXPERTISE,
        ),
        Panel(
            id="mix",
            title="How the sessions spread over the levels",
            needs=(
                Share(
                    of=_BY,
                    levels=tuple(level for level, _ in EXPERTISE),
                    where=(GOAL_CLEAR,),
                ),
            ),
            mark="bars",
            x="Share of sessions",
            groups=EXPERTISE,
        ),
    ),
    caveat=(
        "The novice level is the rarest, so differences from it are the least certain. "
        "The machine's rating is coarse: neighbouring levels are mixed up most."
    ),
    rests_on=(
        "expertise",
        "outcome",
        "success_signal",
        "work_mode",
        "value_usd",
        "soc_work",
        "soc_user",
    ),
    note=(
        "The controls are those of Table A1, column 5. Sessions without a clear goal, "
        "never attempted, or of unclear expertise are left out."
    ),
)
