"""From what people said of drawn sessions to a checked frame beside the machine's."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from metier.errors import EstimateError
from metier.estimates.cells.measures import derive
from metier.estimates.checks.checking import Checked
from metier.estimates.core.people import Flags
from metier.facts import COLUMN_BY_NAME, Frame

__all__ = ["FACETS_ANSWERED", "answered"]

FACETS_ANSWERED = frozenset({"outcome", "expertise", "work_mode"})
"""What the five questions of `metier gold rate` answer; signals are still the
machine's, so what rests on their levels is not corrected."""

VERIFIED = "verified_success"
"""Known all the same: the person got it, and the log shows hard evidence or it is in
use, as its author says: an explicit affirmation is a hard signal of the codebook."""

Columns = Mapping[str, NDArray[np.generic]]


def answered(columns: Columns, said: Columns) -> Checked | None:
    """Return the frame with people's answers in it; None where nobody answered.

    `columns` are the machine's, with those that `derive` reads; `said` holds
    `session`, `probability`, `declined`, `got`, `in_use`, `knew` and `mode`, a row a
    drawn session. Drawn sessions without an answer make the others stand for more: the
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
        columns=frozenset({VERIFIED} if _tells_use(columns, said, full) else ()),
    )


def _given(said: Columns, name: str) -> Flags:
    declined = [bool(one) for one in said["declined"].tolist()]
    known = [one is not None and one == one for one in said[name].tolist()]  # noqa: PLR0124 - NaN
    return np.asarray(known, dtype=np.bool_) & ~np.asarray(declined, dtype=np.bool_)


def _tells_use(columns: Columns, said: Columns, full: Flags) -> bool:
    """Say whether verified success follows from the log and from what people said."""
    if "hard_evidence" not in columns or "in_use" not in said:
        return False
    return all(one is not None for one in said["in_use"][full].tolist())


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
    if VERIFIED in made and _tells_use(columns, said, full):
        shown = np.asarray(made["hard_evidence"][rows[full]], dtype=np.float64) == 1
        used = said["in_use"][full] == "yes"
        got = made["judged_success"][rows[full]]
        made[VERIFIED][rows[full]] = np.where(
            np.isnan(got), np.nan, got * (shown | used)
        )
    return Frame({name: made[name] for name in made if name in COLUMN_BY_NAME})
