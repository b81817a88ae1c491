"""From what people said of drawn sessions to a checked frame beside the machine's."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from metier.errors import EstimateError
from metier.estimates.checking import Checked
from metier.estimates.frames import Flags
from metier.estimates.measures import derive
from metier.facts import COLUMN_BY_NAME, Frame

__all__ = ["FACETS_ANSWERED", "answered"]

FACETS_ANSWERED = frozenset({"outcome", "expertise", "work_mode"})
"""What the five questions of `metier gold rate` answer; signals are still the
machine's, so verified success is not corrected."""

Columns = Mapping[str, NDArray[np.generic]]


def answered(columns: Columns, said: Columns) -> Checked | None:
    """Return the frame with people's answers in it; None where nobody answered.

    `columns` are the machine's, with those that `derive` reads; `said` holds
    `session`, `probability`, `declined`, `got`, `knew` and `mode`, a row a drawn
    session. Drawn sessions without an answer make the others stand for more: the
    chance of each is multiplied by the share of the drawn that were answered.
    """
    place = {name: row for row, name in enumerate(columns["session"].tolist())}
    rows = np.asarray([place.get(name, -1) for name in said["session"].tolist()])
    here = rows >= 0
    full = here & _given(said, "got") & _given(said, "knew") & _given(said, "mode")
    if not full.any():
        return None
    chance = np.asarray(said["probability"], dtype=np.float64)
    if not ((chance[full] > 0) & (chance[full] <= 1)).all():
        raise EstimateError(
            "a drawn session has a probability outside 0 to 1. Draw again with "
            "`metier gold draw`, which stores it."
        )
    size = len(columns["session"])
    checked = np.zeros(size, dtype=np.bool_)
    checked[rows[full]] = True
    probability = np.full(size, np.nan)
    response = float(full.sum() / here.sum())
    probability[rows[full]] = chance[full] * response
    return Checked(
        frame=_frame(columns, said, rows, full),
        checked=checked,
        probability=probability,
        facets=FACETS_ANSWERED,
    )


def _given(said: Columns, name: str) -> Flags:
    declined = [bool(one) for one in said["declined"].tolist()]
    known = [one is not None and one == one for one in said[name].tolist()]  # noqa: PLR0124 - NaN
    return np.asarray(known, dtype=np.bool_) & ~np.asarray(declined, dtype=np.bool_)


def _frame(
    columns: Columns, said: Columns, rows: NDArray[np.intp], full: Flags
) -> Frame:
    made = {name: values.copy() for name, values in columns.items()}
    for name, source in (("outcome", "got"), ("work_mode", "mode")):
        if name in made:
            made[name][rows[full]] = said[source][full]
    if "expertise" in made:
        made["expertise"][rows[full]] = said["knew"][full].astype(np.float64)
    if "attempted" in made:
        # Whoever says how it went has tried.
        made["attempted"][rows[full]] = 1.0
    made |= derive(made)
    return Frame({name: made[name] for name in made if name in COLUMN_BY_NAME})
