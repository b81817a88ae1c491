"""Decisions: the list of choices made in a session, and the four counts from it.

An annotator that reads words gives the list (`DECISION_KIND` and
`DECISION_OWNER`, one answer a decision, with the turn or action that shows it);
the four counts follow. One that only counts may give the counts alone.
"""

from metier.records import Facet, Level

__all__ = [
    "DECISION_KIND",
    "DECISION_OWNER",
    "EXEC_AGENT",
    "EXEC_USER",
    "PLAN_AGENT",
    "PLAN_USER",
]

MEANINGFUL = (
    "A meaningful decision is a choice where a reasonable alternative existed and "
    "which changed what was made, or when it counts as done."
)
GRAIN = (
    "Count each distinct choice once, at a natural grain: a typical short session "
    "has 3 to 8 planning and 5 to 15 execution decisions. A tool call is not yet a "
    "decision."
)
OWNERSHIP = (
    "A choice belongs to whoever made it: the person who states a requirement, "
    "picks an option or overrules; the agent where it chose by itself, or proposed "
    "and was simply allowed to go on."
)
AMENDED = (
    "If the person picks from the agent's options or amends its proposal, that "
    "choice is the person's."
)
MENU = (
    "Choosing from a menu the agent offered is one planning decision by the person "
    "for each choice, at most five a round."
)
HANDED_OVER = (
    "A pasted plan was usually drafted with the agent before: its planning "
    "decisions count half to each."
)
PLANNING = "what to do, which approach, what counts as done"
EXECUTION = "which files, what code, which language or library call, which commands"


def _count(name: str, kind: str, meaning: str, owner: str) -> Facet:
    return Facet(
        name=name,
        version=2,
        question=(
            f"How many meaningful {kind} decisions ({meaning}) did {owner} make? "
            f"{MEANINGFUL} {GRAIN}"
        ),
        kind="count",
        tie_breaks=(OWNERSHIP, AMENDED),
        rules=(MENU, HANDED_OVER),
        view="whole",
        source="study 2.3; gold codebook, rule 8",
    )


PLAN_USER = _count("plan_user", "planning", PLANNING, "the person")
PLAN_AGENT = _count("plan_agent", "planning", PLANNING, "the agent")
EXEC_USER = _count("exec_user", "execution", EXECUTION, "the person")
EXEC_AGENT = _count("exec_agent", "execution", EXECUTION, "the agent")

DECISION_KIND = Facet(
    name="decision_kind",
    version=1,
    unit="decision",
    question=f"Is this decision about planning or execution? {MEANINGFUL} {GRAIN}",
    kind="choice",
    levels=(
        Level("planning", "Planning", f"{PLANNING.capitalize()}."),
        Level("execution", "Execution", f"{EXECUTION.capitalize()}."),
    ),
    view="whole",
    source="study 2.3",
)
DECISION_OWNER = Facet(
    name="decision_owner",
    version=1,
    unit="decision",
    question=f"Who made this decision? {OWNERSHIP}",
    kind="choice",
    levels=(
        Level("user", "The person", "Stated, picked, amended or overruled it."),
        Level("agent", "The agent", "Chose by itself, or was allowed to go on."),
        Level("shared", "Both", "Drafted together: counts half to each."),
    ),
    tie_breaks=(AMENDED,),
    rules=(MENU, HANDED_OVER),
    view="whole",
    source="study 2.3; gold codebook, rule 8",
)
