"""Where transcripts come from: folders that were named, or those of this machine."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path

import msgspec

from metier.engines import stores
from metier.errors import NothingFoundError
from metier.study.people import MINE, People

__all__ = ["Found", "Listing", "Source", "find", "machine_sources", "named_sources"]


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A folder or file of transcripts, and whose it is."""

    path: Path
    person: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A transcript and its person; None where the people file names nobody."""

    path: Path
    root: Path
    person: str | None
    state: tuple[int, int] | None = None
    """Size and time of change as a store lists them; files are asked themselves."""


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """The transcripts found, and what looked like one and is none."""

    files: tuple[Found, ...]
    left_out: dict[str, int]

    def is_there(self, path: Path) -> bool:
        """Say whether a file still is where it was.

        What lies in a store is asked for by listing: without one it counts as there.
        """
        if not stores.is_stored(path):
            return path.exists()
        roots = {item.root for item in self.files if stores.is_stored(item.root)}
        if not any(path.is_relative_to(root) for root in roots):
            return True
        return any(item.path == path for item in self.files)


def named_sources(paths: tuple[Path, ...]) -> tuple[Source, ...]:
    """Take each path as one person's."""
    for path in paths:
        if not stores.is_stored(path) and not path.exists():
            raise NothingFoundError(
                f"{path} is not there. Name a folder of transcripts with --from; "
                "`metier doctor` says where this machine's lie."
            )
    whole = [path if stores.is_stored(path) else path.resolve() for path in paths]
    return tuple(Source(path=path, person=str(path)) for path in dict.fromkeys(whole))


def machine_sources(environ: Mapping[str, str], home: Path) -> tuple[Source, ...]:
    """Return the places on this machine where agents left transcripts."""
    from metier import formats  # noqa: PLC0415 - only where reading begins

    return tuple(
        Source(path=Path(root.path), person=MINE)
        for root in formats.discover(environ, home)
    )


def find(sources: tuple[Source, ...], people: People) -> Listing:
    """Return every transcript under the sources, each once, in order of path."""
    from metier import formats  # noqa: PLC0415 - only where reading begins

    tally = formats.Tally()
    found: dict[tuple[int, int] | Path, Found] = {}
    for source in sources:
        if stores.is_stored(source.path):
            for file in _stored(source, people):
                found.setdefault(file.path, file)
            continue
        for log in formats.find([source.path], tally=tally):
            owner = people.owner(log.path, source.path, source.person)
            status = log.path.stat()
            # Two roots can share one folder by a link: a file counts once.
            found.setdefault(
                (status.st_dev, status.st_ino),
                Found(path=log.path, root=source.path, person=owner),
            )
    return Listing(
        files=tuple(sorted(found.values(), key=lambda item: item.path)),
        left_out={str(reason): count for reason, count in tally.left_out.items()},
    )


def _stored(source: Source, people: People) -> Iterator[Found]:
    from metier import formats  # noqa: PLC0415 - only where reading begins

    patterns = [f"*{suffix}" for form in formats.FORMATS for suffix in form.suffixes]
    patterns += [pattern for form in formats.FORMATS for pattern in form.patterns]
    for item in stores.listed(source.path):
        if any(fnmatch(item.path.name, pattern) for pattern in patterns):
            yield Found(
                path=item.path,
                root=source.path,
                person=people.owner(item.path, source.path, source.person),
                state=(item.size, item.mtime_ns),
            )
