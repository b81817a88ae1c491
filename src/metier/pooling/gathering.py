"""Files of many people, put together: who counts once, what is refused and why.

Of one machine the latest file counts. Machines with the same person id are one
person; so are files under two names that hold the same sessions, since nobody else
can have them. A file that cannot be taken is named with its reason, and the pool is
made without it.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from metier.errors import NothingFoundError, SettingError, ShareError
from metier.pooling.files import CAP, Share, read

__all__ = ["Gathered", "gather", "sources"]

_SUFFIX = ".share.json"


class Gathered(msgspec.Struct, kw_only=True):
    """The shares that count."""

    shares: dict[str, Share]
    """By person and machine; persons under two names carry one name."""

    files: int = 0
    replaced: int = 0
    """Earlier files of a machine that sent a later one."""

    joined: int = 0
    """People who came under two names."""

    refused: dict[str, str] = msgspec.field(default_factory=dict)
    """Why a file was not taken, by file."""

    months: tuple[str, ...] = ()


def _object_store(address: str, suffix: str) -> Iterator[tuple[str, bytes]]:
    try:
        import obstore  # noqa: PLC0415  (an extra)
        from obstore.store import from_url  # noqa: PLC0415
    except ImportError as error:
        raise SettingError(
            f"{address} is in an object store; install it with: pip install "
            '"metier[cloud]".'
        ) from error
    store = from_url(address)
    for batch in obstore.list(store):
        for found in batch:
            if str(found["path"]).endswith(suffix):
                content = obstore.get(store, found["path"]).bytes()
                yield f"{address.rstrip('/')}/{found['path']}", bytes(content)


def sources(
    places: Iterable[str], suffix: str = _SUFFIX
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of every shared file: folders, files, stores."""
    for place in places:
        if urlsplit(place).scheme in {"s3", "gs", "az", "memory"}:
            yield from _object_store(place, suffix)
            continue
        path = Path(place)
        if not path.exists():
            raise SettingError(
                f"{place} is not there. Give a folder with *{suffix} files (a git "
                "checkout is one), a file, or an s3:// gs:// az:// address."
            )
        files = [path] if path.is_file() else sorted(path.rglob(f"*{suffix}"))
        for file in files:
            yield str(file), file.read_bytes()


def gather(found: Iterable[tuple[str, bytes]], pool: str | None = None) -> Gathered:
    """Read shared files and settle who counts."""
    taken = Gathered(shares={})
    names: set[str] = set()
    for name, content in found:
        taken.files += 1
        try:
            share = read(content, name)
        except ShareError as error:
            taken.refused[name] = str(error)
            continue
        names.add(share.pool)
        if pool is not None and share.pool != pool:
            taken.refused[name] = f"made for the pool {share.pool!r}, not for {pool!r}."
            continue
        _take(taken, share)
    if not taken.shares:
        raise NothingFoundError(
            "there is no shared file to pool. Files end in "
            f"{_SUFFIX} and are made with `metier share --pool NAME`. "
            + " ".join(taken.refused.values())
        )
    if pool is None and len(names) > 1:
        raise SettingError(
            f"files of several pools: {', '.join(sorted(names))}. Say which with "
            "--pool."
        )
    _same_kind(taken)
    _join(taken)
    _cap(taken)
    taken.months = tuple(sorted({m for s in taken.shares.values() for m in s.months}))
    return taken


def _take(taken: Gathered, share: Share) -> None:
    key = f"{share.person}/{share.machine}"
    known = taken.shares.get(key)
    if known is None:
        taken.shares[key] = share
        return
    taken.replaced += 1
    if (share.made, share.number) >= (known.made, known.number):
        taken.shares[key] = share


def _same_kind(taken: Gathered) -> None:
    kinds = {share.kind for share in taken.shares.values()}
    if len(kinds) > 1:
        raise SettingError(
            "some files hold facts and some sums; one pool is made of one kind. Ask "
            "for files of the other kind, or pool them apart."
        )
    annotators = {share.annotator for share in taken.shares.values()}
    books = {tuple(sorted(share.codebook.items())) for share in taken.shares.values()}
    if len(annotators) > 1 or len(books) > 1:
        raise SettingError(
            f"the files rest on different annotators or codebooks "
            f"({', '.join(sorted(annotators))}). Answers to two versions are never "
            "mixed: have the older ones made again."
        )


def _fingerprints(share: Share) -> Iterator[str]:
    yield from share.fingerprints
    yield from (str(row[0]) for row in share.rows)


def _cap(taken: Gathered) -> None:
    """Let nobody count more than twenty sessions, on however many machines.

    Of rows those with the smallest fingerprints stay, as if one machine had drawn
    them; sums cannot be parted, so what is too much is left out whole.
    """
    by_person: dict[str, list[str]] = {}
    for key, share in taken.shares.items():
        by_person.setdefault(share.person, []).append(key)
    for keys in by_person.values():
        if len(keys) > 1:
            shares = {key: taken.shares[key] for key in sorted(keys)}
            if taken.shares[keys[0]].kind == "facts":
                _cap_rows(taken, shares)
            else:
                _cap_sums(taken, shares)


def _cap_rows(taken: Gathered, shares: dict[str, Share]) -> None:
    marks = {mark for share in shares.values() for mark in _fingerprints(share)}
    kept = frozenset(sorted(marks)[:CAP])
    for key, share in shares.items():
        rows = tuple(row for row in share.rows if str(row[0]) in kept)
        taken.shares[key] = msgspec.structs.replace(share, rows=rows)


def _cap_sums(taken: Gathered, shares: dict[str, Share]) -> None:
    sessions = 0
    for key, share in shares.items():
        sessions += len(share.fingerprints)
        if sessions > CAP:
            del taken.shares[key]
            taken.refused[key] = (
                f"sums of one person's machines hold more than {CAP} sessions. Have "
                "that person share from one machine, or pool facts."
            )
            sessions -= len(share.fingerprints)


def _join(taken: Gathered) -> None:
    """Give people who share a session one name."""
    owner: dict[str, str] = {}
    same: dict[str, str] = {}

    def root(name: str) -> str:
        while same.get(name, name) != name:
            name = same[name]
        return name

    for share in taken.shares.values():
        for mark in _fingerprints(share):
            first = owner.setdefault(mark, share.person)
            if root(first) != root(share.person):
                same[root(share.person)] = root(first)
    people = {share.person for share in taken.shares.values()}
    taken.joined = len(people) - len({root(name) for name in people})
    taken.shares = {
        key: msgspec.structs.replace(share, person=root(share.person))
        for key, share in taken.shares.items()
    }
