"""Published: output, success and gradients by rated expertise."""

from typing import Literal

from metier.records import Baseline, Key

__all__ = ["BASELINES"]

_LEVELS = "12345"

_OUTPUT = (
    *(
        Baseline(
            id=f"{name}_{who}",
            key=Key(figure="output-by-expertise", panel=name, series=name, group=level),
            value=value,
            text=text,
            grade="F2",
            page="8-9",
            definition=f"geometric mean of {name} per prompt, level {level}",
        )
        for name, who, level, value, text in (
            ("actions", "novice", "1", 4.9, "4.9"),
            ("actions", "expert", "5", 11.7, "11.7"),
            ("words", "novice", "1", 607.0, "607"),
            ("words", "expert", "5", 3_200.0, "3,200"),
        )
    ),
    *(
        Baseline(
            id=f"{name}_per_level_adj",
            key=Key(
                figure="output-by-expertise", panel="slopes", series=f"{name}_adjusted"
            ),
            value=value,
            text=text,
            grade="T",
            page="9",
            definition=f"{name} per prompt, per expertise level, with controls",
        )
        for name, value, text in (("actions", 0.09, "+9%"), ("words", 0.13, "+13%"))
    ),
)


def _verified(
    kind: str, series: str, column: str, values: tuple[float, ...]
) -> tuple[Baseline, ...]:
    """Table A2 gives the exact numbers of one series of Figure 5."""
    words = "adjusted" if kind == "adj" else "unadjusted"
    return tuple(
        Baseline(
            id=f"verified_L{level}_{kind}",
            key=Key(
                figure="success-by-expertise", panel="all", series=series, group=level
            ),
            also=(Key(figure="table-a2", panel="shares", series=column, group=level),),
            value=value / 100,
            text=f"{value}%",
            grade="A",
            page="App. 27",
            definition=f"verified success at level {level}, {words}",
        )
        for level, value in zip(_LEVELS, values, strict=True)
    )


def _end(
    name: str,
    key: tuple[str, str, str],
    percent: tuple[int, ...],
    grade: Literal["T", "F2"],
    definition: str,
) -> Baseline:
    """One end of a series of Figure 5: panel, series and level, and percentages."""
    panel, series, level = key
    low, high = percent[0], percent[-1]
    return Baseline(
        id=name,
        key=Key(figure="success-by-expertise", panel=panel, series=series, group=level),
        value=low / 100,
        upper=high / 100 if high > low else None,
        text="-".join(str(part) for part in percent) + "%",
        grade=grade,
        page="11-12" if name.startswith("partial") else "13",
        definition=f"{definition}, adjusted",
    )


_ALL = (
    _end("partial_L1", ("all", "partial", "1"), (77,), "T", "at least partial success"),
    *(
        _end(
            f"partial_L{level}",
            ("all", "partial", level),
            (91, 92),
            "T",
            "at least partial success, levels 3 to 5",
        )
        for level in "345"
    ),
    _end("judged_L1", ("all", "judged", "1"), (39,), "F2", "judged success"),
    _end("judged_L5", ("all", "judged", "5"), (65,), "F2", "judged success"),
)

_SUCCESS = "trouble-success"
_FAILURE = "trouble-failure"

_TROUBLE = (
    _end("tr_verified_L1", (_SUCCESS, "verified", "1"), (4,), "T", "verified success"),
    _end("tr_verified_L5", (_SUCCESS, "verified", "5"), (15,), "T", "verified success"),
    _end("tr_partial_L1", (_SUCCESS, "partial", "1"), (60,), "T", "at least partial"),
    *(
        _end(
            f"tr_partial_L{level}",
            (_SUCCESS, "partial", level),
            (80, 81),
            "T",
            "at least partial success, levels 3 to 5",
        )
        for level in "345"
    ),
    _end("tr_judged_L1", (_SUCCESS, "judged", "1"), (10,), "F2", "judged success"),
    _end("tr_judged_L5", (_SUCCESS, "judged", "5"), (27,), "F2", "judged success"),
    _end("tr_failure_L1", (_FAILURE, "failure", "1"), (40,), "F2", "judged failure"),
    _end("tr_failure_L5", (_FAILURE, "failure", "5"), (20,), "F2", "judged failure"),
    _end(
        "tr_verfail_L1",
        (_FAILURE, "verified_failure", "1"),
        (30,),
        "F2",
        "verified failure",
    ),
    _end(
        "tr_verfail_L5",
        (_FAILURE, "verified_failure", "5"),
        (18,),
        "F2",
        "verified failure",
    ),
    _end("tr_abandoned_L1", (_FAILURE, "abandoned", "1"), (19,), "T", "abandoned"),
    *(
        _end(
            f"tr_abandoned_L{level}",
            (_FAILURE, "abandoned", level),
            (5, 7),
            "T",
            "abandoned, levels 2 to 5",
        )
        for level in "2345"
    ),
)

_SESSIONS = tuple(
    Baseline(
        id=f"n_L{level}",
        key=Key(figure="table-a2", panel="sessions", group=level),
        value=value,
        text=f"{value:,}",
        grade="A",
        page="App. 27",
        definition=f"sessions at level {level}",
    )
    for level, value in zip(
        _LEVELS, (5_911, 73_858, 96_516, 146_879, 36_422), strict=True
    )
)

_COEFFICIENTS = tuple(
    Baseline(
        id=f"coefficient_L{level}",
        key=Key(
            figure="table-a2",
            panel="coefficients",
            series="coefficient",
            group=level,
            statistic="slope",
        ),
        value=value / 100,
        text=f"+{value} points (SE 0.7)",
        grade="A",
        page="App. 27",
        definition=f"verified success, level {level} against level 1, adjusted",
    )
    for level, value in zip("2345", (6.4, 13.8, 15.0, 18.4), strict=True)
)

_GRADIENTS = tuple(
    Baseline(
        id=name,
        key=Key(figure="table-a1", series=column, statistic="slope"),
        value=float(value) / 100,
        text=f"+{value} points (SE {error})",
        grade="A",
        page="App. 25",
        definition=f"verified success per expertise level, column {column}",
    )
    for name, column, value, error in (
        ("gradient_raw", "1", "4.26", "0.08"),
        ("gradient_2", "2", "5.07", "0.08"),
        ("gradient_3", "3", "4.43", "0.08"),
        ("gradient_4", "4", "4.42", "0.08"),
        ("gradient_adj", "5", "3.79", "0.09"),
        ("gradient_6", "6", "3.64", "0.09"),
    )
)

_WITHIN = Baseline(
    id="gradient_within",
    key=Key(figure="within-person", series="within", statistic="slope"),
    value=0.03,
    upper=0.05,
    text="+3 to 5 points",
    grade="A",
    page="App. 22",
    definition="judged success per level, Anthropic's engineers, author fixed effects",
)

BASELINES = (
    *_OUTPUT,
    *_ALL,
    *_verified("adj", "verified", "adjusted", (14.5, 20.9, 28.3, 29.5, 32.9)),
    *_verified("raw", "verified_raw", "raw", (13.2, 20.9, 28.0, 29.3, 34.7)),
    *_TROUBLE,
    *_GRADIENTS,
    *_SESSIONS,
    *_COEFFICIENTS,
    _WITHIN,
)
"""In the order of the figures."""
