"""Figure 6: success in sessions that wrote code, by the person's occupation."""

from metier.figures.levels import GOAL_CLEAR, OCCUPATION, WROTE_CODE
from metier.records import Figure, Panel, Share, Where

__all__ = ["FIGURE"]

_LARGEST = 10

_MEASURES = (
    ("verified", "verified_success", "Verified success"),
    ("judged", "judged_success", "Judged success"),
    ("partial", "partial_success", "At least partial success"),
)
_FIRST = ("15", "11", "23", "13", "29", "27", "41", "17", "25", "19")
"""The study's order: software apart, then by verified success."""

_TITLES = dict(OCCUPATION)
_ORDER = tuple((code, _TITLES[code]) for code in dict.fromkeys((*_FIRST, *_TITLES)))
_KINDS = (("software", "Software and mathematics"), ("other", "Other professions"))
_KNOWN = Where("user_kind", "is_not", "unclear")

FIGURE = Figure(
    id="success-by-occupation",
    exhibit="Figure 6",
    question="Do people of other professions succeed with code as often?",
    section="comes",
    panels=(
        Panel(
            id="occupations",
            title="Sessions that wrote code, the ten largest groups",
            needs=tuple(
                Share(
                    series=name,
                    of=column,
                    by="soc_user",
                    largest=_LARGEST,
                    where=(GOAL_CLEAR, WROTE_CODE),
                )
                for name, column, _ in _MEASURES
            ),
            mark="dots",
            x="Share of sessions",
            groups=_ORDER,
            series=tuple((name, title) for name, _, title in _MEASURES),
        ),
        Panel(
            id="kinds",
            title="Software against all other identified professions",
            needs=(
                Share(
                    series="verified",
                    of="verified_success",
                    by="user_kind",
                    where=(GOAL_CLEAR, _KNOWN),
                ),
                *(
                    Share(
                        series=f"{name}_code",
                        of=column,
                        by="user_kind",
                        where=(GOAL_CLEAR, WROTE_CODE, _KNOWN),
                    )
                    for name, column, _ in _MEASURES
                ),
            ),
            mark="dots",
            x="Share of sessions",
            groups=_KINDS,
            series=(
                ("verified", "Verified success, all sessions"),
                *(
                    (f"{name}_code", f"{title}, wrote code")
                    for name, _, title in _MEASURES
                ),
            ),
        ),
    ),
    caveat=(
        "Occupation is inferred from the session, and is unclear for many. Nothing is "
        "adjusted here. Thanks count as verification, so groups that say so more often "
        "stand higher."
    ),
    rests_on=("soc_user", "outcome", "success_signal"),
    note=(
        "Only sessions with at least one added line, a clear goal and a known "
        "occupation. The study says that all ten groups lie within 7 points of "
        "software, without naming the measure."
    ),
)
