"""Parts: what one shard of files gave, put down before anything is merged.

A part is written whole or not at all, and merging one twice changes nothing, so
a run that was killed anywhere is taken up where it stood.
"""

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from metier.errors import StudyError
from metier.facts import parquet
from metier.facts.tables import ANNOTATIONS, EVIDENCE, MOMENTS, SESSIONS, Row, Table
from metier.study.atomic import write_bytes

__all__ = [
    "FOLDER",
    "Part",
    "encoded",
    "keep_part",
    "merge_parts",
    "packed",
    "sessions_in",
    "write_part",
]

FOLDER = "parts"
MERGED = (SESSIONS, EVIDENCE, ANNOTATIONS, MOMENTS)


class Part(msgspec.Struct, kw_only=True):
    """Rows of some sessions, by table."""

    replaces: tuple[str, ...] = ()
    """Sessions whose old rows all go: their log was read again and gave none."""

    tables: dict[str, list[msgspec.Raw]]
    """Encoded rows, a quarter of their size. A table that is missing here keeps its
    rows."""


def encoded(row: Row) -> msgspec.Raw:
    """Encode a row of a part."""
    return msgspec.Raw(msgspec.json.encode(row))


class _Key(msgspec.Struct, frozen=True):
    """What a row replaces: all of a session, or what one annotator said of it."""

    session: str
    annotator: str | None = None


_KEY = msgspec.json.Decoder(_Key)
_ROW = msgspec.json.Decoder(Row)


def sessions_in(tables: dict[str, list[msgspec.Raw]]) -> set[str]:
    """Name the sessions that have a row."""
    return {_KEY.decode(row).session for rows in tables.values() for row in rows}


def write_part(folder: Path, name: str, part: Part) -> None:
    """Put the part down under its name."""
    write_bytes(folder / FOLDER / f"{name}.json", msgspec.json.encode(part))


def packed(part: Part) -> bytes:
    """Make a part small enough to be carried from a worker of a cluster."""
    return zlib.compress(msgspec.json.encode(part), 1)


def keep_part(folder: Path, name: str, carried: bytes) -> None:
    """Put down a part that was carried here."""
    write_bytes(folder / FOLDER / f"{name}.json", zlib.decompress(carried))


def merge_parts(folder: Path) -> int:
    """Take all parts into the tables; count them. Missing tables are made."""
    paths = sorted((folder / FOLDER).glob("*.json"))
    for table in MERGED:
        path = folder / table.file
        if paths or not path.exists():
            gone = _gone(paths, table)
            parquet.merge(table, path, _rows(paths, table), path, without=gone)
    for path in paths:
        path.unlink(missing_ok=True)
    return len(paths)


def _gone(paths: Iterable[Path], table: Table) -> Iterator[Row]:
    for path in paths:
        part = _load(path)
        if table.name not in part.tables:
            continue
        for name in part.replaces:
            yield {"session": name}
        # Answers of other annotators stay: they may have cost money or an evening.
        yield from _keys(part.tables[table.name])


def _keys(rows: Iterable[msgspec.Raw]) -> list[Row]:
    keys = {_KEY.decode(row) for row in rows}
    return [{"session": key.session, "annotator": key.annotator} for key in keys]


def _rows(paths: Iterable[Path], table: Table) -> Iterator[Row]:
    for path in paths:
        yield from map(_ROW.decode, _load(path).tables.get(table.name, ()))


def _load(path: Path) -> Part:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Part)
    except (OSError, msgspec.DecodeError) as error:
        raise StudyError(
            f"{path}: a part of an unfinished run cannot be read ({error}). Remove it "
            "and run again: its sessions are read once more."
        ) from error
