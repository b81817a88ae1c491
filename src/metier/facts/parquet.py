"""Tables in and out of Parquet, by way of duckdb and nothing else.

Rows become JSON lines, and duckdb turns those into Parquet with the columns of
the table. Equal rows make equal bytes: rows are ordered and one thread writes.
A table is written beside the old one and takes its place when it is whole.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from metier.errors import StudyError
from metier.facts.tables import Row, Table

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["connect", "merge", "query", "read", "source", "stream", "write"]

SUFFIX = ".writing"
BATCH = 1_000
LONGEST_ROW = 268_435_456


def connect() -> "DuckDBPyConnection":
    """Open a database in memory that reaches no network and uses one thread."""
    import duckdb  # noqa: PLC0415 - takes .15 s, and `metier inspect` needs none

    return duckdb.connect(
        ":memory:",
        config={
            "threads": 1,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        },
    )


def query(base: "DuckDBPyConnection", text: str, what: str) -> "DuckDBPyConnection":
    """Execute SQL; where it cannot be, say so with what was being done."""
    import duckdb  # noqa: PLC0415 - same as above

    try:
        return base.execute(text)
    except duckdb.Error as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise StudyError(f"{what} ({first})") from error
    except RuntimeError as error:
        # Ctrl-C inside the database comes out as an error of its own.
        if "interrupt" in str(error).lower():
            raise KeyboardInterrupt from error
        raise


def write(table: Table, rows: Iterable[Row], path: Path) -> int:
    """Write the rows as the whole table and count them."""
    return merge(table, None, rows, path, without=())


def read(path: Path) -> list[Row]:
    """Return all rows of a table."""
    what = (
        f"{path}: not a table that metier wrote. Remove it and run `metier run` again; "
        "sessions whose logs still exist come back"
    )
    with contextlib.closing(connect()) as base:
        found = query(base, f"SELECT * FROM {source(path)}", what)  # noqa: S608 - our own path, quoted
        names = [column[0] for column in found.description]
        return [dict(zip(names, values, strict=True)) for values in found.fetchall()]


def stream(text: str, what: str) -> Iterator[tuple[object, ...]]:
    """Yield the rows of a query, some at a time."""
    with contextlib.closing(connect()) as base:
        found = query(base, text, what)
        while batch := found.fetchmany(BATCH):
            yield from batch


def merge(
    table: Table,
    old: Path | None,
    rows: Iterable[Row],
    path: Path,
    *,
    without: Iterable[Row],
) -> int:
    """Write old rows and new ones, but not the old ones that `without` names.

    It names them by session, and answers of one annotator by that as well.
    """
    lines, gone, part = (
        path.with_name(f"{path.name}{kind}{SUFFIX}") for kind in (".new", ".gone", "")
    )
    what = (
        f"{path}: the table could not be written. Nothing was changed; free some space "
        "or mend the folder, then run again"
    )
    kept = old if old is not None and old.exists() else None
    try:
        _dump(lines, (table.only(row) for row in rows))
        _dump(gone, without)
        with contextlib.closing(connect()) as base:
            found = query(base, _copy(table, lines, gone, kept, part), what).fetchone()
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(path)
    except OSError as error:
        raise StudyError(f"{what} ({error.strerror}).") from error
    finally:
        for file in (lines, gone, part):
            file.unlink(missing_ok=True)
    return int(found[0]) if found else 0


def source(path: Path) -> str:
    """Name the file as a table in SQL."""
    return f"read_parquet(['{_quoted(path)}'])"


def _copy(table: Table, lines: Path, gone: Path, kept: Path | None, out: Path) -> str:
    types = ", ".join(f"'{field.name}': '{field.type}'" for field in table.fields)
    names = ", ".join(f'"{field.name}"' for field in table.fields)
    rows = f"SELECT {names} FROM {_lines(lines, types)}"  # noqa: S608 - names of our own tables
    if kept is not None:
        left = _lines(gone, "'session': 'VARCHAR', 'annotator': 'VARCHAR'")
        same = "gone.session = old.session"
        if any(field.name == "annotator" for field in table.fields):
            same += " AND coalesce(gone.annotator, old.annotator) = old.annotator"
        rows = (
            f"SELECT {names} FROM {source(kept)} AS old WHERE NOT EXISTS "  # noqa: S608 - same
            f"(SELECT 1 FROM {left} AS gone WHERE {same}) UNION ALL {rows}"
        )
    order = ", ".join(f'"{name}" NULLS FIRST' for name in table.order)
    return (
        f"COPY (SELECT * FROM ({rows}) ORDER BY {order}) TO '{_quoted(out)}' "  # noqa: S608 - same
        "(FORMAT parquet, COMPRESSION zstd)"
    )


def _lines(path: Path, types: str) -> str:
    return (
        f"read_json(['{_quoted(path)}'], format = 'newline_delimited', "
        f"columns = {{{types}}}, maximum_object_size = {LONGEST_ROW})"
    )


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _dump(path: Path, rows: Iterable[Row]) -> None:
    encoder = msgspec.json.Encoder()
    with path.open("wb") as file:
        for batch in _batches(rows):
            file.write(encoder.encode_lines(batch))


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
