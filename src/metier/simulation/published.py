"""Shapes that the simulations plant, near the study's published numbers.

Sources: study specification, sections 3 and 7. Where the study prints nothing
(levels 2 to 4 of most series, trouble overall), a value between its neighbours
stands; nothing here is ever shown as the study's.
"""

__all__ = [
    "DECISIONS_AGENT",
    "EXPERTISE",
    "FAILED_IN_TROUBLE",
    "GROUPS",
    "JUDGED",
    "MODES",
    "MONTHS",
    "NO_GOAL",
    "PARTIAL_OR_BETTER",
    "SUCCESS_IN_TROUBLE",
    "TREND",
    "VALUE_BY_MODE",
    "VALUE_GROWTH",
    "VERIFIED",
    "WORDS_FACTOR",
]

MONTHS = ("2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04")

MODES = {
    "fix": 0.26,
    "build": 0.25,
    "operate": 0.17,
    "communicate": 0.10,
    "understand": 0.07,
    "plan": 0.07,
    "orchestrate": 0.03,
    "analyze": 0.03,
    "test": 0.02,
}
"""Figure 1."""

TREND = {
    "fix": (0.33, 0.19),
    "operate": (0.14, 0.21),
    "communicate": (0.075, 0.15),
    "analyze": (0.025, 0.05),
}
"""First and last month's share (Figure 4); the other modes fill what is left."""

EXPERTISE = (0.016, 0.205, 0.268, 0.408, 0.101)
"""Shares of levels 1 to 5 (Table A2), before the unclear ones."""

VERIFIED = (0.145, 0.209, 0.283, 0.295, 0.329)
"""Adjusted verified success by level (Table A2)."""

JUDGED = (0.39, 0.49, 0.58, 0.61, 0.65)
"""Judged success by level; ends as in Figure 5."""

PARTIAL_OR_BETTER = (0.77, 0.86, 0.91, 0.92, 0.91)

SUCCESS_IN_TROUBLE = (0.10, 0.15, 0.20, 0.23, 0.27)
FAILED_IN_TROUBLE = (0.40, 0.30, 0.22, 0.21, 0.20)
NO_GOAL = 0.077

VALUE_GROWTH = {"build": 0.43, "operate": 0.34, "fix": 0.32, "communicate": 0.02}
"""Growth of value from the first to the last month (Figure 4); others 0.27."""

VALUE_BY_MODE = {
    "fix": 150,
    "build": 420,
    "operate": 160,
    "communicate": 190,
    "understand": 90,
    "plan": 220,
    "orchestrate": 260,
    "analyze": 240,
    "test": 170,
}
"""Median dollars in the first month at level 3."""

DECISIONS_AGENT = {"plan": (0.9, 2.1), "exec": (2.5, 0.62)}
"""Beta shapes of the agent's share: means .30 and .80 (Figure 2)."""

WORDS_FACTOR = (0.25, 0.46, 0.70, 0.95, 1.32)
"""Words a turn by level, relative to 2,400 (Figure 3: 607 to 3,200)."""

GROUPS = ("15", "13", "27", "11", "19", "25", "23", "29", "41", "17")
"""The ten largest groups of Figure 6, by SOC-2018 code."""
