"""Replies already paid for, kept by what was asked: model, codebook, view, content.

One SQLite file in the private folder. It holds hashes, options and numbers, no
text of any session. Every reply is committed as it arrives: a killed run resumes.
"""

import sqlite3
from hashlib import blake2b
from pathlib import Path

import msgspec

from metier.records import Reply, Request

__all__ = ["Cache", "request_id"]


def request_id(view: str, codebook: int, *content: str) -> str:
    """Return the id of a request, the same for the same content asked alike."""
    digest = blake2b(digest_size=12)
    for piece in (view, str(codebook), *content):
        digest.update(piece.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


class Cache:
    """A table from (annotator, request id) to reply."""

    def __init__(self, path: Path) -> None:
        """Open or make the file, readable by its owner alone."""
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            path.touch(mode=0o600)
        self._connection = sqlite3.connect(path, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        self._connection.execute(
            "CREATE TABLE IF NOT EXISTS replies (annotator TEXT, request TEXT, "
            "reply BLOB, PRIMARY KEY (annotator, request)) WITHOUT ROWID"
        )
        self._decoder = msgspec.json.Decoder(Reply)

    def get(self, annotator: str, request: Request) -> Reply | None:
        """Return the reply kept for a request, or None."""
        row = self._connection.execute(
            "SELECT reply FROM replies WHERE annotator = ? AND request = ?",
            (annotator, request.id),
        ).fetchone()
        if row is None:
            return None
        return msgspec.structs.replace(self._decoder.decode(row[0]), cached=True)

    def put(self, annotator: str, reply: Reply) -> None:
        """Keep a usable reply at once; what had a problem is asked again."""
        if reply.problem is not None:
            return
        with self._connection:
            self._connection.execute(
                "INSERT OR REPLACE INTO replies VALUES (?, ?, ?)",
                (annotator, reply.request, msgspec.json.encode(reply)),
            )

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
