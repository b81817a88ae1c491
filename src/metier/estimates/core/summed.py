"""Shares and means from sums by person: what the sessions themselves would give.

For at least two people; of one person the sums say nothing of how sessions differ.
"""

import numpy as np

from metier.errors import EstimateError
from metier.estimates.core.naive import FEW_HITS, clustering
from metier.estimates.core.people import Floats, Spread, ratio_of_sums
from metier.estimates.core.results import NAIVE, Result, critical, wilson
from metier.estimates.core.scales import exponentiated

__all__ = ["geometric_of_sums", "mean_of_sums", "share_of_sums"]


def _spread(sums: Floats, sessions: Floats) -> Spread:
    if len(sums) < 2:  # noqa: PLR2004  (two people)
        raise EstimateError(
            "sums of one person say nothing of how that person's sessions differ; "
            "estimate from the sessions themselves."
        )
    return ratio_of_sums(
        np.asarray(sums, dtype=np.float64), np.asarray(sessions, dtype=np.float64)
    )


def _result(kind: str, spread: Spread, sessions: Floats, *, annotated: bool) -> Result:
    error = float(spread.variance**0.5)
    half = critical(spread.df) * error
    method = f"{kind} ({clustering(spread.people, spread.df)})"
    return Result(
        value=spread.value,
        low=spread.value - half,
        high=spread.value + half,
        standard_error=error,
        sessions=int(sessions.sum()),
        people=spread.people,
        gold=0,
        method=f"{method}; {NAIVE}" if annotated else method,
        label_error=False,
    )


def share_of_sums(hits: Floats, sessions: Floats, *, annotated: bool = True) -> Result:
    """Estimate a share from hits and sessions, one of each a person."""
    spread = _spread(hits, sessions)
    total, count = float(hits.sum()), float(sessions.sum())
    result = _result("share", spread, sessions, annotated=annotated)
    if min(total, count - total) >= FEW_HITS:
        return result
    low, high = wilson(total, count, spread.people, spread.variance)
    return Result(
        value=result.value,
        low=low,
        high=high,
        standard_error=None,
        sessions=result.sessions,
        people=result.people,
        gold=0,
        method=result.method.replace("share", "share, Wilson interval", 1),
        label_error=False,
    )


def mean_of_sums(sums: Floats, sessions: Floats, *, annotated: bool = True) -> Result:
    """Estimate a mean from sums and sessions, one of each a person."""
    return _result("mean", _spread(sums, sessions), sessions, annotated=annotated)


def geometric_of_sums(
    logs: Floats, sessions: Floats, *, annotated: bool = True
) -> Result:
    """Estimate a geometric mean from sums of logarithms."""
    result = mean_of_sums(logs, sessions, annotated=annotated)
    return exponentiated(result, "geometric mean, from ")
