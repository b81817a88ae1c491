"""The first stage: transcripts in, tables out, and nothing twice.

Files are looked at, changed clusters are read shard by shard, each shard is put
down and remembered, and at the end all parts are merged into the tables.
"""

import contextlib
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from metier.engines import Each, Engine, running
from metier.study.clusters import Group, paths_of, people_of, shards
from metier.study.opening import Opened
from metier.study.parts import keep_part, merge_parts
from metier.study.private import FileEntry
from metier.study.reading import Report, Task, read_shard
from metier.study.scan import Scan, Step, scan
from metier.study.sources import Listing

__all__ = ["Ingested", "ingest"]

SHARD_FILES = 64
SHARD_BYTES = 16 << 20


class Ingested(msgspec.Struct, kw_only=True):
    """What one run of the stage saw."""

    files: int
    files_read: int
    bytes: int
    sessions_read: int
    sessions_forgotten: int
    kept_though_deleted: int
    left_out: Counter[str]
    """Files that gave no session, by reason, in this run and before."""


def ingest(
    opened: Opened,
    found: Listing,
    *,
    annotate: bool,
    step: Step,
    engine: Engine | None = None,
) -> Ingested:
    """Bring the tables of the study up to date with the transcripts found."""
    folder, private = opened.folder, opened.private
    merge_parts(folder)
    known = private.files()
    where = engine or Engine()
    with running(where, _weight(found, known)) as each:
        seen = scan(found.files, opened, known, each, step)
        listed = {file.path for file in found.files}
        gone = [
            entry
            for path, entry in known.items()
            if path not in listed and not found.is_there(path)
        ]
        tasks = _tasks(
            opened, seen, gone, annotate=annotate, carried=not where.is_local
        )
        private.remember(seen.touched, ())
        read, forgotten = _read(opened, seen, tasks, each, step)
    step("write", 0, 1)
    merge_parts(folder)
    step("write", 1, 1)
    after = private.files() if tasks else known
    return Ingested(
        files=seen.files,
        files_read=sum(len(task.files) for task in tasks),
        bytes=seen.bytes,
        sessions_read=read,
        sessions_forgotten=forgotten,
        kept_though_deleted=len(_only_in(gone, after.values())),
        left_out=seen.left_out + Counter(found.left_out) + _notes(after.values()),
    )


def _weight(found: Listing, known: dict[Path, FileEntry]) -> int:
    """Guess how much there is to read, from what was not there before."""
    weight = 0
    for file in found.files:
        if file.path not in known:
            with contextlib.suppress(OSError):
                weight += file.state[0] if file.state else file.path.stat().st_size
    return weight


def _read(
    opened: Opened, seen: Scan, tasks: Sequence[Task], each: Each, step: Step
) -> tuple[int, int]:
    """Read all shards, each remembered when its part is down; count sessions."""
    private = opened.private
    entries = {entry.path: entry for group in seen.groups for entry in group}
    files = sum(len(task.files) for task in tasks)
    done = read = forgotten = 0
    for task, report in each(read_shard, tasks):
        if report.part:
            keep_part(opened.folder, task.name, report.part)
        private.remember(_entries(task, report, entries), report.projects.items())
        private.keep_trails(report.trails)
        read += report.sessions
        forgotten += report.forgotten
        done += len(task.files)
        step("read", done, files)
    return read, forgotten


def _tasks(
    opened: Opened,
    seen: Scan,
    gone: Sequence[FileEntry],
    *,
    annotate: bool,
    carried: bool,
) -> list[Task]:
    # Names sort by time, so that parts of a later run are merged later.
    begun = f"{time.time_ns():020d}"
    private = opened.private
    before = private.noted("forget before")
    groups = sorted(seen.groups, key=lambda group: group[0].path)
    return [
        Task(
            name=f"{begun}-{number:05d}",
            folder=opened.folder,
            groups=paths_of(shard),
            people=people_of(shard),
            secret=opened.salt.secret,
            replaces=_replaced(shard, gone),
            kept=_kept(shard, gone),
            forgotten_sessions=private.forgotten("session"),
            forgotten_projects=private.forgotten("project"),
            forget_before=None if before is None else float(before),
            annotate=annotate,
            carried=carried,
        )
        for number, shard in enumerate(
            shards(groups, size=SHARD_FILES, bytes_=SHARD_BYTES)
        )
    ]


def _replaced(shard: Iterable[Group], gone: Sequence[FileEntry]) -> tuple[str, ...]:
    kept = _kept(shard, gone)
    old = {name for group in shard for entry in group for name in entry.sessions}
    return tuple(sorted(old - kept))


def _kept(shard: Iterable[Group], gone: Sequence[FileEntry]) -> frozenset[str]:
    """Name sessions of which the larger file is gone: what is left says less."""
    largest = max((entry.size for group in shard for entry in group), default=0)
    return frozenset(
        name for entry in gone if entry.size > largest for name in entry.sessions
    )


def _entries(
    task: Task, report: Report, entries: dict[Path, FileEntry]
) -> list[FileEntry]:
    return [
        msgspec.structs.replace(
            entries[path],
            sessions=tuple(report.sessions_of.get(str(path), ())),
            note=report.notes.get(str(path)),
        )
        for path in task.files
    ]


def _only_in(gone: Sequence[FileEntry], all_: Iterable[FileEntry]) -> frozenset[str]:
    lost = {name for entry in gone for name in entry.sessions}
    if not lost:
        return frozenset()
    away = {entry.path for entry in gone}
    there = {
        name for entry in all_ if entry.path not in away for name in entry.sessions
    }
    return frozenset(lost - there)


def _notes(entries: Iterable[FileEntry]) -> Counter[str]:
    return Counter(entry.note for entry in entries if entry.note is not None)
