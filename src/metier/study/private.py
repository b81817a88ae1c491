"""What a study must remember and must not hold: salt, files read, projects' names.

It lies in a folder of its own that only its owner may look into. Losing the
index costs a second reading; losing the salt costs the study's ids.
"""

import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from metier.errors import SaltLostError, StudyError
from metier.facts.identities import Salt

__all__ = ["FileEntry", "Private", "read_salt"]

SALT = "salt"
INDEX = "index.sqlite"
SALT_BYTES = 32
SCHEMA = """
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS files (
    path BLOB PRIMARY KEY, person TEXT, root BLOB, size INTEGER, mtime_ns INTEGER,
    digest BLOB, marks BLOB, links TEXT, sessions TEXT, note TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS marks (path BLOB PRIMARY KEY, marks BLOB);
INSERT OR IGNORE INTO marks SELECT path, marks FROM files WHERE marks IS NOT NULL;
UPDATE files SET marks = NULL WHERE marks IS NOT NULL;
CREATE TABLE IF NOT EXISTS projects (id TEXT PRIMARY KEY, path BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS forgotten (
    kind TEXT, id TEXT, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS trails (
    session TEXT PRIMARY KEY, trail BLOB
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


class FileEntry(msgspec.Struct, kw_only=True):
    """One file that was read: how it looked, and what came of it."""

    path: Path
    person: str
    root: Path
    size: int
    mtime_ns: int
    digest: bytes
    marks: bytes | None = None
    """Short hashes of ids in the file, eight bytes each, in order. None while they
    lie in the index alone: there are some hundreds to a session."""

    links: tuple[float | None, float | None, bool, bool] = (None, None, False, False)
    """First and last moment; whether a plan is proposed in it; whether it begins
    with one."""

    sessions: tuple[str, ...] = ()
    """Salted ids of the sessions made from it."""

    note: str | None = None
    """Why nothing came of it, from a closed list."""


def read_salt(folder: Path, *, fingerprint: str | None) -> Salt:
    """Return the salt of a study, made once; refuse to make a second one."""
    path = folder / SALT
    if not path.exists():
        if fingerprint is not None:
            raise SaltLostError(
                f"{path} is gone, and with it the ids of this study: new sessions "
                "could not be told from old ones. Put the file back, or start a new "
                "study with --study (its logs are read again; sessions whose logs "
                "are deleted stay in the old one)."
            )
        _make_salt(path)
    salt = Salt(_load(path))
    if fingerprint is not None and salt.fingerprint != fingerprint:
        raise SaltLostError(
            f"{path} is not the salt that made this study's ids. Put the right file "
            "back, or start a new study with --study."
        )
    return salt


def _make_salt(path: Path) -> None:
    part = path.with_suffix(".writing")
    try:
        part.unlink(missing_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(SALT_BYTES))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise StudyError(
            f"{path}: the salt cannot be written ({error.strerror}). Set METIER_HOME "
            "to a folder that can be written."
        ) from error


def _load(path: Path) -> bytes:
    try:
        return bytes.fromhex(path.read_text().strip())
    except (OSError, ValueError) as error:
        raise SaltLostError(
            f"{path}: the salt cannot be read ({error}). Put the right file back, or "
            "start a new study with --study."
        ) from error


class Private:
    """The index of one study, in a small database of its own."""

    def __init__(self, folder: Path) -> None:
        """Open the index in the folder, made where there is none."""
        self.folder = folder
        try:
            self._base = sqlite3.connect(folder / INDEX)
            self._base.executescript(SCHEMA)
        except sqlite3.Error as error:
            raise StudyError(
                f"{folder / INDEX}: the index of files read cannot be opened "
                f"({error}). Move it away and run again: everything is read once more."
            ) from error

    def __enter__(self) -> Self:
        """Use the index for a while."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the database."""
        self._base.close()

    def files(self) -> dict[Path, FileEntry]:
        """Return every file read so far, its marks left in the index."""
        rows = self._base.execute(
            "SELECT path, person, root, size, mtime_ns, digest, links, sessions, note "
            "FROM files ORDER BY path"
        )
        return {entry.path: entry for entry in map(_entry, rows)}

    def remember(
        self, files: Iterable[FileEntry], projects: Iterable[tuple[str, str]]
    ) -> None:
        """Keep what was read, in one step that survives a power cut."""
        rows = [
            (
                os.fsencode(entry.path),
                entry.person,
                os.fsencode(entry.root),
                entry.size,
                entry.mtime_ns,
                entry.digest,
                None,
                msgspec.json.encode(entry.links).decode(),
                msgspec.json.encode(entry.sessions).decode(),
                entry.note,
            )
            for entry in files
        ]
        with self._writing() as base:
            base.executemany(
                "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )
            base.executemany(
                "INSERT OR REPLACE INTO projects VALUES (?, ?)",
                [(name, os.fsencode(path)) for name, path in projects],
            )

    def keep_marks(self, marks: Iterable[tuple[Path, bytes]]) -> None:
        """Keep the marks of files that were looked at."""
        rows = [(os.fsencode(path), ids) for path, ids in marks]
        with self._writing() as base:
            base.executemany("INSERT OR REPLACE INTO marks VALUES (?, ?)", rows)

    def marks(self, entry: FileEntry) -> bytes:
        """Return the marks of a file."""
        if entry.marks is not None:
            return entry.marks
        row = self._base.execute(
            "SELECT marks FROM marks WHERE path = ?", (os.fsencode(entry.path),)
        ).fetchone()
        return b"" if row is None else bytes(row[0])

    def projects(self) -> dict[str, str]:
        """Return the working folder of every project id."""
        rows = self._base.execute("SELECT id, path FROM projects ORDER BY id")
        return {name: os.fsdecode(path) for name, path in rows}

    def forget(self, kind: str, ids: Iterable[str]) -> None:
        """Remember by hash only what is never to be read again."""
        with self._writing() as base:
            base.executemany(
                "INSERT OR REPLACE INTO forgotten VALUES (?, ?)",
                [(kind, name) for name in ids],
            )

    def forgotten(self, kind: str) -> frozenset[str]:
        """Return what is never to be read again."""
        rows = self._base.execute("SELECT id FROM forgotten WHERE kind = ?", (kind,))
        return frozenset(name for (name,) in rows)

    def drop_projects(self, ids: Iterable[str]) -> None:
        """Lose the names of projects."""
        with self._writing() as base:
            base.executemany("DELETE FROM projects WHERE id = ?", [(n,) for n in ids])

    def keep_trails(self, trails: Iterable[tuple[str, bytes]]) -> None:
        """Keep what sessions left in repositories; a later one replaces."""
        with self._writing() as base:
            base.executemany("INSERT OR REPLACE INTO trails VALUES (?, ?)", trails)

    def trails(self) -> dict[str, bytes]:
        """Return the trails by session."""
        return dict(self._base.execute("SELECT session, trail FROM trails ORDER BY 1"))

    def drop_files(self, sessions: frozenset[str]) -> None:
        """Lose the paths of deleted files that held nothing but these sessions."""
        gone = [
            (os.fsencode(path),)
            for path, entry in self.files().items()
            if entry.sessions and sessions.issuperset(entry.sessions)
            if not path.exists()
        ]
        with self._writing() as base:
            base.executemany("DELETE FROM files WHERE path = ?", gone)
            base.executemany("DELETE FROM marks WHERE path = ?", gone)

    def drop_trails(self, sessions: Iterable[str]) -> None:
        """Lose the trails of sessions."""
        with self._writing() as base:
            base.executemany(
                "DELETE FROM trails WHERE session = ?", [(name,) for name in sessions]
            )

    def note(self, name: str, value: str) -> None:
        """Keep one word or list under a name."""
        with self._writing() as base:
            base.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    def noted(self, name: str) -> str | None:
        """Return what was kept under the name."""
        row = self._base.execute(
            "SELECT value FROM notes WHERE name = ?", (name,)
        ).fetchone()
        return None if row is None else str(row[0])

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._base:
                yield self._base
        except sqlite3.Error as error:
            raise StudyError(
                f"{self.folder / INDEX}: the index of files read cannot be written "
                f"({error}). What was finished is kept; free some space, run again."
            ) from error


def _entry(
    row: tuple[bytes, str, bytes, int, int, bytes, str, str, str],
) -> FileEntry:
    return FileEntry(
        path=Path(os.fsdecode(row[0])),
        person=row[1],
        root=Path(os.fsdecode(row[2])),
        size=row[3],
        mtime_ns=row[4],
        digest=row[5],
        links=msgspec.json.decode(
            row[6], type=tuple[float | None, float | None, bool, bool]
        ),
        sessions=msgspec.json.decode(row[7], type=tuple[str, ...]),
        note=row[8],
    )
