"""Whether success, expertise and who decides change, read in four ways."""

from metier.figures.levels import ATTEMPTED, GOAL_CLEAR
from metier.records import Figure, Panel, Trend, Where

__all__ = ["BRIDGED", "FIGURE"]

_READINGS = (
    ("raw", "As it is"),
    ("mix", "At one mix of work"),
    ("people", "Within the same people"),
)
_BRIDGE = ("bridge", "With an earlier annotator's sessions")
_ASKED = (
    ("verified", "Verified success", "verified_success", (GOAL_CLEAR,)),
    ("expertise", "Mean level of expertise", "expertise", (ATTEMPTED,)),
    (
        "planning",
        "Share of planning decided by the agent",
        "plan_agent_share",
        (ATTEMPTED,),
    ),
)


def _panel(
    asked: tuple[str, str, str, tuple[Where, ...]],
    readings: tuple[tuple[str, str], ...],
) -> Panel:
    name, title, column, where = asked
    return Panel(
        id=name,
        title=title,
        needs=tuple(
            Trend(series=one, of=column, reading=one, by="month", where=where)  # type: ignore[arg-type]
            for one, _ in readings
        ),
        mark="lines",
        x="Month",
        y=title,
        series=readings,
    )


def _figure(readings: tuple[tuple[str, str], ...]) -> Figure:
    return Figure(
        id="trends",
        exhibit="",
        question="What changes over the months, and what only seems to?",
        section="who",
        panels=tuple(_panel(asked, readings) for asked in _ASKED),
        caveat=(
            "A month differs from another in its people, in their tasks, in the models "
            "they use and in how the annotator reads it. Where the readings part, the "
            "raw line is no trend of its own."
        ),
        rests_on=("outcome", "success_signal", "expertise", "work_mode", "plan_user"),
        note=(
            "At one mix of work: kinds of work that every month has, weighed as in the "
            "whole window. Within the same people: months compared with one constant a "
            "person. Where an earlier annotator answered sessions whose "
            "logs are gone, a fourth line takes them in, moved by what separates the "
            "two annotators on the sessions that both answered."
        ),
    )


FIGURE = _figure(_READINGS)
BRIDGED = _figure((*_READINGS, _BRIDGE))
"""The same with the fourth reading, where an earlier annotator left answers."""
