"""What one person lets go: at most twenty sessions, drawn by seed, without times.

A person's id is made from a key that never leaves their machines and the name of
the pool, so that the same person is recognised from file to file in one pool and
cannot be followed from one pool to another. A session's fingerprint is made of
exact times and counts, which only its own log has.
"""

import math
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np

from metier.codebook import FACETS
from metier.errors import SettingError
from metier.facts import parquet
from metier.facts.tables import WEEKS
from metier.pooling.files import CAP, Share, seal
from metier.pooling.schema import SHARED, TEXTS
from metier.pooling.sums import sums_of
from metier.study.estimating import Chosen, chosen
from metier.study.opening import Opened

__all__ = ["person_key", "person_of", "share", "use_key"]

KEY = "person.key"
_HOURS = ("engaged_5", "engaged_15", "engaged_30", "agent", "open")


def person_key(private: Path) -> str:
    """Return the key of the person at this machine, made once: 32 hex digits."""
    path = private / KEY
    if not path.exists():
        private.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(16))
    return path.read_text().strip()


def person_of(private: Path, pool: str) -> str:
    """Return the id of this machine's person in a pool."""
    return _hash("person", pool, person_key(private))


def use_key(private: Path, key: str) -> None:
    """Take the key of another machine of the same person."""
    if len(key) != 32 or set(key) - set("0123456789abcdef"):  # noqa: PLR2004  (as made above)
        raise SettingError(
            "that is no key: 32 digits and letters a to f, as `metier me --key` prints "
            "on your other machine."
        )
    private.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = private / KEY
    path.touch(mode=0o600)
    path.write_text(key)


def _hash(*pieces: str, size: int = 12) -> str:
    return blake2b("\0".join(pieces).encode(), digest_size=size).hexdigest()


def _fingerprints(columns: Chosen, pool: str) -> list[str]:
    names = ("started", "span_s", "actions", "api_messages", "words_per_turn")
    values = [np.asarray(columns.columns[name], dtype=float) for name in names]
    return [
        _hash("session", pool, *(repr(float(column[row])) for column in values))
        for row in range(len(columns.columns["session"]))
    ]


def _drawn(
    fingerprints: Sequence[str], months: Sequence[object], wanted: set[str]
) -> list[int]:
    """Draw the sessions: the smallest fingerprints, which is as good as chance."""
    rows = [n for n, month in enumerate(months) if month in wanted]
    return sorted(sorted(rows, key=lambda n: fingerprints[n])[:CAP])


def _plain(name: str, value: object) -> object:
    if name in TEXTS:
        return None if value is None else str(value)
    number = float(str(value))
    return None if math.isnan(number) else number


def share(
    study: Opened,
    *,
    pool: str,
    kind: Literal["facts", "sums"],
    months: Sequence[str] = (),
    private: Path,
) -> Share:
    """Make the file that the person of this study may let go; it is not sent."""
    if study.manifest.pooled:
        raise SettingError(
            f"{study.folder} holds sessions of several people. Each of them shares "
            "from a study of their own."
        )
    found = chosen(study.folder, study.manifest.settings)
    columns = found.columns
    here = datetime.now(UTC)
    known = sorted({str(m) for m in columns["month"] if m is not None})
    finished = [month for month in known if month < f"{here:%Y-%m}"]
    wanted = list(months) or finished
    marks = _fingerprints(found, pool)
    rows = _drawn(marks, list(columns["month"]), set(wanted))
    if not rows:
        raise SettingError(
            f"there is no session in {', '.join(wanted) or 'a finished month'}; "
            f"the study has {', '.join(known) or 'none'}. Months are shared whole."
        )
    names = tuple(name for name in SHARED if name in columns)
    number = int(study.private.noted("shares") or 0) + 1
    study.private.note("shares", str(number))
    made = Share(
        kind=kind,
        pool=pool,
        person=person_of(private, pool),
        machine=_hash("machine", pool, study.manifest.study, size=8),
        made=f"{here:%G-W%V}",
        number=number,
        months=tuple(wanted),
        codebook={facet.name: facet.version for facet in FACETS},
        annotator=found.annotator,
        weeks=_weeks(study.folder, set(wanted)),
    )
    if kind == "facts":
        table = tuple(
            (marks[row], *(_plain(name, columns[name][row]) for name in names))
            for row in rows
        )
        return seal(msgspec.structs.replace(made, columns=names, rows=table))
    keep = np.zeros(len(marks), dtype=np.bool_)
    keep[rows] = True
    cells, moments = sums_of(found.frame.rows(keep))
    return seal(
        msgspec.structs.replace(
            made,
            cells=cells,
            moments=moments,
            fingerprints=tuple(marks[row] for row in rows),
        )
    )


def _weeks(folder: Path, months: set[str]) -> tuple[tuple[object, ...], ...]:
    rows = parquet.read(folder / WEEKS.file) if (folder / WEEKS.file).exists() else ()
    return tuple(
        (row["week"], *(row[name] for name in _HOURS), row["sessions"])
        for row in rows
        if _month(str(row["week"])) in months
    )


def _month(week: str) -> str:
    """Return the month of a week's Thursday, by which ISO weeks are counted."""
    year, number = week.split("-W")
    return f"{datetime.fromisocalendar(int(year), int(number), 4):%Y-%m}"
