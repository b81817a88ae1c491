"""A slope through an instrument: the rating from the first prompt alone.

The full rating may lean towards the ending it has read. A second rating that saw no
ending moves with true expertise only: the part of the slope that goes with it has
neither the halo nor the attenuation, if its errors have nothing to do with the
outcome or with the errors of the full rating (methods 2.4).
"""

import numpy as np
from numpy.typing import ArrayLike

from metier.errors import EstimateError
from metier.estimates.core.naive import clustering
from metier.estimates.core.people import (
    FEW_PEOPLE,
    Floats,
    Indices,
    degrees_of_freedom,
    factorise,
    sums_by,
)
from metier.estimates.core.results import Counts, Result, Wald, wald
from metier.estimates.core.samples import People, numbers, same_length
from metier.estimates.regressions.linear import demeaned, sandwich

__all__ = ["instrumented"]


def instrumented(
    *,
    outcome: ArrayLike,
    regressor: ArrayLike,
    instrument: ArrayLike,
    person: People,
    fixed_effects: People | None = None,
) -> Result:
    """Estimate Cov(instrument, outcome) / Cov(instrument, regressor)."""
    y, x = numbers(outcome, "outcome"), numbers(regressor, "regressor")
    z = numbers(instrument, "instrument")
    people, found = factorise(person)
    same_length(outcome=y, regressor=x, instrument=z, person=people)
    if len(found) < 2:  # noqa: PLR2004 - one person
        raise EstimateError(
            "an instrument needs sessions of at least two people; there are "
            f"{len(found)}."
        )
    held = np.zeros(len(y)) if fixed_effects is None else fixed_effects
    cells = factorise(held)[0]
    sizes = np.bincount(cells).astype(np.float64)
    columns = tuple(demeaned(column, cells, sizes) for column in (y, x, z))
    y, x, z = columns
    moved = float(z @ x)
    if abs(moved) <= 1e-9 * float((z @ z) * (x @ x)) ** 0.5:
        raise EstimateError(
            "the instrument does not move with the regressor: nothing can be learned "
            "through it."
        )
    value = float(z @ y) / moved
    influence = z * (y - value * x) / moved
    variance = _variance(columns, influence, people, len(found))
    df = degrees_of_freedom(sums_by(people, np.abs(z * x), len(found)))
    return wald(
        Wald(value, variance, df),
        Counts(len(y), len(found)),
        "slope through an instrument (the rating that saw no ending), "
        f"{clustering(len(found), df)}; it assumes that the instrument's error has "
        "nothing to do with the outcome",
    )


def _variance(
    columns: tuple[Floats, ...], influence: Floats, people: Indices, count: int
) -> float:
    if count >= FEW_PEOPLE:
        return float(sandwich(influence[:, None], people, count)[0, 0])
    y, x, z = columns
    over, under = sums_by(people, z * y, count), sums_by(people, z * x, count)
    value = over.sum() / under.sum()
    without = (over.sum() - over) / (under.sum() - under)
    return float(np.square(without - value).sum() * (count - 1) / count)
