"""Sessions and annotations as Parquet tables without text, open to SQL."""

from typing import TYPE_CHECKING

from metier.facts.columns import COLUMN_BY_NAME, COLUMNS, Column

if TYPE_CHECKING:
    from metier.facts.frames import Frame

__all__ = ["COLUMNS", "COLUMN_BY_NAME", "Column", "Frame"]


def __getattr__(name: str) -> object:
    """Take frames when they are asked for: they need numpy, and readers do not."""
    if name != "Frame":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from metier.facts.frames import Frame  # noqa: PLC0415 - see above

    return Frame
