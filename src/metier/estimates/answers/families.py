"""Many comparisons in one figure: p values adjusted so that few are false.

Benjamini and Hochberg, within the slopes and differences of one figure
(methods 3.3). A share by itself is no comparison and has no p value.
"""

from collections.abc import Iterable, Iterator

import msgspec
import numpy as np

from metier.estimates.core.distributions import t_cdf
from metier.estimates.core.people import Floats
from metier.records import Estimate

__all__ = ["P_ADJUSTED", "benjamini_hochberg", "with_adjusted_p"]

P_ADJUSTED = "p_adjusted"
"""Statistic under which the adjusted p value of a slope comes back."""


def benjamini_hochberg(p_values: Iterable[float]) -> Floats:
    """Return adjusted p values: reject those below q, and q of them are false."""
    p = np.asarray(list(p_values), dtype=np.float64)
    if not len(p):
        return p
    order = np.argsort(p)
    ranked = p[order] * len(p) / np.arange(1, len(p) + 1)
    smallest = np.minimum.accumulate(ranked[::-1])[::-1]
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(smallest, 1.0)
    return adjusted


def with_adjusted_p(estimates: tuple[Estimate, ...]) -> Iterator[Estimate]:
    """Give the slopes of one figure their adjusted p values, as further estimates."""
    yield from estimates
    tested = [one for one in estimates if _is_comparison(one) and _p(one)]
    adjusted = benjamini_hochberg(_p(one) or 1.0 for one in tested)
    for one, p in zip(tested, adjusted.tolist(), strict=True):
        yield msgspec.structs.replace(
            one,
            key=msgspec.structs.replace(one.key, statistic=P_ADJUSTED),
            unit="number",
            value=p,
            low=None,
            high=None,
            standard_error=None,
            method=(
                f"p value of no difference, adjusted for {len(tested)} comparisons of "
                "this figure (Benjamini-Hochberg)"
            ),
        )


def _is_comparison(estimate: Estimate) -> bool:
    compares = estimate.cohort.measure.startswith(("slope of ", "difference of "))
    return compares and estimate.key.statistic in {"slope", "value"}


def _p(estimate: Estimate) -> float | None:
    value, error = estimate.value, estimate.standard_error
    if value is None or not error:
        return None
    df = max(estimate.cohort.people - 1.0, 1.0)
    return max(2.0 * (1.0 - t_cdf(abs(value / error), df)), 1e-300)
