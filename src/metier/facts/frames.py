"""The analysis frame in memory: columns of equal length, one row a session."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from metier.errors import EstimateError
from metier.facts.columns import COLUMN_BY_NAME

__all__ = ["Frame"]


class Frame:
    """Columns of `COLUMNS` as numpy arrays: object for text, float64 otherwise."""

    def __init__(self, columns: Mapping[str, NDArray[np.generic]]) -> None:
        """Take columns of equal length; unknown names are refused."""
        lengths = {len(values) for values in columns.values()}
        if len(lengths) > 1:
            raise EstimateError(
                f"columns of different lengths {sorted(lengths)}: a frame has one "
                "row a session in every column."
            )
        for name in columns:
            if name not in COLUMN_BY_NAME:
                raise EstimateError(
                    f"{name!r} is no column of the analysis frame; "
                    "metier.facts.COLUMNS lists them."
                )
        self._columns = dict(columns)
        self._length = lengths.pop() if lengths else 0

    def __len__(self) -> int:
        """Count sessions."""
        return self._length

    def __contains__(self, name: str) -> bool:
        """Say whether the column is there."""
        return name in self._columns

    def names(self) -> tuple[str, ...]:
        """Name the columns that are there."""
        return tuple(self._columns)

    def text(self, name: str) -> NDArray[np.object_]:
        """Return a text column, None where unknown; all None if it is absent."""
        if name in self._columns:
            return np.asarray(self._columns[name], dtype=object)
        return np.full(self._length, None, dtype=object)

    def number(self, name: str) -> NDArray[np.float64]:
        """Return a number or flag column, NaN where unknown or absent."""
        if name in self._columns:
            return np.asarray(self._columns[name], dtype=np.float64)
        return np.full(self._length, np.nan)

    def rows(self, keep: NDArray[np.bool_]) -> "Frame":
        """Return the sessions for which `keep` is true."""
        return Frame({name: values[keep] for name, values in self._columns.items()})
