"""What stands behind a success: a machine's word, the person's, or neither."""

from metier.figures.levels import ATTEMPTED, EXPERTISE, GOAL_CLEAR
from metier.records import Figure, Panel, Share

__all__ = ["FIGURE"]

_CLASSES = (
    ("machine", "Succeeded, verified by a machine"),
    ("affirmed", "Succeeded, affirmed by the person alone"),
    ("judged", "Succeeded, judged only"),
    ("not_succeeded", "Did not (fully) succeed"),
    ("cannot_tell", "Cannot tell"),
)

FIGURE = Figure(
    id="evidence-classes",
    exhibit="",
    question="What stands behind a success?",
    section="comes",
    panels=(
        Panel(
            id="classes",
            title="Sessions by the kind of evidence",
            needs=(
                Share(
                    of="evidence_class",
                    levels=tuple(name for name, _ in _CLASSES),
                    where=(ATTEMPTED,),
                ),
            ),
            mark="bars",
            x="Share of sessions",
            groups=_CLASSES,
        ),
        Panel(
            id="levels",
            title="Success verified by a machine, by rated expertise",
            needs=(
                Share(
                    series="machine",
                    of="machine_success",
                    by="expertise_level",
                    where=(GOAL_CLEAR,),
                ),
                Share(
                    series="affirmed",
                    of="affirmed_success",
                    by="expertise_level",
                    where=(GOAL_CLEAR,),
                ),
            ),
            mark="dots",
            x="Rated expertise",
            y="Share of sessions",
            groups=EXPERTISE,
            series=(
                ("machine", "Verified by a machine"),
                ("affirmed", "Affirmed by the person alone"),
            ),
        ),
    ),
    caveat=(
        "The study's verified success counts a person's thanks like a passing test. "
        "Here the two are apart. People who know more may also ask for tests more "
        "often, so evidence exists more often in their sessions."
    ),
    rests_on=("outcome", "expertise"),
    note=(
        "A machine: tests, builds, commits, pushes that the log shows to have gone "
        "through. Cannot tell: no clear goal, or the annotator abstained."
    ),
)
