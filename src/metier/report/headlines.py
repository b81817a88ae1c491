"""The summary: who decides, who knows, what comes of it, beside what was published."""

from collections.abc import Iterable

import msgspec

from metier.records import Baseline, Key, Released
from metier.report.numbers import interval, number
from metier.report.views import Headline

__all__ = ["headlines"]


class _Line(msgspec.Struct, frozen=True):
    label: str
    short: str
    """As the terminal prints it, at most 27 letters."""

    key: Key
    published: tuple[tuple[str, str], ...]
    """Baseline ids, each with what it is about; empty if just the same."""


def _success(level: str) -> _Line:
    return _Line(
        f"Verified success at level {level} of expertise",
        f"Verified success at level {level}",
        Key(
            figure="success-by-expertise",
            panel="all",
            series="verified_raw",
            group=level,
        ),
        ((f"verified_L{level}_raw", ""),),
    )


_DECIDES = (
    _Line(
        "Planning decided by the person",
        "Planning by the person",
        Key(figure="division-of-labor", panel="means", series="plan"),
        (("plan_user_share", ""),),
    ),
    _Line(
        "Execution decided by the person",
        "Execution by the person",
        Key(figure="division-of-labor", panel="means", series="exec"),
        (("exec_user_share", ""),),
    ),
    _Line(
        "Actions for each prompt (geometric mean)",
        "Actions per prompt (geom.)",
        Key(figure="session-sizes", panel="actions", series="actions_geometric"),
        (("actions_per_prompt", "mean not stated"),),
    ),
)
_KNOWS = (
    _success("2"),
    _success("4"),
    _Line(
        "Verified success for each level, unadjusted",
        "Verified success per level",
        Key(figure="table-a1", series="1", statistic="slope"),
        (("gradient_raw", ""),),
    ),
)
_COMES = (
    _Line(
        "Verified success, all sessions",
        "Verified success",
        Key(figure="definitions", panel="measures", series="verified_success"),
        (("verified_soft", "software"), ("verified_other", "others")),
    ),
    _Line(
        "No clear goal",
        "No clear goal",
        Key(figure="definitions", panel="outcomes", group="no_goal"),
        (("no_clear_goal", ""),),
    ),
    _Line(
        "Abandoned after trouble",
        "Abandoned after trouble",
        Key(figure="trouble", panel="after", series="abandoned"),
        (("tr_abandoned_L1", "novice"), ("tr_abandoned_L2", "others")),
    ),
)
_SUMMARY = (
    ("Who decides", _DECIDES),
    ("Who knows", _KNOWS),
    ("What comes of it", _COMES),
)


def headlines(
    released: Released, baselines: Iterable[Baseline]
) -> tuple[tuple[str, tuple[Headline, ...]], ...]:
    """Write the summary's lines; what is withheld says by which rule."""
    known = {baseline.id: baseline for baseline in baselines}
    return tuple(
        (title, tuple(_headline(line, released, known) for line in lines))
        for title, lines in _SUMMARY
    )


def _headline(line: _Line, released: Released, known: dict[str, Baseline]) -> Headline:
    found = next((one for one in released.estimates if one.key == line.key), None)
    rule = next((cell.rule for cell in released.withheld if cell.key == line.key), "")
    published = "; ".join(
        f"{known[name].text} {about}".strip()
        if " " not in about
        else f"{known[name].text} ({about})"
        for name, about in line.published
        if name in known
    )
    if found is None:
        return Headline(
            label=line.label,
            short=line.short,
            own="",
            interval="",
            sessions=0,
            published=published,
            withheld=rule or "not measured",
        )
    ends = ""
    if found.low is not None and found.high is not None:
        ends = interval(found.low, found.high, found.unit, found.sessions)
    return Headline(
        label=line.label,
        short=line.short,
        own=number(found.value, found.unit, found.sessions),
        interval=ends,
        sessions=found.sessions,
        published=published,
        withheld="",
    )
