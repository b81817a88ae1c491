"""Files that are there as a whole or as they were: written beside, then renamed."""

import contextlib
import os
from pathlib import Path

from metier.errors import StudyError

__all__ = ["SUFFIX", "write_bytes", "write_text"]

SUFFIX = ".writing"
ONLY_OWNER = 0o600


def write_bytes(path: Path, content: bytes) -> None:
    """Put the content in place of the file in one step, and on the disk."""
    part = path.with_name(path.name + SUFFIX)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, ONLY_OWNER)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise StudyError(
            f"{path}: cannot be written ({error.strerror}). What was finished before "
            "is kept; free some space or mend the folder, then run again."
        ) from error


def write_text(path: Path, content: str) -> None:
    """Put the text in place of the file in one step."""
    write_bytes(path, content.encode("utf-8", "replace"))
