"""Which sessions answer a need, and why the others do not: a closed set of reasons."""

import msgspec
import numpy as np

from metier.estimates.cells.frames import Sessions
from metier.estimates.core.people import Flags
from metier.records import Exclusion, Where

__all__ = ["FACETS_OF", "REASON_OF", "Selection", "rests_on", "select"]

_OUTCOME = (
    "outcome",
    "goal_clear",
    "judged_success",
    "partial_success",
    "judged_failure",
    "verified_success",
    "verified_failure",
    "abandoned",
    "abandoned_artefacts",
    "machine_success",
    "affirmed_success",
    "path",
)
_DECISIONS = (
    "plan_decisions",
    "exec_decisions",
    "plan_agent_share",
    "exec_agent_share",
    "all_agent_share",
)

REASON_OF = {
    **dict.fromkeys(_OUTCOME, "outcome unclear"),
    **dict.fromkeys(_DECISIONS, "no decisions of that kind"),
    **dict.fromkeys(
        (
            "expertise",
            "expertise_level",
            "expertise_band",
            "expertise_first",
            "expertise_typed",
        ),
        "expertise unclear",
    ),
    **dict.fromkeys(("soc_user", "soc_user_known", "user_kind"), "occupation unclear"),
    **dict.fromkeys(("value_usd", "value_band"), "value unclear"),
    **dict.fromkeys(("work_mode", "mode_group"), "work mode unclear"),
    "codebase": "codebase unclear",
    "soc_work": "kind of work unclear",
    **dict.fromkeys(
        ("success_signal", "success_signal_level"), "success signal unclear"
    ),
    **dict.fromkeys(
        ("failure_signal", "failure_signal_level", "trouble"), "failure signal unclear"
    ),
    "attempted": "not attempted",
}
"""Why a session without this column is left out; else `the log does not say`."""

_OF_OUTCOME = frozenset(_OUTCOME)

_FAILS_MEANS = {
    "attempted": "not attempted",
    "goal_clear": "no clear goal",
    "soc_user_known": "occupation unclear",
    "user_kind": "occupation unclear",
}
"""Conditions that leave out rather than choose: a session that is known to fail
them is counted too."""

FACETS_OF: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("outcome", "goal_clear", "judged_success", "partial_success"), ("outcome",)
    ),
    "judged_failure": ("outcome",),
    "verified_success": ("outcome", "success_signal"),
    "verified_failure": ("outcome", "failure_signal"),
    "abandoned": ("outcome",),
    "abandoned_artefacts": ("outcome", "work_mode"),
    "machine_success": ("outcome",),
    "affirmed_success": ("outcome",),
    "trouble": ("failure_signal",),
    "success_signal": ("success_signal",),
    "success_signal_level": ("success_signal",),
    "failure_signal": ("failure_signal",),
    "failure_signal_level": ("failure_signal",),
    "work_mode": ("work_mode",),
    "mode_group": ("work_mode",),
    "codebase": ("codebase",),
    "expertise": ("expertise",),
    "expertise_level": ("expertise",),
    "expertise_band": ("expertise",),
    "path": ("failure_signal", "outcome"),
    "evidence_class": ("outcome",),
    "expertise_first": ("expertise_first",),
    "expertise_typed": ("expertise_typed",),
    **dict.fromkeys(("soc_user", "soc_user_known", "user_kind"), ("soc_user",)),
    "soc_work": ("soc_work",),
    **dict.fromkeys(("value_usd", "value_band"), ("value_usd",)),
    **dict.fromkeys(
        ("plan_decisions", "plan_agent_share"), ("plan_user", "plan_agent")
    ),
    **dict.fromkeys(
        ("exec_decisions", "exec_agent_share"), ("exec_user", "exec_agent")
    ),
    "all_agent_share": ("plan_user", "plan_agent", "exec_user", "exec_agent"),
}
"""Facets whose annotations a column is made of. Columns of the log have none."""


def rests_on(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Name the facets behind these columns, each once, in order."""
    facets = (facet for name in columns for facet in FACETS_OF.get(name, ()))
    return tuple(dict.fromkeys(facets))


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """The sessions that answer a need, and those left out by reason."""

    kept: Flags
    unclear: Flags
    """Left out only because the annotator could not say what is asked."""

    excluded: tuple[Exclusion, ...]


def select(
    sessions: Sessions, columns: tuple[str, ...], where: tuple[Where, ...]
) -> Selection:
    """Keep sessions that meet every condition and know every column.

    The last column is what is asked; a session that only lacks that is unclear.
    """
    kept = np.ones(len(sessions), dtype=bool)
    lost: dict[str, Flags] = {}
    for condition in where:
        known = sessions.known(condition.column)
        met = sessions.met(condition)
        _note(lost, sessions, kept & ~known, condition.column)
        failing = _FAILS_MEANS.get(condition.column)
        if failing is not None and _leaves_out(condition):
            _add(lost, failing, kept & known & ~met)
        kept &= met
    for column in columns:
        known = sessions.known(column)
        _note(lost, sessions, kept & ~known, column)
        kept &= known
    excluded = tuple(
        Exclusion(reason=reason, sessions=int(rows.sum()))
        for reason, rows in lost.items()
        if rows.any()
    )
    asked = REASON_OF.get(columns[-1], "") if columns else ""
    unclear = np.zeros(len(sessions), dtype=bool)
    if asked.endswith("unclear"):
        unclear = lost.get(asked, unclear)
    return Selection(kept=kept, unclear=unclear, excluded=excluded)


def _leaves_out(condition: Where) -> bool:
    # `user_kind is software` chooses; `user_kind is_not unclear` leaves out.
    return condition.column != "user_kind" or condition.test == "is_not"


def _note(lost: dict[str, Flags], sessions: Sessions, rows: Flags, column: str) -> None:
    if not rows.any():
        return
    idle = rows & (sessions.number("attempted") == 0)
    rows = rows & ~idle
    aimless = np.zeros_like(rows)
    if column in _OF_OUTCOME and column != "outcome":
        aimless = rows & (sessions.number("goal_clear") == 0)
    _add(lost, "not attempted", idle)
    _add(lost, "no clear goal", aimless)
    _add(lost, REASON_OF.get(column, "the log does not say"), rows & ~aimless)


def _add(lost: dict[str, Flags], reason: str, rows: Flags) -> None:
    lost[reason] = lost[reason] | rows if reason in lost else rows
