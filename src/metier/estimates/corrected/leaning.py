"""What rare errors of the machine, not seen yet, could do to a share.

Where the machine said no and a person checked sixty of these, one or two misses, or
none, tell little about how many there are; and each may stand for many sessions. So
a third of a yes and a third of a no are added to what was seen on either side of the
machine's answer: the interval leans to where unseen errors would move the share, and
widens (decision 45).
"""

import msgspec
import numpy as np

from metier.estimates.core.people import Floats
from metier.estimates.core.results import Result, critical
from metier.estimates.core.samples import Sample

__all__ = ["Leaning", "is_binary", "leaning", "leaning_of_rate", "leaning_result"]

PSEUDO = 1.0 / 3.0
"""Sessions added of each answer: Kerman's neutral prior."""

_HALF = 0.5


class Leaning(msgspec.Struct, frozen=True):
    """By how much an interval moves, and what is added to its variance."""

    shift: float
    variance: float


def leaning(sample: Sample) -> Leaning:
    """Add what is not seen yet on either side of the machine's answer."""
    if not is_binary(sample):
        return Leaning(0.0, 0.0)
    shift = variance = 0.0
    said = sample.machine > _HALF
    for side in (said, ~said):
        seen = side & sample.checked
        weight = sample.weight[seen]
        part = float(side.mean())
        if not len(weight) or part == 0:
            continue
        # Unequal weights are worth fewer sessions.
        size = float(weight.sum() ** 2 / np.square(weight).sum())
        rate = float(weight @ sample.gold[seen] / weight.sum())
        added = (rate * size + PSEUDO) / (size + 2 * PSEUDO)
        gap = added * (1 - added) - rate * (1 - rate)
        shift += part * (added - rate)
        variance += part**2 * max(gap, 0.0) / size
    return Leaning(shift, variance)


def leaning_of_rate(top: Sample, below: Sample, rate: float) -> Leaning:
    """Add what is not seen yet to a rate, on each side of both machine's answers.

    A session counts 1 - rate for a hit, -rate for a member that is none, 0 outside.
    """
    counts = (1.0 - rate, -rate, 0.0)
    size = float((below.machine > _HALF).mean()) or 1.0
    shift = variance = 0.0
    for said_in, said_hit in ((False, False), (True, False), (True, True)):
        side = (below.machine > _HALF) == said_in
        side &= (top.machine > _HALF) == said_hit
        seen = side & top.checked
        weight = top.weight[seen]
        part = float(side.mean())
        if not len(weight) or part == 0:
            continue
        effective = float(weight.sum() ** 2 / np.square(weight).sum())
        value = top.gold[seen] - rate * below.gold[seen]
        mean, square = _moments(weight / weight.sum(), value)
        all_ = effective + len(counts) * PSEUDO
        new_mean = (effective * mean + PSEUDO * sum(counts)) / all_
        new_square = (effective * square + PSEUDO * sum(c * c for c in counts)) / all_
        gap = (new_square - new_mean**2) - (square - mean**2)
        shift += part * (new_mean - mean) / size
        variance += (part / size) ** 2 * max(gap, 0.0) / effective
    return Leaning(shift, variance)


def _moments(weight: Floats, value: Floats) -> tuple[float, float]:
    return float(weight @ value), float(weight @ value**2)


def is_binary(sample: Sample) -> bool:
    """Say whether machine and gold hold zeros and ones alone."""
    values = np.concatenate([sample.machine, sample.gold[sample.checked]])
    return bool(np.isin(values, (0, 1)).all())


def leaning_result(result: Result, more: Leaning, df: float) -> Result:
    """Move and widen the interval of a corrected share or difference."""
    if result.standard_error is None:
        return result
    wider = float((result.standard_error**2 + more.variance) ** 0.5)
    half = critical(df) * wider
    return msgspec.structs.replace(
        result,
        low=min(result.value, result.value + more.shift - half),
        high=max(result.value, result.value + more.shift + half),
        standard_error=wider,
    )
