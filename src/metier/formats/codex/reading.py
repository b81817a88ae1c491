"""Codex CLI: `rollout-*.jsonl` files under `~/.codex/sessions` (formats 6.1).

One file is one thread. Resuming appends to it; a fork or a sub-agent begins its
own file with a copy of its parent's lines, which count in the parent alone.
"""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from metier.errors import TranscriptError
from metier.formats.codex.lines import Reading
from metier.formats.drafts import START, objects
from metier.formats.families import Head, Thread, gather
from metier.formats.tally import Tally
from metier.records import Session

__all__ = ["read", "read_file", "sniff"]


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file is a Codex rollout, by its name or its first bytes."""
    start = head[:START]
    return path.name.startswith("rollout-") or (
        b'"payload"' in start
        and (b'"session_meta"' in start or b'"response_item"' in start)
    )


def read(paths: Sequence[Path], tally: Tally | None = None) -> Iterator[Session]:
    """Read files as one corpus: each thread once, sub-agents inside their parent."""
    yield from gather(paths, tally or Tally(), glance=_glance, read=_threads)


def _glance(path: Path) -> Head:
    reading = Reading(path)
    try:
        for line in objects(path, reading.draft, _unpacked(path)):
            if line.get("type") == "session_meta":
                reading.take(line)
                break
    except (OSError, EOFError, TranscriptError):
        pass  # The reading itself will say what is wrong.
    return Head(str(reading.draft.facts["id"]), reading.parent)


def _threads(path: Path) -> Iterator[Thread]:
    session, parent = read_file(path)
    yield Thread(session, parent, rank=int(path.suffix != ".zst"))


def read_file(path: Path) -> tuple[Session, str | None]:
    """Read one rollout; the second value names the parent of a sub-agent's."""
    reading = Reading(path)
    try:
        for line in objects(path, reading.draft, _unpacked(path)):
            reading.take(line)
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or error
        raise TranscriptError(
            f"{path}: cannot be opened ({reason}). It is left out; give yourself "
            "permission to read it and run again."
        ) from error
    return reading.finish(), reading.parent


def _unpacked(path: Path) -> BinaryIO | None:
    """Open a rollout that Codex packed away; None for one that it did not."""
    if path.suffix != ".zst":
        return None
    try:
        # The standard library unpacks these from Python 3.14 on.
        zstd = import_module("compression.zstd")
    except ImportError as error:
        raise TranscriptError(
            f"{path}: packed by Codex, and this Python cannot unpack it. Run metier "
            f"with Python 3.14, or unpack it first: zstd -d {path.name}."
        ) from error
    unpacked: BinaryIO = zstd.open(path, "rb")
    return unpacked
