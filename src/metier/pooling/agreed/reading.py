"""Who read what of a pool, and when: a file that only grows, for those measured.

Every line holds the digest of the line before it, so that a line taken out or
changed is seen. It lies in the pool's folder and names no person measured.
"""

import getpass
from hashlib import blake2b
from pathlib import Path

import msgspec

from metier.errors import StudyError
from metier.study.opening import now

__all__ = ["FILE", "Access", "access", "entries", "note"]

FILE = "access.jsonl"


class Access(msgspec.Struct, frozen=True, kw_only=True):
    """One reading."""

    at: str
    reader: str
    """Account that ran the command: whoever reads others, not who is read."""

    command: str
    files: int = 0
    people: int = 0
    months: tuple[str, ...] = ()
    policy: int | None = None
    """Number of the signed policy in force; None without one."""

    before: str = ""
    """Digest of the line before."""


def note(folder: Path, entry: Access) -> None:
    """Add a line; those before it are checked first."""
    path = folder / FILE
    lines = _checked(path)
    last = _digest(lines[-1]) if lines else ""
    made = msgspec.structs.replace(entry, before=last)
    with path.open("ab") as file:
        file.write(msgspec.json.encode(made) + b"\n")


def access(command: str, **fields: object) -> Access:
    """Describe a reading by this account, now."""
    made = Access(at=now(), reader=_account(), command=command)
    return msgspec.structs.replace(made, **fields)


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown account"


def entries(folder: Path) -> tuple[Access, ...]:
    """Return every reading, oldest first."""
    lines = _checked(folder / FILE)
    return tuple(msgspec.json.decode(line, type=Access) for line in lines)


def _checked(path: Path) -> list[bytes]:
    """Return the lines; refuse a log that was changed."""
    if not path.exists():
        return []
    lines = path.read_bytes().splitlines()
    before = ""
    for number, line in enumerate(lines, start=1):
        try:
            said = msgspec.json.decode(line, type=Access).before
        except msgspec.DecodeError as error:
            raise StudyError(
                f"{path}:{number}: no line of the access log ({error}). Put the file "
                "back as it was: those measured rely on it."
            ) from error
        if said != before:
            raise StudyError(
                f"{path}:{number}: the line before it was changed or taken out. Put "
                "the file back as it was: those measured rely on it."
            )
        before = _digest(line)
    return lines


def _digest(line: bytes) -> str:
    return blake2b(line, digest_size=16).hexdigest()
