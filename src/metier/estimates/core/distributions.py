"""Quantiles of the normal and of Student's t, and the distribution of the beta.

scipy is no run-time dependency (decision 2): these few functions are all that the
estimators need of it, and the tests hold them against it.
"""

import math
from functools import cache
from statistics import NormalDist

__all__ = ["beta_cdf", "normal_quantile", "t_cdf", "t_quantile"]

_STANDARD = NormalDist()
_TINY = 1e-300
_PRECISION = 1e-14
_STEPS = 400
_LARGE_DF = 1e6
"""Beyond this the t is the normal to five digits."""


def normal_quantile(probability: float) -> float:
    """Return the point below which the standard normal has this probability."""
    return _STANDARD.inv_cdf(probability)


def beta_cdf(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b)."""
    if x <= 0.0:
        return 0.0
    if x >= 1.0:
        return 1.0
    front = math.exp(
        math.lgamma(a + b)
        - math.lgamma(a)
        - math.lgamma(b)
        + a * math.log(x)
        + b * math.log1p(-x)
    )
    if x < (a + 1.0) / (a + b + 2.0):
        return front * _continued_fraction(x, a, b) / a
    return 1.0 - front * _continued_fraction(1.0 - x, b, a) / b


def _continued_fraction(x: float, a: float, b: float) -> float:
    # Lentz's method (Numerical Recipes, 6.4).
    c = 1.0
    d = 1.0 / _away_from_zero(1.0 - (a + b) * x / (a + 1.0))
    h = d
    for m in range(1, _STEPS):
        even = m * (b - m) * x / ((a + 2 * m - 1.0) * (a + 2 * m))
        d = 1.0 / _away_from_zero(1.0 + even * d)
        c = _away_from_zero(1.0 + even / c)
        h *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1.0))
        d = 1.0 / _away_from_zero(1.0 + odd * d)
        c = _away_from_zero(1.0 + odd / c)
        step = d * c
        h *= step
        if abs(step - 1.0) < _PRECISION:
            break
    return h


def _away_from_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY


def t_cdf(t: float, df: float) -> float:
    """Return the probability that Student's t with `df` lies below `t`."""
    tail = 0.5 * beta_cdf(df / (df + t * t), df / 2.0, 0.5)
    return 1.0 - tail if t > 0 else tail


@cache
def t_quantile(probability: float, df: float) -> float:
    """Return the point below which Student's t with `df` has this probability."""
    if df >= _LARGE_DF:
        return normal_quantile(probability)
    upper_half = 0.5
    if probability < upper_half:
        return -t_quantile(1.0 - probability, df)
    low, high = 0.0, 1.0
    while t_cdf(high, df) < probability:
        high *= 2.0
    for _ in range(_STEPS):
        middle = 0.5 * (low + high)
        if t_cdf(middle, df) < probability:
            low = middle
        else:
            high = middle
        if high - low <= _PRECISION * high:
            break
    return 0.5 * (low + high)
