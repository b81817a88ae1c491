"""Whether sessions said to change code really changed some."""

from metier.figures.levels import ATTEMPTED
from metier.records import Figure, Panel, Share, Where

__all__ = ["FIGURE"]

FIGURE = Figure(
    id="code-changes",
    exhibit="Main text, page 5",
    question="Do sessions said to change code show changed lines?",
    section="checks",
    panels=(
        Panel(
            title="Sessions with at least one added line",
            needs=(
                Share(
                    series="changing",
                    of="wrote_code",
                    where=(
                        ATTEMPTED,
                        Where("codebase", "in", ("modify", "create")),
                    ),
                ),
                Share(
                    series="others",
                    of="wrote_code",
                    where=(ATTEMPTED, Where("codebase", "in", ("explore", "none"))),
                ),
            ),
            mark="bars",
            x="Share of sessions",
            series=(
                ("changing", "Said to modify or create code"),
                ("others", "Said to explore or to touch no code"),
            ),
        ),
    ),
    caveat=(
        "Lines written by shell commands leave no trace in the log's counts of lines, "
        "so the first share can fall short of 100% with every answer right."
    ),
    rests_on=("codebase",),
    note="The study checks one direction only; the second line is ours.",
)
