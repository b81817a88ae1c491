"""Which files must be read together: those that share an id, or a plan.

Clusters share nothing, so they can be read in any order, by any process, and a
cluster in which no file is new or grown need not be read again.
"""

import contextlib
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from metier.study.private import FileEntry

__all__ = ["Group", "clusters", "paths_of", "people_of", "shards"]

DAY_S = 86_400.0

KEYS_AT_ONCE = 500_000
"""Marks compared in one go; more are sorted into files first, to bound the memory."""

SLICES = 64
"""Files that marks are sorted into; together they take twelve bytes a mark."""

Marks = NDArray[np.uint64]
Owners = NDArray[np.uint32]
KEY = np.dtype([("mark", np.uint64), ("owner", np.uint32)])

Group = list[FileEntry]
"""A cluster."""


def clusters(
    entries: Sequence[FileEntry],
    marks: Callable[[FileEntry], bytes] = lambda entry: entry.marks or b"",
) -> list[list[FileEntry]]:
    """Group files that share an id, or hand over a plan within a day and folder.

    `marks` gives those of a file, one file at a time: all of them are too many.
    """
    parents = list(range(len(entries)))
    for first, second in chain(_shared(entries, marks), _plans(entries)):
        _join(parents, first, second)
    groups: dict[int, list[FileEntry]] = defaultdict(list)
    for place, entry in enumerate(entries):
        groups[_root(parents, place)].append(entry)
    return list(groups.values())


def shards(groups: Iterable[Group], *, size: int, bytes_: int) -> list[list[Group]]:
    """Pack clusters into shards of about that many files or bytes, in order."""
    packed: list[list[Group]] = []
    files = weight = 0
    for group in groups:
        own = sum(entry.size for entry in group)
        full = packed and (files + len(group) > size or weight + own > bytes_)
        if not packed or full:
            packed.append([])
            files = weight = 0
        packed[-1].append(group)
        files += len(group)
        weight += own
    return packed


def paths_of(shard: Iterable[Group]) -> tuple[tuple[Path, ...], ...]:
    """Return the files of each cluster."""
    return tuple(tuple(entry.path for entry in group) for group in shard)


def people_of(shard: Iterable[Group]) -> dict[str, str]:
    """Return the salted person of every file."""
    return {str(entry.path): entry.person for group in shard for entry in group}


def _shared(
    entries: Sequence[FileEntry], marks_of: Callable[[FileEntry], bytes]
) -> Iterator[tuple[int, int]]:
    """Pair files that share a mark, each with the next one that holds it."""
    if len(entries) == 1:
        return
    with contextlib.ExitStack() as stack:
        spilled = [stack.enter_context(tempfile.TemporaryFile()) for _ in range(SLICES)]
        held: list[tuple[Marks, Owners]] = []
        count = 0
        spills = False
        for place, entry in enumerate(entries):
            every = np.frombuffer(marks_of(entry), dtype=np.uint64)
            for start in range(0, len(every), KEYS_AT_ONCE):
                marks = every[start : start + KEYS_AT_ONCE]
                held.append((marks, np.full(len(marks), place, dtype=np.uint32)))
                count += len(marks)
                if count > KEYS_AT_ONCE:
                    _spill(held, spilled)
                    held, count, spills = [], 0, True
        if not spills:
            yield from _pairs(*_joined(held))
            return
        _spill(held, spilled)
        for file in spilled:
            file.seek(0)
            keys = np.frombuffer(file.read(), dtype=KEY)
            yield from _pairs(keys["mark"], keys["owner"])


def _joined(held: Sequence[tuple[Marks, Owners]]) -> tuple[Marks, Owners]:
    nothing = (np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.uint32))
    both = [nothing, *held]
    return (
        np.concatenate([marks for marks, _ in both]),
        np.concatenate([owners for _, owners in both]),
    )


def _spill(held: Sequence[tuple[Marks, Owners]], files: Sequence[IO[bytes]]) -> None:
    """Sort marks into files, equal ones into the same file."""
    marks, owners = _joined(held)
    keys = np.empty(len(marks), dtype=KEY)
    keys["mark"], keys["owner"] = marks, owners
    slices = (marks % np.uint64(len(files))).astype(np.uint8)
    order = np.argsort(slices, kind="stable")
    edges = np.searchsorted(slices[order], np.arange(len(files) + 1))
    keys = keys[order]
    for file, first, last in zip(files, edges[:-1], edges[1:], strict=True):
        file.write(keys[first:last].tobytes())


def _pairs(marks: Marks, owners: Owners) -> Iterator[tuple[int, int]]:
    order = np.lexsort((owners, marks))
    marks, owners = marks[order], owners[order]
    same = np.flatnonzero(marks[1:] == marks[:-1])
    pairs = np.unique(np.stack([owners[same], owners[same + 1]], axis=1), axis=0)
    yield from ((int(first), int(second)) for first, second in pairs)


def _plans(entries: Sequence[FileEntry]) -> list[tuple[int, int]]:
    by_folder: dict[Path, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        if entry.links[2]:
            by_folder[entry.path.parent].append(place)
    return [
        (place, other)
        for place, entry in enumerate(entries)
        if entry.links[3]
        for other in by_folder[entry.path.parent]
        if other != place and _near(entries[other], entry)
    ]


def _near(proposer: FileEntry, heir: FileEntry) -> bool:
    begun, ended = heir.links[0], proposer.links[1]
    return begun is None or ended is None or abs(begun - ended) <= DAY_S


def _join(parents: list[int], first: int, second: int) -> None:
    parents[_root(parents, second)] = _root(parents, first)


def _root(parents: list[int], place: int) -> int:
    while parents[place] != place:
        parents[place] = parents[parents[place]]
        place = parents[place]
    return place
