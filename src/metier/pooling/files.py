"""The file that one person lets go: readable by people, held to the schema twice.

`facts` holds a row a session for a collector whom the group trusts, `sums` only what
the estimators add up. Weeks instead of times, at most 20 sessions, no id of the
study. A checksum tells a torn or edited file; it is no signature.
"""

from hashlib import blake2b
from pathlib import Path
from typing import Literal

import msgspec

from metier.errors import ShareError
from metier.pooling.schema import FINGERPRINT, SHARED, problem

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

VERSION = 1
CAP = 20
"""Most sessions of one person in one file (methods 5.2)."""

_WEEK_COLUMNS = 7


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One number of a figure as sums: what one person adds to it."""

    key: tuple[str, str, str, str, str]
    """Figure, panel, series, group, split."""

    kind: Literal["share", "mean", "geometric"]
    sessions: int
    sum: float
    """Hits, values, or logarithms of values."""


class Moments(msgspec.Struct, frozen=True, kw_only=True):
    """One joint cell of a regression as sums over its sessions."""

    regression: tuple[str, str, str]
    """Figure, panel, series."""

    cell: tuple[str, ...]
    """Levels of the controls."""

    sessions: int
    x: tuple[float, ...]
    y: float
    xx: tuple[float, ...]
    """Upper triangle of the products, row by row."""

    xy: tuple[float, ...]
    yy: float


class Share(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one person lets go."""

    metier_share: int = VERSION
    kind: Literal["facts", "sums"]
    pool: str
    """Name of the pool; the person's id is made for it and tells nothing elsewhere."""

    person: str
    machine: str
    """Tells one person's machines apart."""

    made: str
    """ISO week; of two files of one machine the later one counts."""

    number: int
    """Counts the files of this machine, so that two of one week can be ordered."""

    months: tuple[str, ...]
    codebook: dict[str, int]
    annotator: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[object, ...], ...] = ()
    """facts: a row a session, `fingerprint` first, then `columns`."""

    cells: tuple[Cell, ...] = ()
    """sums: what this person adds to each number."""

    moments: tuple[Moments, ...] = ()
    fingerprints: tuple[str, ...] = ()
    """sums: of the sessions behind them, so that nothing counts twice."""

    weeks: tuple[tuple[object, ...], ...] = ()
    """week, engaged_5, engaged_15, engaged_30, agent, open, sessions."""

    check: str = ""
    """Checksum of everything above."""


def _digest(share: Share) -> str:
    plain = msgspec.structs.replace(share, check="")
    return blake2b(msgspec.json.encode(plain), digest_size=16).hexdigest()


def seal(share: Share) -> Share:
    """Hold a share to the schema and give it its checksum."""
    found = _problem(share)
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
    found = _problem(share)
    if found is not None:
        raise ShareError(f"{name} is refused: {found}. Have it made again.")
    if share.check != _digest(share):
        raise ShareError(
            f"{name} was changed after it was made: its checksum does not fit. Have it "
            "made again by its author."
        )
    return share


def _problem(share: Share) -> str | None:
    """Say what in a share may not cross, or None."""
    return (
        _wrong_kind(share)
        or _wrong_id(share)
        or _wrong_row(share)
        or _wrong_sum(share)
        or _wrong_week(share)
    )


def _wrong_kind(share: Share) -> str | None:
    count = len(share.rows) if share.kind == "facts" else len(share.fingerprints)
    if count > CAP:
        return f"{count} sessions where {CAP} are the most"
    if share.kind == "facts" and (share.cells or share.moments or share.fingerprints):
        return "sums in a file of facts"
    if share.kind == "sums" and share.rows:
        return "rows in a file of sums"
    unknown = sorted(set(share.columns) - set(SHARED))
    if unknown:
        return f"the column {unknown[0]!r} is not among those that may cross"
    return None


def _wrong_id(share: Share) -> str | None:
    ids = [*share.fingerprints, *(row[0] for row in share.rows if row)]
    if not all(isinstance(one, str) and FINGERPRINT.fullmatch(one) for one in ids):
        return "an id that is no fingerprint"
    if len(set(ids)) != len(ids):
        return "the same session twice"
    return None


def _wrong_row(share: Share) -> str | None:
    for row in share.rows:
        if len(row) != len(share.columns) + 1:
            return "a row of another length than the columns"
        for name, value in zip(share.columns, row[1:], strict=True):
            found = problem(name, value)
            if found is not None:
                return f"{name} is {found}"
    return None


def _wrong_sum(share: Share) -> str | None:
    most = len(share.fingerprints)
    for cell in share.cells:
        if not 0 <= cell.sessions <= most:
            return "a sum over more sessions than there are"
        if cell.kind == "share" and not 0 <= cell.sum <= cell.sessions:
            return "more hits than sessions"
    for one in share.moments:
        if not 0 < one.sessions <= most:
            return "a sum over more sessions than there are"
    return None


def _wrong_week(share: Share) -> str | None:
    hours_in_a_week = 168.0
    for row in share.weeks:
        if len(row) != _WEEK_COLUMNS or problem("week", row[0]) is not None:
            return "a week that is none"
        for value in row[1:4]:
            if value is None:
                continue
            if not isinstance(value, int | float) or not 0 <= value <= hours_in_a_week:
                return "more hours than a week has"
    return None
