"""Taking sessions out for good: their rows go, and their logs are not read again.

What is remembered of them is a salted hash (or one date), which tells nothing to
whoever has no salt and no log.
"""

from collections.abc import Callable
from datetime import datetime, time

from metier.facts import parquet
from metier.facts.tables import SESSIONS, Row
from metier.study.asking import projects_like
from metier.study.golding import forget_checked
from metier.study.opening import Opened
from metier.study.parts import MERGED, merge_parts
from metier.study.settings import day, today, zone

__all__ = ["forget_before", "forget_projects", "forget_sessions"]

DERIVED = (
    "outcomes.parquet",
    "weeks.parquet",
    "estimates.json",
    "estimates.csv",
    "released.json",
)
PAGE = "report.html"
BEFORE = "forget before"


def forget_sessions(study: Opened, names: tuple[str, ...]) -> int:
    """Forget sessions by the log's id or by the study's own."""
    ids = {study.salt.id("session", name) for name in names} | set(names)
    study.private.forget("session", ids)
    return _drop(study, lambda row: row["session"] in ids)


def forget_projects(study: Opened, patterns: tuple[str, ...]) -> int:
    """Forget every session of the projects that a folder or pattern names."""
    ids = set(projects_like(study, patterns))
    study.private.forget("project", ids)
    study.private.drop_projects(ids)
    return _drop(study, lambda row: row["project"] in ids)


def forget_before(study: Opened, text: str) -> int:
    """Forget what began before a day."""
    place = zone(study.manifest.settings.timezone)
    date = datetime.fromisoformat(day(text, today(place))).date()
    moment = datetime.combine(date, time(), tzinfo=place).timestamp()
    noted = study.private.noted(BEFORE)
    study.private.note(BEFORE, str(max(moment, float(noted or moment))))
    return _drop(
        study,
        lambda row: row["started"] is not None and float(str(row["started"])) < moment,
    )


def _drop(study: Opened, holds: Callable[[Row], bool]) -> int:
    """Take rows out of every table, and everything that was made from them."""
    merge_parts(study.folder)
    rows = parquet.read(study.folder / SESSIONS.file)
    gone = [{"session": row["session"]} for row in rows if holds(row)]
    if not gone:
        return 0
    for table in MERGED:
        path = study.folder / table.file
        parquet.merge(table, path, (), path, without=list(gone))
    names = frozenset(str(row["session"]) for row in gone)
    study.private.drop_trails(names)
    study.private.drop_files(names)
    forget_checked(study, names)
    for name in (*DERIVED, PAGE):
        (study.folder / name).unlink(missing_ok=True)
    study.save("forget")
    return len(gone)
