"""Which files must be read together: those that share an id, or a plan.

Clusters share nothing, so they can be read in any order, by any process, and a
cluster in which no file is new or grown need not be read again.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from metier.study.private import FileEntry

__all__ = ["Group", "clusters", "paths_of", "people_of", "shards"]

DAY_S = 86_400.0

KEYS_AT_ONCE = 20_000_000
"""Marks compared in one go; more are compared in slices, to bound the memory."""

HIGHEST = 2**64 - 1

Marks = NDArray[np.uint64]

Group = list[FileEntry]
"""A cluster."""


def clusters(entries: Sequence[FileEntry]) -> list[list[FileEntry]]:
    """Group files that share an id, or hand over a plan within a day and folder."""
    parents = list(range(len(entries)))
    for first, second in (*_shared(entries), *_plans(entries)):
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


def _shared(entries: Sequence[FileEntry]) -> list[tuple[int, int]]:
    marks = [np.frombuffer(entry.marks, dtype=np.uint64) for entry in entries]
    slices = sum(map(len, marks)) // KEYS_AT_ONCE + 1
    pairs: list[tuple[int, int]] = []
    for part in range(slices):
        own = marks if slices == 1 else [_slice(one, part, slices) for one in marks]
        pairs += _pairs(own)
    return pairs


def _slice(marks: Marks, part: int, of: int) -> Marks:
    """Take a range of sorted marks; all ranges together are all marks."""
    low, high = ((HIGHEST * edge) // of for edge in (part, part + 1))
    first = np.searchsorted(marks, np.uint64(low))
    last = len(marks) if part + 1 == of else np.searchsorted(marks, np.uint64(high))
    return marks[first:last]


def _pairs(marks: Sequence[Marks]) -> list[tuple[int, int]]:
    """Pair files that share a mark, each with the next one that holds it."""
    if not marks:
        return []
    values = np.concatenate(marks)
    places = np.arange(len(marks), dtype=np.uint32)
    owners = np.repeat(places, [len(own) for own in marks])
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    same = np.flatnonzero(values[1:] == values[:-1])
    pairs = np.unique(np.stack([owners[same], owners[same + 1]], axis=1), axis=0)
    return [(int(first), int(second)) for first, second in pairs]


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
