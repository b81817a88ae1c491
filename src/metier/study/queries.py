"""Any question in SQL to the tables of one person's own study."""

import contextlib
from pathlib import Path

import msgspec

from metier.errors import SettingError, StudyError
from metier.facts import parquet
from metier.facts.tables import TABLES
from metier.study.manifest import load

__all__ = ["Answer", "ask"]


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Names of columns, and rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


def ask(folder: Path, text: str) -> Answer:
    """Answer a query over sessions, weeks, annotations, evidence and moments."""
    manifest = load(folder)
    if manifest is None:
        raise StudyError(
            f"{folder}: there is no study here yet. `metier run` makes one; --study "
            "names another."
        )
    if manifest.pooled:
        raise SettingError(
            f"{folder} is a study of {manifest.people} people. Its rows are about "
            "single persons, so it answers no free questions; report.html and "
            "released.json hold what may be known."
        )
    with contextlib.closing(parquet.connect()) as base:
        for table in TABLES.values():
            path = folder / table.file
            if path.exists():
                base.execute(
                    f"CREATE TABLE {table.name} AS SELECT * FROM {parquet.source(path)}"  # noqa: S608 - our own path, quoted
                )
        # The tables are in memory now: a query can reach no file and no network.
        base.execute("SET enable_external_access = false")
        base.execute("SET lock_configuration = true")
        found = parquet.query(
            base,
            text,
            f"the query was not understood; the tables are {', '.join(sorted(TABLES))}",
        )
        names = tuple(column[0] for column in found.description or ())
        return Answer(columns=names, rows=tuple(found.fetchall()) if names else ())
