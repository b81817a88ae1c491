"""Figure A1: whether the judged outcome agrees with the signals of it."""

from metier.figures.levels import ATTEMPTED, SIGNALS
from metier.records import Figure, Panel, Share, Where

__all__ = ["FIGURE"]

_SUCCEEDED = Where("outcome", "is", "succeeded")


def _panel(name: str, title: str) -> Panel:
    return Panel(
        id=name,
        title=f"By {title}",
        needs=(
            Share(
                meets=(_SUCCEEDED,),
                by=f"{name}_signal_level",
                where=(ATTEMPTED, Where(f"{name}_signal", "at_least", 1.0)),
            ),
        ),
        mark="bars",
        x="Share of sessions judged succeeded",
        y=title.capitalize(),
        groups=SIGNALS,
    )


FIGURE = Figure(
    id="success-by-signal",
    exhibit="Figure A1",
    question="Does the judged outcome agree with the signals in the session?",
    section="checks",
    panels=(_panel("success", "success signal"), _panel("failure", "failure signal")),
    caveat=(
        "Three questions answered from the same transcript agree with one another more "
        "than three independent ones would: consistency, no proof of accuracy."
    ),
    rests_on=("outcome", "success_signal", "failure_signal"),
    note="Sessions without any signal of that kind (level 0) are not shown.",
)
