"""Figure 1: what the sessions are about, in nine modes of work and four groups."""

from metier.figures.levels import ATTEMPTED, MODE_GROUPS, MODES
from metier.records import Figure, Panel, Share

__all__ = ["FIGURE"]


def _levels(column: str, levels: tuple[tuple[str, str], ...]) -> Share:
    names = tuple(name for name, _ in levels)
    return Share(of=column, levels=names, where=(ATTEMPTED,))


FIGURE = Figure(
    id="work-modes",
    exhibit="Figure 1",
    question="What kind of work do the sessions do?",
    section="who",
    panels=(
        Panel(
            id="modes",
            title="Nine modes of work",
            needs=(_levels("work_mode", MODES),),
            mark="bars",
            x="Share of sessions",
            groups=MODES,
        ),
        Panel(
            id="groups",
            title="The same in four groups",
            needs=(_levels("mode_group", MODE_GROUPS),),
            mark="bars",
            x="Share of sessions",
            groups=MODE_GROUPS,
        ),
    ),
    caveat=(
        "Each session counts once, under the mode that most of its work belongs to. A "
        "session that plans, builds and fixes shows only the largest part."
    ),
    rests_on=("work_mode",),
    note="Sessions in which nothing was attempted are left out and counted.",
)
