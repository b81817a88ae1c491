"""What an estimator answers: a number, its interval, and how it came about."""

import math

import msgspec
import numpy as np

from metier.estimates.core.distributions import normal_quantile, t_quantile
from metier.estimates.core.people import Floats

__all__ = [
    "ALPHA",
    "NAIVE",
    "NOT_IN",
    "Counts",
    "Result",
    "Wald",
    "between",
    "critical",
    "not_corrected",
    "wald",
    "why_not",
    "wilson",
]

ALPHA = 0.05
"""Every interval is a 95% interval (methods 10)."""

NOT_IN = (
    "machine values as they are: the interval does not contain the annotator's error"
)
"""What the page looks for, to say it beside the number."""

_WHY = ", since no session was checked by a person"

NAIVE = NOT_IN + _WHY

_ALIKE = 0.1
"""How alike sessions of one person are taken to be where the data cannot say (all
hits or none): the intraclass correlation of a typical share (decision 40)."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """A number with its 95% interval and counts."""

    value: float
    low: float | None
    high: float | None
    standard_error: float | None
    """None where the interval does not come from one (Wilson, Bayes). That of a
    corrected share leans a little to one side (decision 45)."""

    sessions: int
    people: int
    gold: int
    """Sessions checked by a person that entered it."""

    method: str
    """In words: estimator, clustering, and whether label error is in the interval."""

    label_error: bool
    """Whether the interval contains the annotator's error."""


class Counts(msgspec.Struct, frozen=True):
    """How many stand behind a number."""

    sessions: int
    people: int
    gold: int = 0


class Wald(msgspec.Struct, frozen=True):
    """A number with its variance (NaN: not known) and the degrees of its t."""

    value: float
    variance: float
    df: float


def wald(
    number: Wald, counts: Counts, method: str, *, annotated: bool = False
) -> Result:
    """Give a number the interval value ± t * standard error.

    With gold the interval contains label error. `annotated` says that there is
    label error and no gold; the method then says so.
    """
    known = math.isfinite(number.variance)
    error = max(number.variance, 0.0) ** 0.5 if known else None
    half = critical(number.df) * (error or 0.0)
    return Result(
        value=float(number.value),
        low=float(number.value - half) if known else None,
        high=float(number.value + half) if known else None,
        standard_error=None if error is None else float(error),
        sessions=counts.sessions,
        people=counts.people,
        gold=counts.gold,
        method=f"{method}; {NAIVE}" if annotated else method,
        label_error=counts.gold > 0,
    )


def between(
    value: float,
    ends: tuple[float, float] | None,
    counts: Counts,
    method: str,
    *,
    annotated: bool = False,
) -> Result:
    """Give a number an interval that is not value ± t * standard error."""
    return Result(
        value=float(value),
        low=None if ends is None else float(ends[0]),
        high=None if ends is None else float(ends[1]),
        standard_error=None,
        sessions=counts.sessions,
        people=counts.people,
        gold=counts.gold,
        method=f"{method}; {NAIVE}" if annotated else method,
        label_error=counts.gold > 0,
    )


def not_corrected(alone: Result, why: str) -> Result:
    """Say why a number was not corrected though sessions were checked."""
    return msgspec.structs.replace(alone, method=why_not(alone.method, why))


def why_not(method: str, why: str = "checked sessions do not correct it") -> str:
    """Say in a method that sessions were checked, and why they are not in it."""
    return method.replace(_WHY, f", since {why}")


def critical(df: float) -> float:
    """Return the multiplier of a standard error for a 95% interval."""
    return t_quantile(1.0 - ALPHA / 2.0, round(max(df, 1.0), 2))


def wilson(
    hits: float,
    sessions: float,
    people: int,
    variance: float,
    weight: Floats | None = None,
) -> tuple[float, float]:
    """Interval of a share with few hits or few misses, from people and sessions.

    The number of sessions is divided by the design effect that the variance
    between people shows, and by the square of t over z for few people (after Korn
    and Graubard). `weight` is that of unequally likely sessions.
    """
    share = min(max(hits / sessions, 0.0), 1.0)
    binomial = share * (1.0 - share) / sessions
    uneven = 1.0
    if weight is not None and len(weight):
        uneven = len(weight) * float(np.square(weight).sum() / weight.sum() ** 2)
    biggest = (max(sessions / people, 1.0) if people > 1 else 1.0) * uneven
    if binomial > 0 and math.isfinite(variance) and (people > 1 or weight is not None):
        design = min(max(variance / binomial, 1.0), biggest)
    else:
        design = uneven * (1.0 + (biggest / uneven - 1.0) * _ALIKE)
    z = normal_quantile(1.0 - ALPHA / 2.0)
    t = critical(people - 1.0 if people > 1 else sessions - 1.0)
    usual = critical(sessions - 1.0)
    effective = sessions / design * (usual / t) ** 2
    centre = (share + z * z / (2 * effective)) / (1 + z * z / effective)
    half = (
        z
        / (1 + z * z / effective)
        * math.sqrt(share * (1 - share) / effective + z * z / (4 * effective**2))
    )
    low = 0.0 if share <= 0.0 else max(centre - half, 0.0)
    high = 1.0 if share >= 1.0 else min(centre + half, 1.0)
    return low, high
