"""One shard of transcripts becomes one part: sessions in, rows out, words dropped.

The only place where a study holds a session; it runs in a process of its own
where there are many files. Everything it needs is in the task, everything it
gives is in the part and the report.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from metier.engines import stores
from metier.facts import rows
from metier.facts.identities import Salt
from metier.facts.tables import ANNOTATIONS, EVIDENCE, MOMENTS, SESSIONS, Row
from metier.records import ANNOTATION_MARK, Evidence, Session
from metier.study.outcomes import trail_of
from metier.study.parts import Part, encoded, packed, sessions_in, write_part

__all__ = ["Report", "Task", "read_shard"]

OWN = "a question of metier's"
"""Why a session was left out that an annotator had with the person's own agent."""

STOPPED = "reader stopped"
"""Why a cluster was left out whose reading raised an error nobody expected."""


Tables = dict[str, list[msgspec.Raw]]
"""Encoded rows, by table."""


class Task(msgspec.Struct, kw_only=True):
    """What one shard needs to be read."""

    name: str
    """Of the part it gives."""

    folder: Path
    """Of the study."""

    groups: tuple[tuple[Path, ...], ...]
    """Clusters of files, each complete in itself."""

    people: dict[str, str]
    """Salted id of the person by file."""

    secret: bytes
    replaces: tuple[str, ...] = ()
    kept: frozenset[str] = frozenset()
    """Sessions whose rows stay as they are: most of their log is gone."""

    forgotten_sessions: frozenset[str] = frozenset()
    forgotten_projects: frozenset[str] = frozenset()
    forget_before: float | None = None
    annotate: bool = True
    carried: bool = False
    """The part goes back with the report: the reader may not see the study's folder."""

    only_annotate: frozenset[str] | None = None
    """Salted ids; where given, rows of other tables are left as they are."""

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file of the shard."""
        return tuple(path for group in self.groups for path in group)


class Report(msgspec.Struct, kw_only=True):
    """What came of a shard."""

    name: str
    sessions_of: dict[str, list[str]] = {}
    """Salted session ids by file."""

    projects: dict[str, str] = {}
    """Working folder by project id; goes to the private index alone."""

    notes: dict[str, str] = {}
    """Why a file gave no session, by file, from a closed list."""

    stops: dict[str, str] = {}
    """Kind of the error that stopped the reader, by file: a bug, to be reported."""

    trails: list[tuple[str, bytes]] = []
    """What sessions left in repositories; goes to the private index alone."""

    part: bytes = b""
    """The part itself, packed, where the task wants it carried."""

    sessions: int = 0
    annotated: int = 0
    forgotten: int = 0


def read_shard(task: Task) -> Report:
    """Read the clusters, write their part, and say what was there.

    A function of its task alone. Done twice, or half and then again, it leaves the
    same part: any process of any machine may do it.
    """
    report = Report(name=task.name)
    names = [ANNOTATIONS.name] if task.annotate else []
    if task.only_annotate is None:
        names += [SESSIONS.name, EVIDENCE.name, MOMENTS.name]
    tables: Tables = {name: [] for name in names}
    with stores.fetched(task.files) as here:
        _read_groups(task, here, tables, report)
    made = sessions_in(tables)
    replaces = tuple(name for name in task.replaces if name not in made)
    if report.stops:
        # What was known of a cluster that stops the reader today stays as it was.
        replaces = ()
    part = Part(replaces=replaces, tables=tables)
    if task.carried:
        report.part = packed(part)
    else:
        write_part(task.folder, task.name, part)
    return report


def _read_groups(
    task: Task,
    here: Mapping[Path, Path],
    tables: Tables,
    report: Report,
) -> None:
    salt = Salt(task.secret)
    for group in task.groups:
        mark = {name: len(rows_) for name, rows_ in tables.items()}
        try:
            names = {str(here[path]): str(path) for path in group}
            _read_group(names, task, salt, tables, report)
        except Exception as error:  # noqa: BLE001 - one bad file never stops a run
            # The cluster is left out as a whole: half of one would count copies.
            for name, rows_ in tables.items():
                del rows_[mark[name] :]
            kind = type(error).__name__
            report.notes.update({str(path): STOPPED for path in group})
            report.stops[str(group[0])] = kind if kind.isidentifier() else "Exception"


def _read_group(
    names: Mapping[str, str],
    task: Task,
    salt: Salt,
    tables: Tables,
    report: Report,
) -> None:
    """Read files that hang together; `names` says what each is to the study."""
    from metier import formats  # noqa: PLC0415 - in the reading process alone

    corpus = formats.read(map(Path, names))
    for session in corpus:
        files = tuple(names.get(file, file) for file in session.files)
        own = msgspec.structs.replace(session, files=files)
        _take(own, task, salt, tables, report)
    for reason, paths in corpus.tally.paths.items():
        report.notes.update({names.get(path, path): reason for path in paths})


def _take(
    session: Session,
    task: Task,
    salt: Salt,
    tables: Tables,
    report: Report,
) -> None:
    from metier import evidence  # noqa: PLC0415 - same
    from metier.facts.counts import counts  # noqa: PLC0415 - same

    if _is_metiers_own(session):
        report.notes.update(dict.fromkeys(session.files, OWN))
        return
    name = salt.id("session", session.id)
    for file in session.files:
        report.sessions_of.setdefault(file, []).append(name)
    if _is_forgotten(session, name, task, salt):
        report.forgotten += 1
        return
    if name in task.kept:
        return
    report.sessions += 1
    if session.cwds:
        report.projects[salt.id("project", session.cwds[0])] = session.cwds[0]
    ledger = evidence.ledger(session)
    if task.only_annotate is None:
        person = _person(session, task.people)
        row = rows.session_row(session, counts(session, ledger), salt, person)
        tables[SESSIONS.name].append(encoded(row))
        tables[MOMENTS.name].append(encoded(rows.moments_row(session, salt, person)))
        shown = rows.evidence_rows(session, ledger, salt)
        tables[EVIDENCE.name].extend(map(encoded, shown))
        left = trail_of(session, ledger, salt)
        if left is not None:
            report.trails.append(left)
    if task.annotate and (task.only_annotate is None or name in task.only_annotate):
        report.annotated += 1
        answers = _answers(session, ledger, salt)
        tables[ANNOTATIONS.name].extend(map(encoded, answers))


def _answers(
    session: Session, ledger: tuple[Evidence, ...], salt: Salt
) -> Iterator[Row]:
    from metier import annotators  # noqa: PLC0415 - same

    attempted = annotators.attempted(session, ledger)
    yield rows.attempted_row(session, salt, attempted=attempted)
    answers = annotators.offline.annotate(session, ledger)
    yield from rows.annotation_rows(session, answers, salt)


def _person(session: Session, people: Mapping[str, str]) -> str:
    return next((people[file] for file in session.files if file in people), "")


def _is_metiers_own(session: Session) -> bool:
    """Say whether a session is a question of metier's to a person's agent."""
    first = session.inputs[:1]
    return any(item.text.startswith(ANNOTATION_MARK) for item in first) or any(
        ANNOTATION_MARK in folder for folder in session.cwds[:1]
    )


def _is_forgotten(session: Session, name: str, task: Task, salt: Salt) -> bool:
    if name in task.forgotten_sessions:
        return True
    projects = {salt.id("project", folder) for folder in session.cwds[:1]}
    if projects & task.forgotten_projects:
        return True
    return (
        task.forget_before is not None
        and session.started is not None
        and session.started < task.forget_before
    )
