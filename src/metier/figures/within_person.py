"""The gradient between people, within them, and with what was known at the start."""

from metier.figures.levels import GOAL_CLEAR
from metier.records import Figure, Panel, Regression, Where

__all__ = ["FIGURE"]

_AT_THE_START = ("month", "agent", "model_tier")
_SAMPLE = (GOAL_CLEAR, *(Where(column, "known") for column in _AT_THE_START))
_COLUMNS = (
    ("alone", "Alone"),
    ("start", "Month, agent and model held equal"),
    ("between", "Between people"),
    ("within", "Among sessions of the same person"),
    ("within_start", "The same, and month, agent and model held equal"),
)


def _column(name: str, of: str) -> Regression:
    person = ("person",) if name.startswith("within") else ()
    start = _AT_THE_START if name.endswith("start") else ()
    return Regression(
        series=name,
        of=of,
        on="expertise",
        controls=(*person, *start),
        between=name == "between",
        where=_SAMPLE,
    )


FIGURE = Figure(
    id="within-person",
    exhibit="Appendix, page 22",
    question="Among sessions of one person, do those rated higher end better?",
    section="checks",
    panels=(
        Panel(
            title="Judged success for each level of expertise",
            needs=(
                Regression(
                    series="between",
                    of="judged_success",
                    on="expertise",
                    where=(GOAL_CLEAR,),
                ),
                Regression(
                    series="within",
                    of="judged_success",
                    on="expertise",
                    controls=("person",),
                    where=(GOAL_CLEAR,),
                ),
            ),
            mark="dots",
            x="Points of judged success per level",
            series=(
                ("between", "All sessions"),
                ("within", "Among sessions of the same person"),
            ),
        ),
        Panel(
            id="start",
            title="Verified success, with what was known at the start",
            needs=tuple(_column(name, "verified_success") for name, _ in _COLUMNS),
            mark="dots",
            x="Points of verified success per level",
            series=_COLUMNS,
        ),
    ),
    caveat=(
        "The published range is for Anthropic's own engineers, without a number of "
        "sessions or an error. People with one session say nothing within people."
    ),
    rests_on=("expertise", "outcome", "success_signal"),
    note=(
        "The within lines compare a session only with others of its person; between "
        "people each session stands with the mean level of its person. Month, agent "
        "and model are settled before the work, unlike mode, value and length, which "
        "the columns of Table A1 read from the whole session."
    ),
)
