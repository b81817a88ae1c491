"""Where OpenCode keeps sessions: a tree of JSON files, later a database."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from metier.errors import TranscriptError

__all__ = ["Stored", "from_database", "from_tree"]

TREE_RANK = 1
DATABASE_RANK = 2
COLUMN_BY_FIELD = {
    "id": "id",
    "parentID": "parent_id",
    "directory": "directory",
    "title": "title",
    "version": "version",
}


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """One session as a store gives it, the newest store with the highest rank."""

    info: dict[str, Any]
    messages: list[Any]
    """Each with `info` and `parts`, in order."""

    rank: int = 0


def from_tree(path: Path, info: dict[str, Any]) -> Stored:
    """Read a session whose messages and parts are files of their own.

    `storage/session/<project>/<session>.json` has its messages in
    `storage/message/<session>/` and their parts in `storage/part/<message>/`.
    """
    storage = next(
        (folder.parent for folder in path.parents if folder.name == "session"), None
    )
    messages: list[Any] = []
    if storage is not None:
        for message in _files(storage / "message" / str(info.get("id"))):
            parts = _files(storage / "part" / str(message.get("id")))
            messages.append({"info": message, "parts": parts})
    messages.sort(key=_created)
    return Stored(info=info, messages=messages, rank=TREE_RANK)


def _files(folder: Path) -> list[dict[str, Any]]:
    """Read every record of a folder; ids grow with time, so names are in order."""
    found = []
    for path in sorted(folder.glob("*.json")):
        try:
            record = msgspec.json.decode(path.read_bytes())
        except (OSError, msgspec.DecodeError):
            continue
        if isinstance(record, dict):
            found.append(record)
    return found


def _created(message: dict[str, Any]) -> float:
    time = message["info"].get("time")
    created = time.get("created") if isinstance(time, dict) else None
    return float(created) if isinstance(created, int | float) else 0.0


def from_database(path: Path) -> Iterator[Stored]:
    """Read every session of a database, archived ones as well, without a write."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
            base.row_factory = sqlite3.Row
            tables = {
                row[0]
                for row in base.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table'"
                )
            }
            if not {"session", "message", "part"} <= tables:
                raise TranscriptError(
                    f"{path}: no tables of sessions, messages and parts in it. It was "
                    "written by a version that is not known; export its sessions."
                )
            for session in base.execute("SELECT * FROM session ORDER BY id").fetchall():
                yield _from_rows(base, session)
    except sqlite3.Error as error:
        raise TranscriptError(
            f"{path}: the database cannot be read ({error}). It is left out; close "
            "the agent and run again."
        ) from error


def _from_rows(base: sqlite3.Connection, session: sqlite3.Row) -> Stored:
    keys = session.keys()
    info = {
        field: session[column]
        for field, column in COLUMN_BY_FIELD.items()
        if column in keys
    }
    if "revert" in keys and isinstance(session["revert"], str):
        info["revert"] = _record(session["revert"])
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in base.execute(
        "SELECT id, message_id, data FROM part WHERE session_id = ? ORDER BY id",
        (info["id"],),
    ):
        parts.setdefault(row["message_id"], []).append(
            _record(row["data"]) | {"id": row["id"]}
        )
    rows = base.execute(
        "SELECT id, data FROM message WHERE session_id = ? ORDER BY time_created, id",
        (info["id"],),
    )
    messages = [
        {
            "info": _record(row["data"]) | {"id": row["id"]},
            "parts": parts.get(row["id"]),
        }
        for row in rows
    ]
    return Stored(info=info, messages=messages, rank=DATABASE_RANK)


def _record(text: str | bytes) -> dict[str, Any]:
    try:
        record = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return {}
    return record if isinstance(record, dict) else {}
