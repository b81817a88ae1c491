"""What rare errors of the machine, not seen yet, could do to a share.

Where the machine said no and a person checked sixty of these, one or two misses, or
none, tell little about how many there are; and each may stand for many sessions. So
a third of a yes and a third of a no are added to what was seen on either side of the
machine's answer: the interval leans to where unseen errors would move the share, and
widens (decision 45).
"""

import msgspec
import numpy as np

from metier.estimates.results import Result, critical
from metier.estimates.samples import Sample

__all__ = ["Leaning", "is_binary", "leaning", "leaning_result"]

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
