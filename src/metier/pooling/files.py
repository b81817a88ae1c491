"""The file that one person lets go: readable by people, held to the schema twice.

`facts` holds a row a session for a collector whom the group trusts, `sums` only what
the estimators add up. Weeks instead of times, at most 20 sessions, no id of the
study. A checksum tells a torn or edited file; it is no signature.
"""

from hashlib import blake2b
from pathlib import Path

import msgspec

from metier.errors import ShareError
from metier.pooling.checking import problem_of
from metier.pooling.share import CAP, VERSION, Cell, Moments, Share

__all__ = [
    "CAP",
    "VERSION",
    "Cell",
    "Moments",
    "Share",
    "read",
    "seal",
    "write",
]


def _digest(share: Share) -> str:
    plain = msgspec.structs.replace(share, check="")
    return blake2b(msgspec.json.encode(plain), digest_size=16).hexdigest()


def seal(share: Share) -> Share:
    """Hold a share to the schema and give it its checksum."""
    found = problem_of(share)
    if found is not None:
        raise ShareError(
            f"this would not be written: {found}. Nothing was; please report it."
        )
    return msgspec.structs.replace(share, check=_digest(share))


def write(path: Path, share: Share) -> None:
    """Write a sealed share, one row a line, so that people can read it."""
    text = msgspec.json.format(msgspec.json.encode(share), indent=1)
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(text + b"\n")
    fresh.replace(path)


def read(content: bytes, name: str) -> Share:
    """Read a share that came from somewhere, or refuse it and say why."""
    try:
        version = msgspec.json.decode(content, type=dict[str, object])["metier_share"]
    except (msgspec.DecodeError, KeyError) as error:
        raise ShareError(
            f"{name} is no shared file of metier. Leave it out of the folder, or make "
            "one with `metier share`."
        ) from error
    if version != VERSION:
        newer = isinstance(version, int) and version > VERSION
        raise ShareError(
            f"{name} is of version {version!r}, this metier reads {VERSION}. "
            + ("Update metier." if newer else "Have it made again by a newer metier.")
        )
    try:
        share = msgspec.json.decode(content, type=Share)
    except msgspec.DecodeError as error:
        raise ShareError(
            f"{name} was changed after it was made ({error}). Have it made again."
        ) from error
    found = problem_of(share)
    if found is not None:
        raise ShareError(f"{name} is refused: {found}. Have it made again.")
    if share.check != _digest(share):
        raise ShareError(
            f"{name} was changed after it was made: its checksum does not fit. Have it "
            "made again by its author."
        )
    return share
