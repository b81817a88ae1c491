"""The problems to solve: for each model its target, its rows and its view."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from training.gold import Coded, folds_of
from training.nested import Problem
from training.specs import BESIDE, SPECS

from metier.annotators.offline import seen_by

__all__ = ["FOLDS", "REFERENCE_OF", "problem", "shares"]

FOLDS = 7
REFERENCE_OF = {
    "expertise": "expertise_words",
    "expertise_typed": "expertise_words",
    "expertise_prompt_only": "expertise_words",
}
"""Labels trained on, where they are not the facet's own: the words-only rating."""

JUDGED_BY = dict.fromkeys(REFERENCE_OF, "expertise")
"""Labels that cuts and choices are judged by, where they are others than those.

The order of the sessions is learned from words alone; how many get each level is
set by the full rating, which is what the answers are compared with.
"""

VIEW_OF = {"expertise_prompt_only": "expertise_first"}
POSED = SPECS | BESIDE
INTERMEDIATE = 2
"""Place of level 3, which rule 2 gives to what was drafted elsewhere."""


def problem(name: str, rows: list[Coded], folds: list[int] | None = None) -> Problem:
    """Set one problem up, over the usual folds or others."""
    target, usable = TARGETS.get(name, _levels)(name, rows)
    against, judged = target, usable
    if name in JUDGED_BY:
        against, judged = _levels(name, rows, JUDGED_BY[name])
    fixed = _fixed(name, rows)
    return Problem(
        name=name,
        specs=POSED[name],
        views=[seen_by(VIEW_OF.get(name, name), row.seen) for row in rows],
        target=target,
        against=against,
        weight=np.array([row.weight for row in rows]),
        fold=np.array(folds or folds_of(rows, FOLDS)),
        group=[row.group for row in rows],
        usable=usable & (fixed < 0),
        judged=judged,
        fixed=fixed,
    )


Target = tuple[NDArray[np.float64], NDArray[np.bool_]]


def _levels(name: str, rows: list[Coded], label: str | None = None) -> Target:
    levels = POSED[name][0].levels
    label = label or REFERENCE_OF.get(name, name)
    given = [str(row.labels.get(label)) for row in rows]
    usable = np.array([level in levels for level in given])
    if name == "outcome":
        usable &= np.array([row.attempted for row in rows])
    places = [levels.index(level) if level in levels else 0 for level in given]
    return np.array(places, dtype=np.float64), usable


def shares(kind: str, rows: list[Coded]) -> Target:
    """Give the person's share of the decisions of a kind."""
    user, agent = _counts(kind, rows)
    total = user + agent
    return np.where(total > 0, user / np.maximum(total, 1.0), 0.0), total > 0


def _counts(
    kind: str, rows: list[Coded]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    user = np.array([float(row.labels[f"{kind}_user"] or 0) for row in rows])
    agent = np.array([float(row.labels[f"{kind}_agent"] or 0) for row in rows])
    return user, agent


def _share(name: str, rows: list[Coded]) -> Target:
    return shares(name.partition("_")[0], rows)


def _total(name: str, rows: list[Coded]) -> Target:
    user, agent = _counts(name.partition("_")[0], rows)
    return np.log1p(user + agent), np.ones(len(rows), dtype=bool)


def _log_count(name: str, rows: list[Coded]) -> Target:
    made = np.array([float(row.labels[name] or 0) for row in rows])
    return np.log1p(made), np.ones(len(rows), dtype=bool)


def _log_value(name: str, rows: list[Coded]) -> Target:
    usd = np.array([float(row.labels[name] or 10) for row in rows])
    return np.log(usd), np.array([row.attempted for row in rows])


TARGETS: dict[str, Callable[[str, list[Coded]], Target]] = {
    "plan_share": _share,
    "exec_share": _share,
    "plan_total": _total,
    "plan_user": _log_count,
    "plan_agent": _log_count,
    "exec_user": _log_count,
    "exec_agent": _log_count,
    "exec_total": _total,
    "value_usd": _log_value,
}


def _fixed(name: str, rows: list[Coded]) -> NDArray[np.int_]:
    """Settle by rule what a rule settles when the annotator answers."""
    fixed = np.full(len(rows), -1)
    for index, row in enumerate(rows):
        if name in {"expertise", "expertise_typed"}:
            prefix = "w" if name == "expertise" else "t"
            view = seen_by(name, row.seen)
            if not view[f"{prefix}_inputs"]:
                fixed[index] = INTERMEDIATE
        elif name in {"expertise_first", "expertise_prompt_only"} and (
            row.seen.first["f_handed_plan"] or row.seen.first["f_none"]
        ):
            fixed[index] = INTERMEDIATE
    return fixed
