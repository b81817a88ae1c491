"""Expertise: the person's apparent command of the domain of this very task.

`SIGNALS` are the three things it is read from, as questions of their own, for
annotators that can answer them; the rating itself is `FACET`.
"""

from metier.records import Facet, Level

__all__ = ["FACET", "LEVELS", "SIGNALS", "UNCLEAR"]

LEVELS = (
    Level(
        "1",
        "Novice",
        "Generic or imprecise, names nothing of the domain; asks for help rather "
        "than directs; does not notice wrong output; is taught basics.",
    ),
    Level(
        "2",
        "Beginner",
        "Some right terms, loosely used; says what at a high level, but no shape, "
        "constraints or invariants. Asks for checks in general; objects only to "
        "obvious errors.",
    ),
    Level(
        "3",
        "Intermediate",
        "Precise as a directive (files, outputs, libraries), but no engagement with "
        "method or trade-offs. An expert who delegates routine work can land here.",
    ),
    Level(
        "4",
        "Advanced",
        "At least one piece of structural knowledge that cannot be read off the "
        "screen; at least one check at a specific mechanic; steers the agent off a "
        "domain mistake.",
    ),
    Level(
        "5",
        "Expert",
        "Insider naming, unprompted trade-offs, surgical checks, authoritative "
        "corrections, edge cases named in advance: one or two suffice. Never "
        "corrected by the agent.",
    ),
)
UNCLEAR = Level("0", "Unclear", "The person's contribution is too thin for any sign.")

FACET = Facet(
    name="expertise",
    version=2,
    question=(
        "How strong is the person's apparent command of the domain of this task, "
        "judged by what the person wrote? Not seniority, not the agent's "
        "performance, not difficulty. Three signals, none above the others: how "
        "specifically the set-up names entities and constraints that one needs "
        "domain knowledge to reach for; whether checks asked for are generic or aim "
        "at a specific mechanic; who corrects whom."
    ),
    kind="ordinal",
    levels=(UNCLEAR, *LEVELS),
    unclear="0",
    rules=(
        (
            "A pasted plan, template or review is weak evidence; the person's own "
            "later lines decide."
        ),
        "Naming files or paths visible on the screen is no domain knowledge.",
    ),
    view="words",
    source="study 2.4; gold codebook, rule 2",
)

SIGNAL_SETUP = Facet(
    name="expertise_setup",
    version=1,
    question=(
        "How specifically does the person set up the problem with entities and "
        "constraints that one needs domain knowledge to reach for?"
    ),
    kind="ordinal",
    levels=(
        Level("1", "Generic", "No names of the domain."),
        Level("2", "Loose", "Some right terms, loosely used."),
        Level("3", "Precise", "Files, outputs, categories, libraries are named."),
        Level("4", "Structural", "Knows something that is not on the screen."),
        Level("5", "Insider", "Insider naming, trade-offs, edge cases in advance."),
    ),
    view="words",
    source="study 2.4, signal 1",
)
SIGNAL_CHECKS = Facet(
    name="expertise_checks",
    version=1,
    question="What kind of checks does the person ask for?",
    kind="ordinal",
    levels=(
        Level("1", "None", "Asks for no check."),
        Level("2", "Generic", "Are you sure, double-check, test it."),
        Level("3", "Mixed", "Generic and targeted ones."),
        Level("4", "Targeted", "At least one at a specific mechanic or state."),
        Level("5", "Surgical", "Aimed at particular failure modes."),
    ),
    view="words",
    source="study 2.4, signal 2",
)
SIGNAL_CORRECTS = Facet(
    name="expertise_corrections",
    version=1,
    question="Who corrects whom about the domain?",
    kind="ordinal",
    levels=(
        Level("1", "Agent teaches", "The agent supplies basic concepts."),
        Level("2", "Agent reframes", "The agent reframes the person at least once."),
        Level("3", "Neither", "Neither side consistently corrects the other."),
        Level("4", "Person steers", "The person catches at least one domain mistake."),
        Level("5", "Person only", "Corrections run from the person to the agent only."),
    ),
    view="whole",
    source="study 2.4, signal 3",
)
SIGNALS = (SIGNAL_SETUP, SIGNAL_CHECKS, SIGNAL_CORRECTS)
"""The three signals, none above the others."""
