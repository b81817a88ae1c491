"""Levels that several figures show, each with its title for people, in order."""

from itertools import pairwise

from metier.codebook import OCCUPATIONS
from metier.records import Where

__all__ = [
    "ATTEMPTED",
    "CODEBASE",
    "CONTROLS",
    "EXPERTISE",
    "GOAL_CLEAR",
    "MODES",
    "MODE_GROUPS",
    "OCCUPATION",
    "SIGNALS",
    "TROUBLED",
    "WROTE_CODE",
    "bands",
]

MODES = (
    ("fix", "Fixing something broken"),
    ("build", "Building something new"),
    ("operate", "Operating software"),
    ("communicate", "Writing docs and presentations"),
    ("understand", "Understanding a system"),
    ("plan", "Planning a change"),
    ("orchestrate", "Orchestrating agents and pipelines"),
    ("analyze", "Analyzing data"),
    ("test", "Testing code"),
)
"""In the study's order of frequency, so that two studies can be compared by eye."""

MODE_GROUPS = (
    ("code", "Code: build, fix, test, orchestrate"),
    ("operate", "Operating software"),
    ("plan_explore", "Planning and understanding"),
    ("analysis_prose", "Analysis and prose"),
)

CODEBASE = (
    ("modify", "Mainly modifies existing code"),
    ("explore", "Reads code, changes nothing"),
    ("create", "Creates new code from scratch"),
    ("none", "Touches no codebase"),
)

EXPERTISE = (
    ("1", "1 Novice"),
    ("2", "2 Beginner"),
    ("3", "3 Intermediate"),
    ("4", "4 Advanced"),
    ("5", "5 Expert"),
)

SIGNALS = (
    ("1", "1 Faint"),
    ("2", "2 Soft"),
    ("3", "3 Moderate"),
    ("4", "4 One hard signal"),
    ("5", "5 Several hard signals"),
)

OCCUPATION = tuple((one.code, one.title) for one in OCCUPATIONS)

GOAL_CLEAR = Where("goal_clear", "is", value=True)
ATTEMPTED = Where("attempted", "is", value=True)
TROUBLED = Where("trouble", "is", value=True)
WROTE_CODE = Where("wrote_code", "is", value=True)

CONTROLS = ("work_mode", "value_band", "month", "soc_work", "user_kind")
"""Joint fixed effects of the study's preferred column (Table A1, column 5)."""


def bands(*edges: int) -> tuple[tuple[str, str], ...]:
    """Name the bands between percentages, for axis and key."""
    return tuple(
        (f"{low}-{high}", f"{low}\N{EN DASH}{high}") for low, high in pairwise(edges)
    )
