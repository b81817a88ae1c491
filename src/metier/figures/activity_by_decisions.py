"""Figure A2: how much the agent does for each prompt, by its share of decisions."""

from metier.figures.levels import bands
from metier.records import Figure, Mean, Panel

__all__ = ["FIGURE"]

_FIFTHS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)

_KINDS = (
    ("plan", "plan_agent_share", "Planning decisions"),
    ("all", "all_agent_share", "All decisions"),
    ("exec", "exec_agent_share", "Execution decisions"),
)


def _panel(name: str, column: str, title: str) -> Panel:
    return Panel(
        id=name,
        title=title,
        needs=tuple(
            Mean(series=series, of=column, by=share, edges_of_by=_FIFTHS)
            for series, share, _ in _KINDS
        ),
        mark="lines",
        x="Agent's share of the decisions, %",
        y=f"{title}, mean",
        groups=bands(0, 20, 40, 60, 80, 100),
        series=tuple((series, words) for series, _, words in _KINDS),
    )


FIGURE = Figure(
    id="activity-by-decisions",
    exhibit="Figure A2",
    question="Does the agent do more for each prompt where it decides more?",
    section="decides",
    panels=(
        _panel("actions", "actions_per_turn", "Actions per turn"),
        _panel("words", "words_per_turn", "Words of output per turn"),
    ),
    caveat=(
        "Decisions and actions are counted in the same session: where more happens, "
        "there is more to decide. The study prints no values of this chart."
    ),
    rests_on=("plan_user", "plan_agent", "exec_user", "exec_agent"),
    note="Arithmetic means. Sessions without a decision of a kind have no band.",
)
