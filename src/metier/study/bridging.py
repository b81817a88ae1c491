"""Sessions that only an earlier annotator answered, since their logs are gone.

Answers of two annotators are never mixed in a figure. A trend may take the older
ones in all the same, in a reading of its own: the sessions that both annotators
answered say by how much the earlier one differs.
"""

import contextlib
from pathlib import Path

import numpy as np

from metier.estimates import Bridge, derive
from metier.facts import COLUMN_BY_NAME, Frame, parquet
from metier.facts.assemble import Columns, columns
from metier.facts.tables import ANNOTATIONS
from metier.study.settings import Settings, zone

__all__ = ["LOG", "bridge_to", "earlier_annotator"]

LOG = "log-1"
"""Who answers what the log itself says; no annotator that could drift."""


def bridge_to(
    folder: Path, settings: Settings, annotator: str, chosen: Columns
) -> Bridge | None:
    """Return what an earlier annotator said of the chosen sessions; None if nothing.

    `chosen` are the columns by today's annotator.
    """
    earlier = earlier_annotator(folder, annotator)
    if earlier is None:
        return None
    said = columns(folder, zone(settings.timezone), earlier)
    place = {name: row for row, name in enumerate(said["session"].tolist())}
    rows = np.asarray([place[name] for name in chosen["session"].tolist()])
    old = {name: values[rows] for name, values in said.items()}
    older = _known(old) & ~_known(chosen)
    mixed = {
        name: np.where(older, old[name], values) if name in old else values
        for name, values in chosen.items()
    }
    return Bridge(frame=_frame(mixed), earlier=_frame(old), older=older)


def earlier_annotator(folder: Path, annotator: str) -> str | None:
    """Name the other annotator that answered most sessions; None if there is none."""
    path = folder / ANNOTATIONS.file
    with contextlib.closing(parquet.connect()) as base:
        found = parquet.query(
            base,
            f"""
            SELECT annotator FROM {parquet.source(path)}
            WHERE annotator NOT IN ('{annotator}', '{LOG}')
              AND annotator NOT LIKE '%~%'
            GROUP BY annotator ORDER BY count(DISTINCT session) DESC, annotator LIMIT 1
            """,  # noqa: S608 - our own path and names
            f"{path}: not a table that metier wrote; run `metier annotate` again",
        ).fetchone()
    return None if found is None else str(found[0])


def _known(made: Columns) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    modes = np.asarray(made["work_mode"], dtype=object)
    return np.asarray([mode is not None for mode in modes], dtype=np.bool_)


def _frame(made: Columns) -> Frame:
    whole = made | derive(made)
    return Frame({name: whole[name] for name in whole if name in COLUMN_BY_NAME})
