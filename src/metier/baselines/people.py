"""Published: who is at work, on what, for how long, and how that changed."""

from typing import Literal

from metier.records import Baseline, Key

__all__ = ["BASELINES"]

_STATED = frozenset({"fix", "build", "operate"})
"""Modes whose shares the study's text states; the others are read off images."""


def _grade(mode: str) -> Literal["T", "F2"]:
    return "T" if mode in _STATED else "F2"


_MODES = tuple(
    Baseline(
        id=f"mode_{mode}",
        key=Key(figure="work-modes", panel="modes", group=mode),
        value=percent / 100,
        text=f"{percent}%",
        grade=_grade(mode),
        page="4",
        definition="share of all sessions by work mode",
    )
    for mode, percent in (
        ("fix", 26),
        ("build", 25),
        ("operate", 17),
        ("communicate", 10),
        ("understand", 7),
        ("plan", 7),
        ("orchestrate", 3),
        ("analyze", 3),
        ("test", 2),
    )
)

_GROUPS = tuple(
    Baseline(
        id=name,
        key=Key(figure="work-modes", panel="groups", group=group),
        value=percent / 100,
        text=f"{percent}%",
        grade="T",
        page="4",
        definition=f"share of all sessions: {words}",
    )
    for name, group, percent, words in (
        ("group_code", "code", 56, "build, fix, test, orchestrate"),
        ("group_ops", "operate", 17, "operate"),
        ("group_planexplore", "plan_explore", 14, "plan, understand"),
        ("group_nonc", "analysis_prose", 13, "analyze, communicate"),
    )
)

_CODEBASE = tuple(
    Baseline(
        id=f"codebase_{level}",
        key=Key(figure="codebase", group=level),
        value=percent / 100,
        text=text,
        approximate=text.startswith("~"),
        grade="T",
        page="4",
        definition="share of all sessions by codebase relationship (PDF only)",
    )
    for level, percent, text in (
        ("modify", 48, "48%"),
        ("explore", 17, "17%"),
        ("create", 14, "14%"),
        ("none", 20, "~20%"),
    )
)

_FIRST, _LAST = "2025-10", "2026-04"


_MONTHS = tuple(
    Baseline(
        id=name,
        key=Key(figure="work-over-time", panel="modes", series=series, group=month),
        value=float(text.strip("~%")) / 100,
        text=text,
        approximate=text.startswith("~"),
        grade="F2" if page == "11" else "T",
        page=page,
        definition=(
            "share of sessions in writing and data analysis"
            if series == "noncode"
            else "share of sessions by work mode"
        ),
    )
    for name, series, month, text, page in (
        ("fix_oct", "fix", _FIRST, "33%", "9"),
        ("fix_apr", "fix", _LAST, "19%", "9"),
        ("operate_oct", "operate", _FIRST, "14%", "9"),
        ("operate_apr", "operate", _LAST, "21%", "9"),
        ("noncode_oct", "noncode", _FIRST, "~10%", "9"),
        ("noncode_apr", "noncode", _LAST, "~20%", "9"),
        ("build_apr", "build", _LAST, "21%", "11"),
        ("communicate_apr", "communicate", _LAST, "20%", "11"),
    )
)

_VALUES = tuple(
    Baseline(
        id=f"value_{series}",
        key=Key(figure="work-over-time", panel="value", series=series, group=_LAST),
        value=percent / 100,
        text=f"+{percent}%",
        grade="F2" if series == "communicate" else "T",
        page=page,
        definition=f"change of the {words}, October 2025 to April 2026",
    )
    for series, percent, page, words in (
        ("all", 27, "2, 10", "value of the average session (key findings: ~25%)"),
        ("build", 43, "10", "value of building sessions"),
        ("operate", 34, "10", "value of operating sessions"),
        ("fix", 32, "10", "value of fixing sessions"),
        ("communicate", 2, "11", "value of writing sessions"),
    )
)

_IDENTIFIED = Baseline(
    id="occ_inferred",
    key=Key(figure="occupations", panel="known", series="known"),
    value=0.70,
    text="~70%",
    approximate=True,
    grade="T",
    page="9",
    definition="sessions with a user-profile group",
)

_HOURS = Baseline(
    id="hours_week",
    key=Key(figure="hours-a-week", series="running"),
    value=20,
    text="20",
    grade="T",
    page="2, 17",
    definition="mean hours a week Claude Code was running per user, origin unstated",
)

BASELINES = (
    *_MODES,
    *_GROUPS,
    *_CODEBASE,
    *_MONTHS,
    *_VALUES,
    _IDENTIFIED,
    _HOURS,
)
"""In the order of the figures."""
