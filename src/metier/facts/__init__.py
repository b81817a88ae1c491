"""Sessions and annotations as Parquet tables without text, open to SQL."""

from metier.facts.columns import COLUMN_BY_NAME, COLUMNS, Column
from metier.facts.frames import Frame

__all__ = ["COLUMNS", "COLUMN_BY_NAME", "Column", "Frame"]
