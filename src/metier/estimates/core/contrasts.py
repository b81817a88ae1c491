"""Two means set against each other as a ratio."""

import numpy as np

from metier.errors import EstimateError
from metier.estimates.core.naive import clustering, compact
from metier.estimates.core.people import Floats, Indices, degrees_of_freedom, sums_by
from metier.estimates.core.results import Counts, Result, Wald, wald
from metier.estimates.core.scales import exponentiated

__all__ = ["ratio_of_means"]


def ratio_of_means(
    first: tuple[Floats, Indices], then: tuple[Floats, Indices], *, annotated: bool
) -> Result:
    """Compare two means: then / first, each given as values and people.

    The error is that of the log of the ratio; people found in both months enter it
    once, with the difference of what they add to each (delta method).
    """
    codes, count = compact(np.concatenate([first[1], then[1]]))
    size = len(first[0])
    # As many people as the thinner side has.
    df = min(
        degrees_of_freedom(sums_by(part, None, count))
        for part in (codes[:size], codes[size:])
    )
    before, after = float(first[0].mean()), float(then[0].mean())
    if before <= 0 or after <= 0:
        raise EstimateError(
            f"a ratio needs means above zero; found {before:g} below the line and "
            f"{after:g} above it."
        )
    variance = float("nan")
    same = size == len(then[0]) and np.array_equal(first[1], then[1])
    if count > 1 and not (same and np.array_equal(first[0], then[0])):
        parts = [
            sums_by(people, values - mean, count) / (len(values) * mean)
            for values, mean, people in (
                (then[0], after, codes[size:]),
                (first[0], before, codes[:size]),
            )
        ]
        squares = float(np.square(parts[0] - parts[1]).sum())
        variance = squares * count / (count - 1)
    logs = wald(
        Wald(float(np.log(after / before)), variance, df),
        Counts(len(then[0]), compact(then[1])[1]),
        clustering(count, df),
        annotated=annotated,
    )
    return exponentiated(logs, "ratio of two means, ")
