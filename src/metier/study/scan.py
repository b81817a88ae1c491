"""What changed since the last run: which files are new, grown, unchanged or gone."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from metier.facts.identities import Salt
from metier.study.clusters import clusters
from metier.study.marks import look, signature
from metier.study.private import FileEntry
from metier.study.sources import Found

__all__ = ["Scan", "Step", "scan"]

Step = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


class Scan(msgspec.Struct, kw_only=True):
    """What is to be read."""

    groups: list[list[FileEntry]]
    """Clusters with a file that is new or grown."""

    unchanged: list[FileEntry]
    """Files that need no reading, some with a new time of change."""

    left_out: Counter[str]
    files: int
    bytes: int


def scan(
    found: Iterable[Found], known: dict[Path, FileEntry], salt: Salt, step: Step
) -> Scan:
    """Look at every file, and at the inside of those that look new."""
    entries: list[FileEntry] = []
    new: set[Path] = set()
    left_out: Counter[str] = Counter()
    files = tuple(found)
    for number, file in enumerate(files):
        step("look", number, len(files))
        if file.person is None:
            left_out["nobody named in the people file"] += 1
            continue
        try:
            entry, changed = _look(file, known.get(file.path), salt)
        except OSError as error:
            denied = isinstance(error, PermissionError)
            left_out["no permission" if denied else "cannot be opened"] += 1
            continue
        entries.append(entry)
        if changed:
            new.add(entry.path)
    step("look", len(files), len(files))
    groups = [group for group in clusters(entries) if any(e.path in new for e in group)]
    again = {entry.path for group in groups for entry in group}
    return Scan(
        groups=groups,
        unchanged=[entry for entry in entries if entry.path not in again],
        left_out=left_out,
        files=len(files),
        bytes=sum(entry.size for entry in entries),
    )


def _look(file: Found, before: FileEntry | None, salt: Salt) -> tuple[FileEntry, bool]:
    size, mtime_ns = signature(file.path)
    person = salt.id("person", file.person or "")
    same_person = before is not None and before.person == person
    if (
        before is not None
        and same_person
        and (size, mtime_ns)
        == (
            before.size,
            before.mtime_ns,
        )
    ):
        return before, False
    marks = look(file.path)
    entry = FileEntry(
        path=file.path,
        person=person,
        root=file.root,
        size=size,
        mtime_ns=mtime_ns,
        digest=marks.digest,
        marks=marks.ids,
        links=(marks.first, marks.last, marks.proposes, marks.takes_up),
        sessions=() if before is None else before.sessions,
        note=None if before is None else before.note,
    )
    same = before is not None and same_person and before.digest == marks.digest
    return entry, not same
