"""A study: one folder, and the stages that fill it, each from the files before it."""

import os
import platform
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from metier.codebook import FACETS
from metier.engines import Engine
from metier.errors import NothingFoundError, SettingError
from metier.facts import parquet
from metier.facts.tables import SESSIONS
from metier.records import Estimate, Exclusion, Released
from metier.study import estimating, exporting, releasing
from metier.study.annotating import annotate
from metier.study.asking import Asked, check_projects, choose_anew, settings_of, settle
from metier.study.curving import curve_of, lines
from metier.study.forgetting import forget_before, forget_projects, forget_sessions
from metier.study.ingest import Ingested, ingest
from metier.study.locking import mark
from metier.study.manifest import Seen
from metier.study.opening import Opened, opened
from metier.study.outcomes import look_into
from metier.study.pausing import refuse_paused
from metier.study.ruling import stricter
from metier.study.scan import Step
from metier.study.sources import find

__all__ = ["Study", "silent"]

SMALLEST_GROUP = 5
"""Fewer people than this get no release (methods 5.2)."""

LIBRARIES = ("duckdb", "msgspec", "numpy", "tree-sitter", "tree-sitter-bash")


def silent(what: str, done: int, of: int) -> None:
    """Tell nobody how far a run is."""


class Study:
    """One folder; every method is a stage that can run alone."""

    def __init__(
        self,
        folder: Path,
        environ: Mapping[str, str] | None = None,
        step: Step = silent,
        engine: Engine | None = None,
    ) -> None:
        """Name the folder; nothing is read or written before the first stage."""
        self.folder = folder
        self._environ = dict(os.environ if environ is None else environ)
        self._step = step
        self._engine = engine

    def run(self, asked: Asked, *, outcomes: bool = False) -> Path:
        """Do every stage and return the page."""
        with self._open() as study:
            self._ingest(study, asked, whole_run=True)
            self._annotate(study)
            if outcomes:
                look_into(study, self._step)
            self._estimate(study)
            self._release(study)
            return self._report(study)

    def ingest(self, asked: Asked) -> Ingested:
        """Read what is new in the transcripts."""
        with self._open() as study:
            return self._ingest(study, asked, whole_run=False)

    def annotate(self) -> int:
        """Answer the codebook where an answer is missing; count sessions."""
        with self._open() as study:
            return self._annotate(study)

    def estimate(self, asked: Asked | None = None) -> tuple[Estimate, ...]:
        """Answer every figure, in the window of the last run or another."""
        with self._open() as study:
            if asked is not None and (asked.chooses or asked.again):
                check_projects(study, (*asked.projects, *asked.without_projects))
                choose_anew(study, asked, self._environ)
            return self._estimate(study)

    def curve(self) -> tuple[str, ...]:
        """Estimate the slope of success by every specification; say it in lines."""
        with self._open() as study:
            return lines(curve_of(study.folder, study.manifest.settings))

    def release(
        self, *, authority: bool = False, text_derived: tuple[str, ...] = ()
    ) -> Released:
        """Let out what may go out; rules can be made stricter, never laxer."""
        with self._open() as study:
            study.manifest.rules = stricter(
                study.manifest.rules, authority=authority, text_derived=text_derived
            )
            return self._release(study)

    def export(self) -> Path:
        """Write means over people with noise, once a window."""
        with self._open() as study:
            return exporting.export_study(study)

    def report(self) -> Path:
        """Draw the page from `released.json` alone."""
        with self._open() as study:
            return self._report(study)

    def forget(
        self,
        *,
        sessions: tuple[str, ...] = (),
        projects: tuple[str, ...] = (),
        before: str | None = None,
    ) -> int:
        """Take sessions out for good; count them."""
        with self._open() as study:
            count = 0
            if sessions:
                count += forget_sessions(study, sessions)
            if projects:
                count += forget_projects(study, projects)
            if before is not None:
                count += forget_before(study, before)
            return count

    @contextmanager
    def _open(self) -> Iterator[Opened]:
        with opened(self.folder, self._environ) as study:
            yield study

    def _ingest(self, study: Opened, asked: Asked, *, whole_run: bool) -> Ingested:
        refuse_paused(study)
        sources = settle(study, asked, self._environ, anew=whole_run)
        found = find(sources.sources, sources.people)
        if not found.files and study.fresh:
            raise NothingFoundError(sources.nothing())
        ingested = ingest(
            *(study, found),
            annotate=whole_run,
            step=self._step,
            engine=self._engine,
        )
        if asked.projects or asked.without_projects:
            # Only now is it known which projects there are.
            check_projects(study, (*asked.projects, *asked.without_projects))
            study.manifest.settings = settings_of(study, asked, self._environ)
        _describe(study, ingested)
        study.save("ingest")
        return ingested

    def _annotate(self, study: Opened) -> int:
        count = annotate(study, self._step, self._engine)
        study.manifest.codebook = {facet.name: facet.version for facet in FACETS}
        study.save("annotate")
        return count

    def _estimate(self, study: Opened) -> tuple[Estimate, ...]:
        self._step("estimate", 0, 1)
        made, not_counted = estimating.estimate(
            study.folder, study.manifest.settings, partial(mark, study)
        )
        self._step("estimate", 1, 1)
        study.manifest.not_counted = not_counted
        study.save("estimate")
        return made

    def _release(self, study: Opened) -> Released:
        self._step("release", 0, 1)
        _check_people(study)
        released = releasing.release(study)
        self._step("release", 1, 1)
        study.save("release")
        return released

    def _report(self, study: Opened) -> Path:
        self._step("report", 0, 1)
        page = releasing.report(study.folder)
        self._step("report", 1, 1)
        _hash_files(study)
        study.save("report")
        return page


def _check_people(study: Opened) -> None:
    manifest = study.manifest
    if manifest.people_from_file is None and 1 < manifest.people < SMALLEST_GROUP:
        raise SettingError(
            f"{study.folder} holds the sessions of {manifest.people} people, one for "
            "each folder that was read, and a group that small gets no page. If they "
            "are one person's, say so with --people FILE, a file with the line `*,me`; "
            "else give each person a study with --study."
        )


def _describe(study: Opened, ingested: Ingested) -> None:
    manifest = study.manifest
    path = study.folder / SESSIONS.file
    totals = next(
        parquet.stream(
            "SELECT count(*), count(DISTINCT person), sum(lines), sum(lines_not_read), "  # noqa: S608 - our own path, quoted
            f"sum(lines_copied) FROM {parquet.source(path)}",
            f"{path}: not a table that metier wrote. Remove it and run again",
        )
    )
    sessions, people, lines, not_read, copied = (int(str(n or 0)) for n in totals)
    manifest.seen = Seen(
        files=ingested.files,
        files_read=ingested.files_read,
        bytes=ingested.bytes,
        sessions=sessions,
        lines=lines,
        lines_not_read=not_read,
        lines_copied=copied,
        kept_though_deleted=ingested.kept_though_deleted,
    )
    manifest.left_out = _exclusions(ingested.left_out)
    manifest.people = people
    # What left as a group's stays a group's; before that, --people may still say
    # that two folders are one person's.
    left = manifest.pooled and "release" in manifest.stages
    manifest.pooled = left or manifest.people > 1
    manifest.metier_version = version("metier")
    manifest.python_version = platform.python_version()
    manifest.libraries = {name: version(name) for name in LIBRARIES}


def _exclusions(counts: Counter[str]) -> tuple[Exclusion, ...]:
    return tuple(
        Exclusion(reason=f"file: {reason}", sessions=count)
        for reason, count in sorted(counts.items())
        if count
    )


def _hash_files(study: Opened) -> None:
    names = sorted(
        path
        for kind in ("*.parquet", "estimates.*", "released.json", "report.html")
        for path in study.folder.glob(kind)
    )
    study.manifest.files = {
        path.name: blake2b(path.read_bytes(), digest_size=16).hexdigest()
        for path in names
    }
