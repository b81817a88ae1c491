"""The derived measures of the study's Table 2: from annotations to flags.

`derive` takes the annotation columns of the analysis frame and gives the columns
that follow from them by rule (study specification, 2.12). NaN and None stay what
they are: the annotator abstained, the log does not say, or the rule does not apply.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from metier.estimates.core.people import Floats

__all__ = ["MODE_GROUPS", "SOFTWARE_GROUP", "VALUE_BANDS", "derive"]

Texts = NDArray[np.object_]
Flags = NDArray[np.bool_]

MODE_GROUPS = {
    "build": "code",
    "fix": "code",
    "test": "code",
    "orchestrate": "code",
    "operate": "operate",
    "plan": "plan_explore",
    "understand": "plan_explore",
    "analyze": "analysis_prose",
    "communicate": "analysis_prose",
}
"""The study's groups of work modes (2.1)."""

VALUE_BANDS = (
    (200.0, "10-200"),
    (1_000.0, "200-1000"),
    (5_000.0, "1000-5000"),
    (np.inf, "5000-50000"),
)
"""The four price tiers; a band holds what is below its upper edge."""

SOFTWARE_GROUP = "15"
"""SOC-2018 major group Computer and Mathematical."""

_VERIFIED = 4.0
_TROUBLE = 3.0


def derive(
    columns: Mapping[str, NDArray[np.generic]],
) -> dict[str, NDArray[np.generic]]:
    """Return every measure that follows from the columns given.

    Reads, as far as they are there: `attempted`, `outcome`, `success_signal`,
    `failure_signal`, `lines_added`, `soc_user`, `work_mode`, `value_usd`,
    `expertise`; the decision counts `plan_user`, `plan_agent`, `exec_user`,
    `exec_agent`; and `hard_evidence`, `affirmed` and `left_artefact` (flags: machine
    evidence of success in the ledger; the person said so; lines, a plan, anything
    that passed, or an answer where the work is one); `person` and `started`, by
    which a session knows the one before it. A column that is missing is
    read as unknown for every session.
    """
    source = _Source(columns)
    lines = source.number("lines_added")
    outcomes = _outcomes(source)
    return {
        **outcomes,
        "path": _paths(outcomes),
        "previous_success": _previous(source, outcomes["judged_success"]),
        "evidence_class": _evidence_classes(source, outcomes),
        **_decisions(source),
        **_texts(source),
        "wrote_code": _flag(lines >= 1, lines),
    }


class _Source:
    def __init__(self, columns: Mapping[str, NDArray[np.generic]]) -> None:
        self._columns = columns
        self.length = len(next(iter(columns.values()))) if columns else 0

    def number(self, name: str) -> Floats:
        if name not in self._columns:
            return np.full(self.length, np.nan)
        return np.asarray(self._columns[name], dtype=np.float64)

    def text(self, name: str) -> Texts:
        if name not in self._columns:
            return np.full(self.length, None, dtype=object)
        return np.asarray(self._columns[name], dtype=object)


def _flag(holds: Flags, known_where: Floats) -> Floats:
    return np.where(np.isnan(known_where), np.nan, holds.astype(np.float64))


def _outcomes(source: _Source) -> dict[str, Floats]:
    outcome = source.text("outcome")
    attempted = source.number("attempted") != 0
    known = attempted & np.asarray([level is not None for level in outcome], dtype=bool)
    goal = np.where(known, (outcome != "no_goal").astype(np.float64), np.nan)
    clear = np.where(goal == 1, 1.0, np.nan)
    succeeded = np.where(goal == 1, (outcome == "succeeded").astype(float), np.nan)
    partial = np.where(
        goal == 1, np.isin(outcome.astype(str), ("succeeded", "partial")), np.nan
    )
    failed = 1.0 - partial
    success = source.number("success_signal")
    failure = source.number("failure_signal")
    lines = source.number("lines_added")
    return {
        "goal_clear": goal,
        "judged_success": succeeded,
        "partial_success": partial,
        "verified_success": _both(succeeded, _flag(success >= _VERIFIED, success)),
        "judged_failure": failed,
        "verified_failure": _both(failed, _flag(failure >= _VERIFIED, failure)),
        "trouble": np.where(attempted, _flag(failure >= _TROUBLE, failure), np.nan),
        "abandoned": _both(failed, _flag(lines == 0, lines)),
        "abandoned_artefacts": _both(failed, 1.0 - source.number("left_artefact")),
        "machine_success": _both(succeeded, source.number("hard_evidence")),
        "affirmed_success": clear
        * _both(
            _both(succeeded, source.number("affirmed")),
            1.0 - source.number("hard_evidence"),
        ),
    }


def _previous(source: _Source, success: Floats) -> Floats:
    """Return how the same person's session before this one ended; NaN for the first."""
    started, people = source.number("started"), source.text("person")
    known = np.flatnonzero(~np.isnan(started))
    order = known[np.lexsort((started[known], people[known].astype(str)))]
    before = np.full(source.length, np.nan)
    same = people[order[1:]] == people[order[:-1]]
    before[order[1:][same]] = success[order[:-1][same]]
    return before


def _paths(outcomes: dict[str, Floats]) -> Texts:
    """Name the way from trouble to the end; None where any part is unknown."""
    failed, partial = outcomes["judged_failure"], outcomes["partial_success"]
    succeeded, trouble = outcomes["judged_success"], outcomes["trouble"]
    abandoned = outcomes["abandoned"]
    paths = np.full(len(failed), None, dtype=object)
    for name, start in (("smooth", trouble == 0), ("trouble", trouble == 1)):
        paths[start & (succeeded == 1)] = f"{name}_success"
        paths[start & (succeeded == 0) & (partial == 1)] = f"{name}_partial"
    paths[(trouble == 0) & (failed == 1)] = "smooth_failed"
    # Where the log does not say how many lines, the end is a failure all the same.
    paths[(trouble == 1) & (failed == 1)] = "trouble_failed"
    paths[(trouble == 1) & (abandoned == 1)] = "trouble_abandoned"
    return paths


def _evidence_classes(source: _Source, outcomes: dict[str, Floats]) -> Texts:
    """Say what stands behind a success; None for what was not attempted."""
    classes = np.full(source.length, "cannot_tell", dtype=object)
    classes[outcomes["judged_success"] == 0] = "not_succeeded"
    classes[outcomes["judged_success"] == 1] = "judged"
    classes[outcomes["affirmed_success"] == 1] = "affirmed"
    classes[outcomes["machine_success"] == 1] = "machine"
    classes[source.number("attempted") == 0] = None
    return classes


def _both(first: Floats, second: Floats) -> Floats:
    # False with anything is false where the rule applies; true with unknown, unknown.
    both = np.where(first == 0, 0.0, first * second)
    false = (second == 0) & ~np.isnan(first)
    return np.asarray(np.where(false, 0.0, both), dtype=np.float64)


def _decisions(source: _Source) -> dict[str, NDArray[np.generic]]:
    plan_user, plan_agent = source.number("plan_user"), source.number("plan_agent")
    exec_user, exec_agent = source.number("exec_user"), source.number("exec_agent")
    plan, execution = plan_user + plan_agent, exec_user + exec_agent
    return {
        "plan_decisions": plan,
        "exec_decisions": execution,
        "plan_agent_share": _part(plan_agent, plan),
        "exec_agent_share": _part(exec_agent, execution),
        "all_agent_share": _part(plan_agent + exec_agent, plan + execution),
    }


def _part(some: Floats, whole: Floats) -> Floats:
    # No decision of a kind has no share (decision 42).
    share = np.full(len(some), np.nan)
    np.divide(some, whole, out=share, where=whole > 0)
    return share


def _texts(source: _Source) -> dict[str, NDArray[np.generic]]:
    mode, soc = source.text("work_mode"), source.text("soc_user")
    value = source.number("value_usd")
    group = np.asarray([MODE_GROUPS.get(level) for level in mode], dtype=object)
    kind = np.where(soc == SOFTWARE_GROUP, "software", "other").astype(object)
    unclear = np.asarray([level in (None, "0", "unclear") for level in soc], dtype=bool)
    kind[unclear] = "unclear"
    band = np.full(source.length, None, dtype=object)
    for upper, name in reversed(VALUE_BANDS):
        band[value < upper] = name
    return {
        "mode_group": group,
        "user_kind": kind,
        "expertise_band": _bands(source.number("expertise")),
        "soc_user_known": (~unclear).astype(np.float64),
        "value_band": band,
        **{
            f"{name}_level": _as_levels(source.number(name))
            for name in ("expertise", "success_signal", "failure_signal")
        },
    }


def _as_levels(numbers: Floats) -> Texts:
    levels = np.full(len(numbers), None, dtype=object)
    for number in np.unique(numbers[~np.isnan(numbers)]):
        levels[numbers == number] = f"{number:g}"
    return levels


def _bands(expertise: Floats) -> Texts:
    # Three bands for display, five levels for regressions (methods 10).
    bands = np.full(len(expertise), None, dtype=object)
    for upper, name in ((5, "high"), (3, "middle"), (2, "low")):
        bands[expertise <= upper] = name
    return bands
