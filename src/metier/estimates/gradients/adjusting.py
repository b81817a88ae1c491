"""Adjusted shares by the study's formula (study specification, section 4)."""

from collections.abc import Iterator

import numpy as np

from metier.errors import EstimateError
from metier.estimates.cells.asking import Asking
from metier.estimates.core.naive import compact
from metier.estimates.core.people import Floats, Indices
from metier.estimates.core.results import Counts, Result, Wald, wald
from metier.estimates.gradients.fitting import fitted, indicators, present, words
from metier.estimates.gradients.regressing import sizes
from metier.estimates.regressions.linear import Fit, sandwich
from metier.records import Adjusted, Estimate

__all__ = ["adjusted", "adjusted_rates"]


def adjusted_rates(pooled: float, effects: Floats, weights: Floats) -> Floats:
    """Return the pooled share + b_k - the weighted mean of b, for every level.

    `effects` are the coefficients of all levels, 0 for the reference; `weights` the
    parts of the sample at each level.
    """
    return pooled + effects - float(weights @ effects)


def adjusted(asking: Asking, need: Adjusted) -> Iterator[Estimate]:
    """Estimate the adjusted share at each level of `by`."""
    if need.by is None:
        raise EstimateError(
            f"figure {asking.figure.id!r} asks for an adjusted share without `by`: "
            "name the column whose levels are compared."
        )
    rows = np.flatnonzero(asking.selection.kept)
    levels = asking.sessions.levels(need.by)
    names = present(levels, rows)
    outcome = asking.sessions.number(need.of)[rows]
    answer = fitted(asking, rows, outcome, indicators(levels, names, rows))
    results: dict[str, Result] = {}
    if isinstance(answer, Fit):
        codes = np.searchsorted(np.asarray(names), np.asarray(levels.names))
        results = _results(asking, answer, outcome, codes[levels.codes[rows]], names)
    for cell in asking.cells():
        hits = asking.sessions.number(need.of)[cell.rows] > 0
        cohort = asking.cohort(cell, hits=hits, of=f"adjusted {need.of}")
        if cell.group in results:
            yield asking.estimate(cell, results[cell.group], cohort)
        elif isinstance(answer, Fit) or not len(cell.rows):
            yield asking.nothing(cell, cohort=cohort)
        else:
            yield asking.nothing(cell, rule=answer, cohort=cohort)
    if isinstance(answer, Fit):
        yield from sizes(asking, rows, answer)


def _results(
    asking: Asking,
    answer: Fit,
    outcome: Floats,
    codes: Indices,
    names: tuple[str, ...],
) -> dict[str, Result]:
    effects = np.concatenate([[0.0], answer.coefficients])
    weights = np.bincount(codes, minlength=len(effects)) / len(outcome)
    pooled = float(outcome.mean())
    rates = adjusted_rates(pooled, effects, weights)
    # What each session adds to the pooled share and to the weights (delta method).
    around = (outcome - pooled - (effects[codes] - weights @ effects)) / len(outcome)
    rows = np.flatnonzero(asking.selection.kept)
    people, count = compact(asking.sessions.people[rows])
    method = words(asking, answer, "adjusted share: pooled + b - mean of b")
    results = {}
    for level, name in enumerate(names):
        towards = np.eye(len(effects))[level] - weights
        influence = around + answer.influence @ towards[1:]
        variance = float(sandwich(influence[:, None], people, count)[0, 0])
        number = Wald(float(rates[level]), variance, float(answer.df.min()))
        results[name] = wald(number, Counts(answer.sessions, answer.people), method)
    return results
