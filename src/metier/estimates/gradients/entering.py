"""Who enters a regression, with what: for those who add up moments, not rows."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from metier.estimates.cells.asking import Asking
from metier.estimates.cells.frames import Sessions
from metier.estimates.gradients.fitting import steps
from metier.facts import Frame
from metier.records import Figure, Panel, Regression, Slope

__all__ = ["Entering", "rows_of"]


class Entering(NamedTuple):
    """The sessions that a regression is over."""

    controls: list[tuple[str, ...]]
    """Levels of the controls, a tuple a session; empty text where unknown."""

    x: NDArray[np.float64]
    """Session by regressor: the step of `on` first, then the covariates."""

    y: NDArray[np.float64]


def rows_of(
    figure: Figure, panel: Panel, need: Regression | Slope, frame: Frame
) -> Entering | None:
    """Return what `answer` would regress for this need; None if nobody enters."""
    sessions = Sessions(frame)
    asking = Asking(figure, panel, need, sessions)
    keep = asking.selection.kept.copy()
    y = sessions.number(need.of)
    covariates: tuple[str, ...] = ()
    if isinstance(need, Slope):
        keep &= y > 0
        y = np.log(np.where(y > 0, y, 1.0))
    else:
        covariates = need.covariates
        # Every column of the table is estimated on the sessions that know them all.
        for other in panel.needs:
            for name in getattr(other, "covariates", ()):
                keep &= sessions.known(name)
    rows = np.flatnonzero(keep)
    if not len(rows):
        return None
    levels = [sessions.levels(name) for name in need.controls]
    columns = [steps(asking, need.on), *map(sessions.number, covariates)]
    return Entering(
        controls=[
            tuple(
                one.names[one.codes[row]]
                if 0 <= one.codes[row] < len(one.names)
                else ""
                for one in levels
            )
            for row in rows
        ],
        x=np.column_stack([column[rows] for column in columns]),
        y=np.asarray(y[rows], dtype=np.float64),
    )
