"""Log files on disk: found, told apart by their content, each one once."""

import fnmatch
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from metier.formats.records import Format, LogFile
from metier.formats.tally import Tally
from metier.records import Agent

__all__ = ["find", "sort_by_agent"]

_HEAD = 64 * 1024
# Folders inside an agent's home that hold no transcripts.
_SKIPPED = frozenset(("tool-results", "memory", "node_modules", ".git"))


def find(
    paths: Iterable[Path], formats: Sequence[Format], tally: Tally
) -> list[LogFile]:
    """Find files that may be transcripts: those given, and all inside folders.

    Links are followed, and a file that can be reached twice is found once.
    """
    patterns = [f"*{suffix}" for form in formats for suffix in form.suffixes]
    patterns += [pattern for form in formats for pattern in form.patterns]
    wanted = re.compile("|".join(map(fnmatch.translate, dict.fromkeys(patterns))))
    seen: dict[tuple[int, int], LogFile] = {}
    for path in _candidates(paths, wanted, tally):
        try:
            status = path.stat()
        except OSError as error:
            _leave(tally, path, error)
            continue
        if not stat.S_ISREG(status.st_mode):
            tally.leave("not a file", path)
            continue
        key = (status.st_dev, status.st_ino)
        if key in seen:
            tally.leave("same file twice", path)
            continue
        seen[key] = LogFile(path=path, size=status.st_size)
        tally.files += 1
        tally.bytes += status.st_size
    return sorted(seen.values(), key=lambda file: os.fsencode(file.path))


def _leave(tally: Tally, path: Path, error: OSError) -> None:
    permission = isinstance(error, PermissionError)
    tally.leave("no permission" if permission else "cannot be read", path)


def _candidates(
    paths: Iterable[Path], wanted: re.Pattern[str], tally: Tally
) -> Iterator[Path]:
    for path in paths:
        # Says no where it may not look; what is wrong is found when it is opened.
        if not os.path.isdir(path):  # noqa: PTH112 -- Path.is_dir raises there
            yield path
            continue
        visited: set[tuple[int, int]] = set()

        def unreadable(error: OSError) -> None:
            _leave(tally, Path(os.fsdecode(error.filename or b"?")), error)

        for folder, folders, names in os.walk(
            path, onerror=unreadable, followlinks=True
        ):
            here = _identity(folder)
            if here in visited:
                folders.clear()
                continue
            visited.add(here)
            for name in filter(wanted.match, folders):
                tally.leave("not a file", Path(folder, name))
            folders[:] = sorted(name for name in folders if name not in _SKIPPED)
            yield from (
                Path(folder, name) for name in sorted(names) if wanted.match(name)
            )


def _identity(folder: str) -> tuple[int, int]:
    try:
        status = Path(folder).stat()
    except OSError:
        return (-1, hash(folder))
    return status.st_dev, status.st_ino


def sort_by_agent(
    files: Iterable[Path], formats: Sequence[Format], tally: Tally
) -> dict[Agent, list[Path]]:
    """Tell the agents apart by what stands in the files, not by their names."""
    sorted_files: dict[Agent, list[Path]] = {}
    suffixes = tuple(suffix for form in formats for suffix in form.suffixes)
    for path in files:
        try:
            with path.open("rb") as file:
                head = file.read(_HEAD)
        except OSError as error:
            _leave(tally, path, error)
            continue
        if not head.strip():
            tally.leave("empty", path)
            continue
        form = next(
            (
                form
                for form in formats
                if _may_be(path, form, suffixes) and form.sniff(path, head)
            ),
            None,
        )
        if form is None:
            tally.leave("not a transcript", path)
        else:
            sorted_files.setdefault(form.name, []).append(path)
    return sorted_files


def _may_be(path: Path, form: Format, suffixes: tuple[str, ...]) -> bool:
    """Keep an agent's own lists of sessions from passing for transcripts."""
    name = path.name
    return name.endswith(form.suffixes) or not name.endswith(suffixes)
