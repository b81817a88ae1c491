"""Files in object stores: listed, and fetched to disk for as long as they are read.

`s3://bucket/key` is written as a path like any other, `s3:/bucket/key`, so that a
study remembers it as it remembers a file. Keys and regions come from the
environment, as every tool of the store takes them.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from metier.errors import EngineError

if TYPE_CHECKING:
    from obstore.store import ObjectStore

__all__ = ["Stored", "fetched", "is_stored", "listed", "url"]

SCHEMES = ("s3:", "gs:", "az:")


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """An object, as its store lists it."""

    path: Path
    size: int
    mtime_ns: int


def is_stored(path: PurePosixPath | Path) -> bool:
    """Say whether a path names an object in a store."""
    return path.parts[:1] != () and path.parts[0] in SCHEMES


def url(path: Path) -> str:
    """Write a path of a store as its address."""
    scheme, *rest = path.parts
    return f"{scheme}//{'/'.join(rest)}"


def listed(root: Path) -> Iterator[Stored]:
    """Give every object below a path, in order."""
    import obstore  # noqa: PLC0415 - an extra; `_store` says so

    store, prefix = _of(root)
    bucket = Path(*root.parts[:2])
    try:
        batches = list(obstore.list(store, prefix=prefix or None))
    except Exception as error:
        raise _unreachable(url(root), error) from error
    found = [
        Stored(
            path=bucket / str(item["path"]),
            size=item["size"],
            mtime_ns=int(item["last_modified"].timestamp() * 1e9),
        )
        for batch in batches
        for item in batch
    ]
    yield from sorted(found, key=lambda item: item.path)


@contextmanager
def fetched(paths: Iterable[Path]) -> Iterator[Mapping[Path, Path]]:
    """Give where each path lies on this disk; what was fetched is gone afterwards."""
    wanted = list(paths)
    if not any(map(is_stored, wanted)):
        yield {path: path for path in wanted}
        return
    with tempfile.TemporaryDirectory(prefix="metier-") as folder:
        here = Path(folder).resolve()
        yield {
            path: _fetch(path, here / Path(*path.parts[1:]))
            if is_stored(path)
            else path
            for path in wanted
        }


def _fetch(path: Path, out: Path) -> Path:
    import obstore  # noqa: PLC0415 - an extra; `_store` says so

    store, key = _of(path)
    out.parent.mkdir(parents=True, exist_ok=True)
    try:
        with out.open("wb") as file:
            # In pieces: an object may be larger than the memory.
            for piece in obstore.get(store, key).stream():
                file.write(memoryview(piece))
    except FileNotFoundError:
        # It went between listing and reading, as files on disk do.
        out.unlink(missing_ok=True)
    except OSError:
        raise
    except Exception as error:
        raise _unreachable(url(path), error) from error
    return out


def _of(path: Path) -> "tuple[ObjectStore, str]":
    scheme, bucket, *rest = path.parts
    return _store(scheme, bucket), "/".join(rest)


@cache
def _store(scheme: str, bucket: str) -> "ObjectStore":
    try:
        from obstore.store import from_url  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise EngineError(
            f"{scheme}//{bucket}: reading an object store needs a package that is not "
            "installed. Install it with: pip install 'metier[cloud]'"
        ) from error
    # A store on this machine has no certificate; others are asked over TLS.
    plain = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
    return from_url(f"{scheme}//{bucket}", client_options={"allow_http": plain})


def _unreachable(where: str, error: Exception) -> EngineError:
    first = str(error).strip().splitlines()[:1]
    return EngineError(
        f"{where}: the store does not answer ({type(error).__name__}: "
        f"{' '.join(first)[:200]}). Check the address, and that its keys and region "
        "are in the environment (such as AWS_ACCESS_KEY_ID and AWS_REGION)."
    )
