"""What became of the work: trails kept while reading, repositories asked on demand.

A trail (folder, shas, keyed hashes of lines) stays in the private folder beside the
salt and goes when its session is forgotten. Only numbers enter the tables.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec

from metier.facts import parquet
from metier.facts.afterwards import outcome_row
from metier.facts.identities import Salt
from metier.facts.tables import OUTCOMES, SESSIONS
from metier.outcomes import Settings, Trail, look, trail
from metier.records import Evidence, Session
from metier.study.opening import Opened
from metier.study.scan import Step

__all__ = ["Looked", "look_into", "trail_of"]


class Looked(msgspec.Struct, kw_only=True):
    """What looking into the repositories came to."""

    sessions: int
    repositories: int
    states: dict[str, int]
    """Sessions by what could be done with their repository."""


def trail_of(
    session: Session, ledger: Sequence[Evidence], salt: Salt
) -> tuple[str, bytes] | None:
    """Return a session's trail under its salted id, packed; None if it left nothing."""
    left = trail(session, ledger, salt.secret)
    if left is None:
        return None
    name = salt.id("session", session.id)
    kept = msgspec.structs.replace(left, session=name)
    return name, msgspec.msgpack.encode(kept)


def look_into(
    study: Opened,
    step: Step,
    *,
    repositories: Sequence[Path] = (),
    branch: str | None = None,
    seconds: float = 60.0,
) -> Looked:
    """Ask the repositories of all sessions and write `outcomes.parquet`."""
    decoder = msgspec.msgpack.Decoder(Trail)
    trails = [decoder.decode(packed) for packed in study.private.trails().values()]
    seen = Counter[str]()

    def looking(_: Path, count: int) -> None:
        seen["repositories"] += 1
        seen["sessions"] += count
        step("outcomes", seen["sessions"], len(trails))

    settings = Settings(
        key=study.salt.secret,
        repositories=tuple(repositories),
        branch=branch,
        seconds=seconds,
    )
    outcomes = look(trails, settings, on_repository=looking)
    # Trails now know full shas and lines: kept for when git has lost them.
    study.private.keep_trails(
        [(one.session, msgspec.msgpack.encode(one)) for one in trails]
    )
    known = {row["session"] for row in parquet.read(study.folder / SESSIONS.file)}
    rows = [outcome_row(one, one.session) for one in outcomes if one.session in known]
    parquet.write(OUTCOMES, rows, study.folder / OUTCOMES.file)
    states = Counter(str(row["state"]) for row in rows)
    return Looked(
        sessions=len(rows), repositories=seen["repositories"], states=dict(states)
    )
