"""Where transcripts come from: folders that were named, or those of this machine."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

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


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """The transcripts found, and what looked like one and is none."""

    files: tuple[Found, ...]
    left_out: dict[str, int]


def named_sources(paths: tuple[Path, ...]) -> tuple[Source, ...]:
    """Take each path as one person's."""
    for path in paths:
        if not path.exists():
            raise NothingFoundError(
                f"{path} is not there. Name a folder of transcripts with --from; "
                "`metier doctor` says where this machine's lie."
            )
    whole = [path.resolve() for path in paths]
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
    found: dict[Path, Found] = {}
    for source in sources:
        for file in formats.find([source.path], tally=tally):
            owner = people.owner(file.path, source.path, source.person)
            # Two roots can share one folder by a link: a file counts once.
            found.setdefault(
                file.path.resolve(),
                Found(path=file.path, root=source.path, person=owner),
            )
    return Listing(
        files=tuple(sorted(found.values(), key=lambda item: item.path)),
        left_out={str(reason): count for reason, count in tally.left_out.items()},
    )
