"""How much is still there after so long: Kaplan and Meier, clustered by person."""

import msgspec
import numpy as np
from numpy.typing import ArrayLike

from metier.errors import EstimateError
from metier.estimates.core.naive import clustering
from metier.estimates.core.people import (
    Flags,
    Floats,
    degrees_of_freedom,
    factorise,
    sums_by,
)
from metier.estimates.core.results import Counts, Result, between, critical
from metier.estimates.core.samples import People, flags, numbers, same_length

__all__ = ["kaplan_meier"]


def kaplan_meier(
    *,
    duration: ArrayLike,
    ended: ArrayLike,
    person: People,
    at: float,
    weight: ArrayLike | None = None,
) -> Result:
    """Estimate the share that lasts longer than `at`.

    `duration` is how long each unit (a session's line, a commit) was followed,
    `ended` whether it then ended or was merely no longer followed, `weight` how many
    lines it stands for. The interval is made on the log-log scale.
    """
    time, over = numbers(duration, "duration"), flags(ended, "ended")
    codes, found = factorise(person)
    size = np.ones(len(time)) if weight is None else numbers(weight, "weight")
    same_length(duration=time, ended=over, person=codes, weight=size)
    if not len(time):
        raise EstimateError("nothing was followed: there is no survival to estimate.")
    if (time < 0).any() or (size < 0).any():
        raise EstimateError("durations and weights cannot be below zero.")
    share, influence = _curve(time, over, size, at)
    units, count = codes, len(found)
    if count == 1:
        units, count = np.arange(len(time)), len(time)
    df = degrees_of_freedom(sums_by(units, size, count))
    sums = sums_by(units, influence, count)
    error = float((np.square(sums).sum() * (df + 1) / max(df, 1.0)) ** 0.5)
    low, high = _interval(share, error, critical(df))
    method = f"Kaplan-Meier at {at:g}, {clustering(len(found), df)}"
    result = between(share, (low, high), Counts(len(time), len(found)), method)
    return msgspec.structs.replace(result, standard_error=error)


def _curve(time: Floats, over: Flags, size: Floats, at: float) -> tuple[float, Floats]:
    ends = np.unique(time[over & (time <= at) & (size > 0)])
    order = np.argsort(time)
    behind = np.concatenate([[0.0], np.cumsum(size[order])])
    at_risk = size.sum() - behind[np.searchsorted(time[order], ends, side="left")]
    place = np.searchsorted(ends, time)
    ending = over & (time <= at)
    died = np.bincount(place[ending], weights=size[ending], minlength=len(ends) + 1)[
        : len(ends)
    ]
    share = float(np.prod(1.0 - died / at_risk)) if len(ends) else 1.0
    # Influence of each unit on the log of the curve (delta method).
    left = np.maximum(at_risk - died, 1e-300)
    hazard = np.concatenate([[0.0], np.cumsum(died / (at_risk * left))])
    seen = hazard[np.searchsorted(ends, time, side="right")]
    own = np.zeros(len(time))
    own[ending] = 1.0 / left[place[ending]]
    return share, size * share * (seen - own)


def _interval(share: float, error: float, t: float) -> tuple[float, float]:
    if not 0.0 < share < 1.0 or error <= 0:
        return share, share
    log = np.log(share)
    half = t * error / abs(share * log)
    ends = np.exp(log * np.exp([half, -half]))
    return float(ends[0]), float(ends[1])
