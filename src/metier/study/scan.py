"""What changed since the last run: which files are new, grown, unchanged or gone."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from metier.engines import Each, stores
from metier.facts.identities import Salt
from metier.study.clusters import clusters
from metier.study.marks import Marks, look, signature
from metier.study.opening import Opened
from metier.study.private import FileEntry
from metier.study.sources import Found

__all__ = ["Scan", "Step", "look_at", "scan"]

LOOKED_AT_ONCE = 64
BYTES_AT_ONCE = 16 << 20

Step = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is."""


class Scan(msgspec.Struct, kw_only=True):
    """What is to be read."""

    groups: list[list[FileEntry]]
    """Clusters with a file that is new or grown."""

    touched: list[FileEntry]
    """Files that need no reading and have a new time of change."""

    left_out: Counter[str]
    files: int
    bytes: int


class _New(msgspec.Struct, kw_only=True):
    """A file that looks new from outside."""

    found: Found
    person: str
    state: tuple[int, int]


def scan(
    found: Iterable[Found],
    opened: Opened,
    known: dict[Path, FileEntry],
    each: Each,
    step: Step,
) -> Scan:
    """Look at every file, and at the inside of those that look new."""
    files = tuple(found)
    step("look", 0, len(files))
    left_out: Counter[str] = Counter()
    entries, fresh = _sort(files, known, opened.salt, left_out)
    old = len(entries)
    new: set[Path] = set()
    touched: list[FileEntry] = []
    done = len(files) - len(fresh)
    by_path = {item.found.path: item for item in fresh}
    for paths, marks in each(look_at, _shards(fresh)):
        both = list(zip(paths, marks, strict=True))
        opened.private.keep_marks(
            (path, seen.ids) for path, seen in both if not isinstance(seen, str)
        )
        for path, seen in both:
            if isinstance(seen, str):
                left_out[seen] += 1
                continue
            entry, changed = _entry(by_path[path], known.get(path), seen)
            entries.append(entry)
            if changed:
                new.add(path)
            else:
                touched.append(entry)
        done += len(paths)
        step("look", done, len(files))
    if len(entries) > old:
        entries.sort(key=lambda entry: entry.path)
    # Where nothing is new there is nothing to join: joining looks at every file.
    joined = clusters(entries, opened.private.marks) if new else []
    groups = [group for group in joined if any(e.path in new for e in group)]
    again = {entry.path for group in groups for entry in group}
    return Scan(
        groups=groups,
        touched=[entry for entry in touched if entry.path not in again],
        left_out=left_out,
        files=len(files),
        bytes=sum(entry.size for entry in entries),
    )


def look_at(paths: tuple[Path, ...]) -> list[Marks | str]:
    """Look into files; a word says why one could not be looked into.

    A function of its paths alone: it runs in whatever process there is.
    """
    with stores.fetched(paths) as here:
        return [_look(here[path]) for path in paths]


def _look(path: Path) -> Marks | str:
    try:
        return look(path)
    except OSError as error:
        return _why(error)


def _why(error: OSError) -> str:
    denied = isinstance(error, PermissionError)
    return "no permission" if denied else "cannot be opened"


def _sort(
    files: Iterable[Found],
    known: dict[Path, FileEntry],
    salt: Salt,
    left_out: Counter[str],
) -> tuple[list[FileEntry], list[_New]]:
    """Tell files that are as they were from those that look new from outside."""
    same: list[FileEntry] = []
    new: list[_New] = []
    people: dict[str, str] = {}
    for file in files:
        if file.person is None:
            left_out["nobody named in the people file"] += 1
            continue
        person = people.get(file.person)
        if person is None:
            person = people[file.person] = salt.id("person", file.person)
        try:
            state = file.state or signature(file.path)
        except OSError as error:
            left_out[_why(error)] += 1
            continue
        before = known.get(file.path)
        if (
            before is not None
            and before.person == person
            and (before.size, before.mtime_ns) == state
        ):
            same.append(before)
        else:
            new.append(_New(found=file, person=person, state=state))
    return same, new


def _shards(new: Sequence[_New]) -> list[tuple[Path, ...]]:
    shards: list[list[Path]] = []
    weight = 0
    for item in new:
        size = item.state[0]
        if (
            not shards
            or len(shards[-1]) >= LOOKED_AT_ONCE
            or weight + size > BYTES_AT_ONCE
        ):
            shards.append([])
            weight = 0
        shards[-1].append(item.found.path)
        weight += size
    return [tuple(shard) for shard in shards]


def _entry(new: _New, before: FileEntry | None, marks: Marks) -> tuple[FileEntry, bool]:
    size, mtime_ns = new.state
    entry = FileEntry(
        path=new.found.path,
        person=new.person,
        root=new.found.root,
        size=size,
        mtime_ns=mtime_ns,
        digest=marks.digest,
        links=(marks.first, marks.last, marks.proposes, marks.takes_up),
        sessions=() if before is None else before.sessions,
        note=None if before is None else before.note,
    )
    same = (
        before is not None
        and before.person == new.person
        and before.digest == marks.digest
    )
    return entry, not same
