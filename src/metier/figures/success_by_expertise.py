"""Figure 5: how sessions end, by rated expertise, adjusted beside raw."""

from metier.figures.levels import CONTROLS, EXPERTISE, GOAL_CLEAR, TROUBLED
from metier.records import Adjusted, Figure, Need, Panel, Share, Where

__all__ = ["FIGURE"]

_SUCCESS = (
    ("partial", "partial_success", "At least partial success"),
    ("judged", "judged_success", "Judged success"),
    ("verified", "verified_success", "Verified success"),
)
_FAILURE = (
    ("failure", "judged_failure", "Judged failure"),
    ("verified_failure", "verified_failure", "Verified failure"),
    ("abandoned", "abandoned", "Abandoned"),
)


def _needs(
    measures: tuple[tuple[str, str, str], ...], where: tuple[Where, ...]
) -> tuple[Need, ...]:
    by = "expertise_level"
    return tuple(
        need
        for name, column, _ in measures
        for need in (
            Adjusted(series=name, of=column, by=by, controls=CONTROLS, where=where),
            Share(series=f"{name}_raw", of=column, by=by, where=where),
        )
    )


def _panel(
    name: str,
    title: str,
    measures: tuple[tuple[str, str, str], ...],
    where: tuple[Where, ...],
) -> Panel:
    return Panel(
        id=name,
        title=title,
        needs=_needs(measures, where),
        mark="dots",
        x="Rated expertise",
        y="Share of sessions",
        groups=EXPERTISE,
        series=tuple(
            (f"{series}{suffix}", f"{words}, {kind}")
            for series, _, words in measures
            for suffix, kind in (("", "adjusted"), ("_raw", "unadjusted"))
        ),
    )


FIGURE = Figure(
    id="success-by-expertise",
    exhibit="Figure 5",
    question="Do sessions rated higher in expertise end better?",
    section="knows",
    panels=(
        _panel("all", "All sessions with a clear goal", _SUCCESS, (GOAL_CLEAR,)),
        _panel(
            "trouble-success",
            "Sessions in trouble: success",
            _SUCCESS,
            (GOAL_CLEAR, TROUBLED),
        ),
        _panel(
            "trouble-failure",
            "Sessions in trouble: failure",
            _FAILURE,
            (GOAL_CLEAR, TROUBLED),
        ),
    ),
    caveat=(
        "Expertise is how well the person seems to know the task in this session, not "
        "seniority, and it is read from the same transcript as the outcome: if a good "
        "ending raised the rating by a fifth of a level, that alone would make a "
        "gradient of the published size. Sessions in trouble are other sessions at "
        "each level, with harder work at the top."
    ),
    rests_on=(
        "expertise",
        "outcome",
        "success_signal",
        "failure_signal",
        "work_mode",
        "value_usd",
        "soc_work",
        "soc_user",
    ),
    note=(
        "Adjusted: compared only among sessions of the same work mode, value band, "
        "month, kind of work and kind of user (software or not), then put back to the "
        "pooled share. Sessions without a clear goal, never attempted, or of unclear "
        "expertise are left out."
    ),
)
