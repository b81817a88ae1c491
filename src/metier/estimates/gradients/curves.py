"""The specification curve: one slope by every defensible way of estimating it.

How far success goes with rated expertise, over annotators, outcomes, views of the
rating, controls and estimators. What matters is not the best of these but their
range, and how many have each sign (methods 3.3).
"""

from collections.abc import Iterator, Mapping
from itertools import product

import msgspec
import numpy as np

from metier.errors import EstimateError
from metier.estimates.cells.asking import Asking, Cell
from metier.estimates.cells.frames import Sessions
from metier.estimates.core.naive import compact
from metier.estimates.core.people import Floats, Indices, sums_by
from metier.estimates.core.results import Result
from metier.estimates.gradients.fitting import coefficient, fitted, words
from metier.estimates.regressions.instruments import instrumented
from metier.estimates.regressions.linear import Fit, joint_cells
from metier.estimates.regressions.logits import logit_effect
from metier.facts import Frame
from metier.records import Estimate, Figure, Panel, Regression, Rule, Where

__all__ = ["CONTROLS", "OUTCOMES", "VIEWS", "Curve", "Specification", "curve"]

OUTCOMES = ("verified_success", "judged_success", "partial_success", "machine_success")
VIEWS = ("expertise", "expertise_first")
"""The rating from all prompts up to the first evidence, and from the first alone."""

CONTROLS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("none", ()),
    ("start", ("month", "agent", "model_tier")),
    ("study-2", ("work_mode", "value_band")),
    ("study-5", ("work_mode", "value_band", "month", "soc_work", "user_kind")),
    ("person", ("person",)),
)
"""By name: none; known at the start; as in Table A1; the person (within person)."""

_GOAL_CLEAR = Where("goal_clear", "is", value=True)

ESTIMATORS = ("linear", "logit", "instrument", "between")


class Specification(msgspec.Struct, frozen=True, kw_only=True):
    """One way of estimating the slope, and what it gave."""

    annotator: str
    outcome: str
    view: str
    controls: str
    estimator: str
    result: Result | None
    rule: Rule | None = None
    """Why there is no number."""

    estimate: Estimate


class Curve(msgspec.Struct, frozen=True, kw_only=True):
    """All specifications, from the lowest slope to the highest."""

    specifications: tuple[Specification, ...]
    estimated: int
    above_zero: float | None
    """Share of the estimated slopes above zero. None where there are none."""

    surely_above: float | None
    """Share whose interval lies above zero."""

    surely_below: float | None


def curve(
    frames: Mapping[str, Frame], *, where: tuple[Where, ...] = (_GOAL_CLEAR,)
) -> Curve:
    """Estimate the slope in every way; `frames` holds one frame an annotator."""
    found = [
        one
        for name, frame in frames.items()
        for one in _of_annotator(name, Sessions(frame), where)
    ]
    found.sort(key=_by_value)
    results = [one.result for one in found if one.result is not None]
    values = np.asarray([one.value for one in results])
    lows = np.asarray([one.low for one in results], dtype=np.float64)
    highs = np.asarray([one.high for one in results], dtype=np.float64)
    return Curve(
        specifications=tuple(found),
        estimated=len(results),
        above_zero=float((values > 0).mean()) if results else None,
        surely_above=float((lows > 0).mean()) if results else None,
        surely_below=float((highs < 0).mean()) if results else None,
    )


def _by_value(one: Specification) -> tuple[bool, float]:
    return one.result is None, one.result.value if one.result else 0.0


def _of_annotator(
    name: str, sessions: Sessions, where: tuple[Where, ...]
) -> Iterator[Specification]:
    for outcome, view, (held, controls), estimator in product(
        OUTCOMES, VIEWS, CONTROLS, ESTIMATORS
    ):
        if not _sensible(view, held, estimator):
            continue
        need = Regression(
            series=f"{name}/{outcome}/{view}",
            of=outcome,
            on=view,
            controls=controls,
            where=where,
        )
        panel = Panel(id=estimator, needs=(need,), mark="dots")
        figure = Figure(
            id="specification-curve",
            exhibit="",
            question="",
            section="checks",
            panels=(panel,),
            caveat="",
        )
        asking = Asking(figure, panel, need, sessions)
        answer = _estimate(asking, estimator)
        cell = Cell(group=held, rows=np.flatnonzero(asking.selection.kept))
        yield Specification(
            annotator=name,
            outcome=outcome,
            view=view,
            controls=held,
            estimator=estimator,
            result=answer if isinstance(answer, Result) else None,
            rule=None if isinstance(answer, Result) else answer,
            estimate=_as_estimate(asking, cell, answer),
        )


def _sensible(view: str, held: str, estimator: str) -> bool:
    # The instrument is the first prompt's rating, so it needs the other as regressor;
    # the logit and the split by person stand beside the plain model only.
    if estimator == "instrument":
        return view == "expertise" and held in {"none", "study-2"}
    return estimator == "linear" or held == "none"


def _as_estimate(asking: Asking, cell: Cell, answer: Result | Rule) -> Estimate:
    cohort = asking.cohort(cell, of="slope")
    if isinstance(answer, Result):
        return asking.estimate(cell, answer, cohort, "slope")
    return asking.nothing(cell, rule=answer, cohort=cohort, statistic="slope")


def _estimate(asking: Asking, estimator: str) -> Result | Rule:
    need = asking.need
    rows = np.flatnonzero(asking.selection.kept)
    outcome = asking.sessions.number(getattr(need, "of", ""))[rows]
    rating = asking.sessions.number(getattr(need, "on", ""))[rows]
    regressors = rating[:, None]
    if estimator == "between" and len(rows):
        # Each person's mean rating in place of the session's own.
        regressors = _person_means(asking, rows, rating)[:, None]
    linear = fitted(asking, rows, outcome, regressors)
    if not isinstance(linear, Fit):
        return linear
    if estimator in {"between", "linear"}:
        kind = "linear probability model"
        if estimator == "between":
            kind = "linear probability model between people"
        return coefficient(linear, 0, words(asking, linear, kind))
    try:
        if estimator == "instrument":
            return _instrument(asking, rows, outcome, rating)
        return logit_effect(
            machine=outcome,
            gold=np.full(len(rows), np.nan),
            checked=np.zeros(len(rows), dtype=np.bool_),
            probability=np.ones(len(rows)),
            person=asking.sessions.people[rows],
            regressors=rating,
        )
    except EstimateError:
        return "too few for an adjusted share"


def _instrument(
    asking: Asking, rows: Indices, outcome: Floats, rating: Floats
) -> Result | Rule:
    first = asking.sessions.number("expertise_first")[rows]
    known = ~np.isnan(first)
    if not known.any():
        return "not measured"
    controls: tuple[str, ...] = getattr(asking.need, "controls", ())
    codes = [asking.sessions.levels(name).codes[rows][known] for name in controls]
    return instrumented(
        outcome=outcome[known],
        regressor=rating[known],
        instrument=first[known],
        person=asking.sessions.people[rows][known],
        fixed_effects=joint_cells(codes, int(known.sum())),
    )


def _person_means(asking: Asking, rows: Indices, rating: Floats) -> Floats:
    people, count = compact(asking.sessions.people[rows])
    means = sums_by(people, rating, count) / sums_by(people, None, count)
    return np.asarray(means[people])
