"""Table 2: what success and failure mean here, with how often they occur."""

from metier.figures.levels import ATTEMPTED, GOAL_CLEAR, TROUBLED
from metier.records import Figure, Panel, Share

__all__ = ["FIGURE"]

_MEASURES = (
    ("partial_success", "At least partial success", (GOAL_CLEAR,)),
    ("judged_success", "Judged success", (GOAL_CLEAR,)),
    ("verified_success", "Verified success", (GOAL_CLEAR,)),
    ("judged_failure", "Judged failure", (GOAL_CLEAR,)),
    ("verified_failure", "Verified failure", (GOAL_CLEAR,)),
    ("trouble", "Hits trouble", (GOAL_CLEAR,)),
    ("abandoned", "Abandoned, of the sessions in trouble", (GOAL_CLEAR, TROUBLED)),
    (
        "abandoned_artefacts",
        "Abandoned by artefacts, of the sessions in trouble",
        (GOAL_CLEAR, TROUBLED),
    ),
    ("wrote_code", "Wrote code", (ATTEMPTED,)),
)

_OUTCOMES = (
    ("succeeded", "Succeeded"),
    ("partial", "Partially succeeded"),
    ("failed", "Failed"),
    ("no_goal", "No clear goal"),
)

FIGURE = Figure(
    id="definitions",
    exhibit="Table 2",
    question="How do the sessions end, by each definition of success and failure?",
    section="comes",
    panels=(
        Panel(
            id="measures",
            title="Measures of the study",
            needs=tuple(
                Share(series=name, of=name, where=where) for name, _, where in _MEASURES
            ),
            mark="bars",
            x="Share of sessions",
            series=tuple((name, title) for name, title, _ in _MEASURES),
        ),
        Panel(
            id="outcomes",
            title="Judged outcome",
            needs=(
                Share(
                    of="outcome",
                    levels=tuple(name for name, _ in _OUTCOMES),
                    where=(ATTEMPTED,),
                ),
            ),
            mark="bars",
            x="Share of sessions",
            groups=_OUTCOMES,
        ),
    ),
    caveat=(
        "A thin session that ends cleanly counts as succeeded, by the study's rule. "
        "Abandoned asks for no added line, which sessions without code always meet."
    ),
    rests_on=("outcome", "success_signal", "failure_signal"),
    note=(
        "At least partial: succeeded or partially succeeded. Judged: succeeded. "
        "Verified: succeeded with success signal 4 or 5. Judged failure: neither "
        "succeeded nor partially. Verified failure: that, with failure signal 4 or 5. "
        "Trouble: failure signal 3 or more. Abandoned: judged failure without an added "
        "line; by artefacts: judged failure with nothing left, be it a line, a plan, "
        "something that passed, or an answer where the work is one. "
        "Sessions without a clear goal and those never attempted are left out."
    ),
)
