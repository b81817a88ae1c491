"""Every way a session can go, by rated expertise; the shares add up to 100%."""

from metier.figures.levels import GOAL_CLEAR
from metier.records import Figure, Panel, Share

__all__ = ["FIGURE"]

_PATHS = (
    ("smooth_success", "No trouble, succeeded"),
    ("smooth_partial", "No trouble, partly succeeded"),
    ("smooth_failed", "No trouble, failed"),
    ("trouble_success", "Trouble, succeeded"),
    ("trouble_partial", "Trouble, partly succeeded"),
    ("trouble_failed", "Trouble, failed"),
    ("trouble_abandoned", "Trouble, abandoned"),
)

FIGURE = Figure(
    id="paths",
    exhibit="",
    question="Which ways do the sessions take, trouble or not?",
    section="comes",
    panels=(
        Panel(
            id="all",
            title="All sessions",
            needs=(
                Share(
                    of="path",
                    levels=tuple(name for name, _ in _PATHS),
                    where=(GOAL_CLEAR,),
                ),
            ),
            mark="bars",
            x="Share of sessions",
            groups=_PATHS,
        ),
        Panel(
            id="bands",
            title="By rated expertise",
            needs=(
                Share(
                    of="path",
                    levels=tuple(name for name, _ in _PATHS),
                    by="expertise_band",
                    where=(GOAL_CLEAR,),
                ),
            ),
            mark="bars",
            x="Share of sessions",
            groups=_PATHS,
            series=(
                ("low", "1 or 2: novice, beginner"),
                ("middle", "3: intermediate"),
                ("high", "4 or 5: advanced, expert"),
            ),
        ),
    ),
    caveat=(
        "Abandoned asks for no added line, which sessions without code always meet. "
        "The study selects the sessions in trouble; this figure of ours does not."
    ),
    rests_on=("failure_signal", "outcome", "expertise"),
    note="Sessions without a clear goal and those never attempted are left out.",
)
