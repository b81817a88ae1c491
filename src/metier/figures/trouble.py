"""Trouble, recovery and abandonment, by rated expertise."""

from metier.figures.levels import EXPERTISE, GOAL_CLEAR, TROUBLED
from metier.records import Figure, Mean, Panel, Share

__all__ = ["FIGURE"]

_BY = "expertise_level"
_AFTER = (
    ("recovered", "judged_success", "Judged success after trouble"),
    ("partly", "partial_success", "At least partial success after trouble"),
    ("abandoned", "abandoned", "Abandoned after trouble"),
    ("nothing", "abandoned_artefacts", "Abandoned by artefacts after trouble"),
)

FIGURE = Figure(
    id="trouble",
    exhibit="Main text, page 18",
    question="How often do sessions hit trouble, and what then?",
    section="comes",
    panels=(
        Panel(
            id="rate",
            title="Sessions that hit trouble",
            needs=(Share(series="trouble", of="trouble", by=_BY, where=(GOAL_CLEAR,)),),
            mark="dots",
            x="Rated expertise",
            y="Share of sessions",
            groups=EXPERTISE,
            series=(("trouble", "Hit trouble"),),
        ),
        Panel(
            id="after",
            title="What becomes of them, all levels together",
            needs=tuple(
                Share(series=name, of=column, where=(GOAL_CLEAR, TROUBLED))
                for name, column, _ in _AFTER
            ),
            mark="bars",
            x="Share of the sessions in trouble",
            series=tuple((name, title) for name, _, title in _AFTER),
        ),
        Panel(
            id="value",
            title="Task value of sessions in trouble, against the novice level",
            needs=(
                Mean(
                    series="value",
                    of="value_usd",
                    by=_BY,
                    relative_to="1",
                    where=(GOAL_CLEAR, TROUBLED),
                ),
            ),
            mark="dots",
            x="Times the mean value at the novice level",
            groups=EXPERTISE[1:],
            series=(("value", "Mean value, as a ratio"),),
        ),
    ),
    caveat=(
        "Sessions in trouble differ from level to level: those rated higher work on "
        "larger tasks. The figure of paths below does not select on trouble. "
        "Abandoned asks for no added line, which work without code never has; by "
        "artefacts, for nothing left at all: no line, no plan, nothing that passed, "
        "and no answer where the work is one."
    ),
    rests_on=("failure_signal", "outcome", "expertise", "value_usd"),
    note="Sessions without a clear goal and those never attempted are left out.",
)
