"""Sessions read again when they are asked about, whole clusters from where they lie."""

from collections.abc import Callable, Iterator

from metier import formats
from metier.engines import stores
from metier.records import Session
from metier.study.clusters import clusters
from metier.study.opening import Opened
from metier.study.private import FileEntry

__all__ = ["read_again"]


def read_again(study: Opened, wanted: Callable[[FileEntry], bool]) -> Iterator[Session]:
    """Read the clusters in which a file is wanted; objects of a store are fetched."""
    there = [
        entry
        for path, entry in study.private.files().items()
        if stores.is_stored(path) or path.exists()
    ]
    for group in clusters(there, study.private.marks):
        if any(map(wanted, group)):
            with stores.fetched([entry.path for entry in group]) as here:
                yield from formats.read(tuple(here.values()))
