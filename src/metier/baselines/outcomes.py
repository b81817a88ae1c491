"""Published: what comes of the sessions, by occupation and by signal."""

from metier.records import Baseline, Key

__all__ = ["BASELINES"]

_OUTCOMES = (
    Baseline(
        id="no_clear_goal",
        key=Key(figure="definitions", panel="outcomes", group="no_goal"),
        value=0.077,
        text="~7.7%",
        approximate=True,
        grade="T",
        page="11",
        definition="share of the full sample, left out of every measure of success",
    ),
    Baseline(
        id="tr_value_ratio",
        key=Key(figure="trouble", panel="value", series="value", group="5"),
        value=2.0,
        text="~2x",
        approximate=True,
        grade="T",
        page="18",
        definition="mean estimated value of troubled sessions, expert over novice",
    ),
)


def _kind(series: str, kind: str) -> Key:
    return Key(figure="success-by-occupation", panel="kinds", series=series, group=kind)


_KINDS = tuple(
    Baseline(
        id=name,
        key=_kind(series, kind),
        value=percent / 100,
        text=text,
        approximate=text.startswith("~"),
        grade="T",
        page=page,
        definition=definition,
    )
    for name, series, kind, percent, text, page, definition in (
        (
            "verified_soft",
            "verified",
            "software",
            30,
            "~30%",
            "14",
            "verified success, software-related, all sessions",
        ),
        (
            "verified_other",
            "verified",
            "other",
            26,
            "~26%",
            "14",
            "verified success, other identified professions, all sessions",
        ),
        (
            "verified_soft_code",
            "verified_code",
            "software",
            34,
            "34%",
            "14",
            "verified success, software-related, code-producing sessions",
        ),
        (
            "verified_other_code",
            "verified_code",
            "other",
            29,
            "29%",
            "14",
            "verified success, other professions, code-producing sessions",
        ),
        (
            "partial_soft_code",
            "partial_code",
            "software",
            89,
            "89%",
            "web",
            "at least partial success, software-related, code-producing sessions",
        ),
        (
            "partial_other_code",
            "partial_code",
            "other",
            88,
            "88%",
            "web",
            "at least partial success, other professions, code-producing sessions",
        ),
    )
)

_GROUPS = (
    # SOC group, name in Figure 6, verified, judged, at least partial.
    ("15", "Software & math", 34, 60, 94),
    ("11", "Management", 37, 55, 95),
    ("23", "Legal", 33, 57, 95),
    ("13", "Business & finance", 29, 54, 93),
    ("29", "Healthcare", 28, 56, 93),
    ("27", "Arts, design & media", 28, 53, 92),
    ("17", "Architecture & engineering", 27, 54, 93),
    ("25", "Education", 27, 52, 92),
    ("19", "Sciences", 27, 54, 94),
)


def _occupation(measure: str, code: str) -> Key:
    return Key(
        figure="success-by-occupation",
        panel="occupations",
        series=measure,
        group=code,
    )


_OCCUPATIONS = (
    *(
        Baseline(
            id=f"fig6_{measure}_{code}",
            key=_occupation(measure, code),
            value=percent / 100,
            text=f"{percent}%",
            grade="F2",
            page="15",
            definition=f"{words}, code-producing sessions, {name}",
        )
        for code, name, *percents in _GROUPS
        for measure, words, percent in zip(
            ("verified", "judged", "partial"),
            ("verified success", "judged success", "at least partial success"),
            percents,
            strict=True,
        )
    ),
    Baseline(
        id="fig6_verified_41",
        key=_occupation("verified", "41"),
        value=0.26,
        upper=0.28,
        text="26% or 28%",
        grade="F1",
        page="15",
        definition="verified success, code-producing sessions, Sales: two readings",
    ),
    # Its judged success was read as 51 and as 58: nobody knows (study, section 3).
    Baseline(
        id="fig6_partial_41",
        key=_occupation("partial", "41"),
        value=0.92,
        text="92%",
        grade="F2",
        page="15",
        definition="at least partial success, code-producing sessions, Sales",
    ),
)

_SIGNALS = tuple(
    Baseline(
        id=f"sig_{panel}_{level}",
        key=Key(figure="success-by-signal", panel=panel, group=level),
        value=percent / 100,
        text=f"{percent}%",
        grade="A",
        page="App. 21",
        definition=f"judged succeeded at {panel} signal {level}",
    )
    for panel, level, percent in (
        ("success", "1", 13),
        ("success", "5", 90),
        ("failure", "1", 85),
        ("failure", "5", 3),
    )
)

_CODE_CHANGES = Baseline(
    id="telemetry_agree",
    key=Key(figure="code-changes", series="changing"),
    value=0.90,
    text=">90%",
    approximate=True,
    grade="T",
    page="5",
    definition="of sessions labelled creating or modifying code, with code changes",
)

BASELINES = (*_OUTCOMES, *_KINDS, *_OCCUPATIONS, *_SIGNALS, _CODE_CHANGES)
"""In the order of the figures."""
