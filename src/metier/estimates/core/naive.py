"""Estimates from machine values alone, clustered by person.

They answer for the sampling of people and sessions and for nothing else: the
annotator's error is not in the interval, and the method says so.
"""

import numpy as np

from metier.estimates.core.people import Floats, Indices, Spread, ratio_of_sums, sums_by
from metier.estimates.core.results import (
    Counts,
    Result,
    Wald,
    between,
    critical,
    wald,
    wilson,
)

__all__ = [
    "FEW_HITS",
    "acceptable",
    "clustering",
    "compact",
    "mean_of",
    "one_person_spread",
    "quantile_of",
    "share_of",
]

FEW_HITS = 10
"""With fewer hits or fewer misses no Wald interval (methods 1.3)."""


def compact(people: Indices) -> tuple[Indices, int]:
    """Renumber people without gaps, and count them."""
    present = np.bincount(people) > 0
    return (np.cumsum(present) - 1)[people], int(present.sum())


def clustering(people: int, df: float) -> str:
    """Say in words how the interval treats people."""
    if people == 1:
        return (
            "interval over the sessions of one person, and of no use for other people"
        )
    return f"clustered by person, t with {df:.4g} degrees of freedom"


def one_person_spread(values: Floats) -> Spread:
    """Treat sessions as the units, where there is one person."""
    spread = ratio_of_sums(values, np.ones(len(values)))
    # Ratios of sums drop units that are all zero; a session without a hit counts.
    return Spread(
        value=spread.value,
        variance=spread.variance,
        people=len(values),
        influence=spread.influence,
        df=float(len(values) - 1),
    )


def _spread(values: Floats, people: Indices) -> tuple[Spread, int]:
    codes, count = compact(people)
    if count == 1:
        return one_person_spread(values), 1
    return (
        ratio_of_sums(sums_by(codes, values, count), sums_by(codes, None, count)),
        count,
    )


def share_of(values: Floats, people: Indices, *, annotated: bool = True) -> Result:
    """Estimate a share from zeros and ones (or probabilities)."""
    spread, count = _spread(values, people)
    sessions = len(values)
    hits = float(values.sum())
    words = clustering(count, spread.df)
    if min(hits, sessions - hits) < FEW_HITS:
        low, high = wilson(hits, sessions, count, spread.variance)
        return between(
            spread.value,
            (low, high),
            Counts(sessions, count),
            f"share, Wilson interval ({words})",
            annotated=annotated,
        )
    return _wald("share", spread, Counts(sessions, count), annotated=annotated)


def mean_of(values: Floats, people: Indices, *, annotated: bool = True) -> Result:
    """Estimate a mean over sessions."""
    spread, count = _spread(values, people)
    counts = Counts(len(values), count)
    return _wald("mean", spread, counts, annotated=annotated)


def _wald(kind: str, spread: Spread, counts: Counts, *, annotated: bool) -> Result:
    number = Wald(spread.value, spread.variance, spread.df)
    method = f"{kind}, {clustering(counts.people, spread.df)}"
    return wald(number, counts, method, annotated=annotated)


def quantile_of(
    values: Floats, people: Indices, q: float, *, annotated: bool = True
) -> Result:
    """Estimate a quantile; the interval inverts that of the distribution there.

    After Woodruff (1952): the share of sessions up to the quantile has a clustered
    error, and the quantiles at the ends of its interval are the ends of ours.
    """
    value = float(np.quantile(values, q))
    spread, count = _spread((values <= value).astype(np.float64), people)
    ends = None
    if len(values) > 1 and np.isfinite(spread.variance):
        ends = _woodruff(values, q, spread)
    return between(
        value,
        ends,
        Counts(len(values), count),
        f"quantile, interval from the distribution ({clustering(count, spread.df)})",
        annotated=annotated,
    )


def _woodruff(values: Floats, q: float, spread: Spread) -> tuple[float, float]:
    effective = float(len(values))
    if spread.variance > 0:
        effective = min(q * (1 - q) / spread.variance, effective)
    lower, upper = acceptable(q, effective, spread.df)
    # Of few sessions the skewness can move both ends beyond what there is.
    inside = np.clip([lower, upper], 0.0, 1.0)
    ends = np.quantile(values, inside, method="inverted_cdf")
    return float(ends[0]), float(ends[1])


def acceptable(q: float, effective: float, df: float) -> tuple[float, float]:
    """Return between which shares a sample's may lie if the true one is q.

    With the skewness of a binomial (Cornish-Fisher), for quantiles far out.
    """
    t = critical(df)
    half = t * (q * (1 - q) / effective) ** 0.5
    shift = (1 - 2 * q) * (t * t - 1) / (6 * effective)
    return q + shift - half, q + shift + half
