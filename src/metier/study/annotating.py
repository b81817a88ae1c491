"""The second stage: answer the codebook where an answer of today's version is missing.

In a whole run sessions are annotated while they are read; alone, this stage goes
back to the transcripts of those that lack an answer. A session whose log is gone
keeps the answers it has.
"""

import contextlib
import time

from metier.codebook import FACETS
from metier.engines import Engine, running, stores
from metier.facts import parquet
from metier.facts.tables import ANNOTATIONS, SESSIONS
from metier.study.clusters import clusters, paths_of, people_of, shards
from metier.study.ingest import SHARD_BYTES, SHARD_FILES
from metier.study.opening import Opened
from metier.study.parts import keep_part, merge_parts
from metier.study.private import FileEntry
from metier.study.reading import Task, read_shard
from metier.study.scan import Step

__all__ = ["annotate", "annotator_name", "missing"]


def annotate(study: Opened, step: Step, engine: Engine | None = None) -> int:
    """Annotate what lacks an answer; count the sessions."""
    merge_parts(study.folder)
    name = annotator_name()
    study.manifest.annotators = (name,)
    wanted = missing(study, name)
    if not wanted:
        return 0
    groups = [
        group
        for group in clusters(_there(study), study.private.marks)
        if any(wanted.intersection(entry.sessions) for entry in group)
    ]
    carried = engine is not None and not engine.is_local
    tasks = _tasks(study, groups, wanted, carried=carried)
    done, files = 0, sum(len(task.files) for task in tasks)
    sessions = 0
    where = engine or Engine()
    weight = sum(entry.size for group in groups for entry in group)
    with running(where, weight) as each:
        for task, report in each(read_shard, tasks):
            if report.part:
                keep_part(study.folder, task.name, report.part)
            done += len(task.files)
            sessions += report.annotated
            step("annotate", done, files)
    merge_parts(study.folder)
    return sessions


def annotator_name() -> str:
    """Name the annotator and its version, as it stands in the table."""
    from metier import annotators  # noqa: PLC0415 - only where annotating begins

    return annotators.offline.NAME


def missing(study: Opened, annotator: str) -> frozenset[str]:
    """Name the sessions without all of today's answers by this annotator."""
    versions = ", ".join(f"('{facet.name}', {facet.version})" for facet in FACETS)
    with contextlib.closing(parquet.connect()) as base:
        found = parquet.query(
            base,
            f"""
            SELECT session FROM {parquet.source(study.folder / SESSIONS.file)}
            WHERE session NOT IN (
                SELECT session FROM {parquet.source(study.folder / ANNOTATIONS.file)}
                WHERE annotator = '{annotator}' AND (facet, version) IN ({versions})
                GROUP BY session HAVING count(DISTINCT facet) = {len(FACETS)}
            )
            """,  # noqa: S608 - names of our own tables and facets
            f"{study.folder}: the tables could not be read; run `metier ingest` again",
        ).fetchall()
    return frozenset(str(name) for (name,) in found)


def _there(study: Opened) -> list[FileEntry]:
    return [
        entry
        for path, entry in study.private.files().items()
        if stores.is_stored(path) or path.exists()
    ]


def _tasks(
    study: Opened,
    groups: list[list[FileEntry]],
    wanted: frozenset[str],
    *,
    carried: bool,
) -> list[Task]:
    begun = f"{time.time_ns():020d}"
    return [
        Task(
            name=f"{begun}-{number:05d}",
            folder=study.folder,
            groups=paths_of(shard),
            people=people_of(shard),
            secret=study.salt.secret,
            only_annotate=wanted,
            carried=carried,
        )
        for number, shard in enumerate(
            shards(groups, size=SHARD_FILES, bytes_=SHARD_BYTES)
        )
    ]
