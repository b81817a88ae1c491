"""One run at a time: a lock that the system lets go when its holder dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from metier.errors import StudyError, StudyLockedError

__all__ = ["held"]

FILE = "study.lock.pid"
FAR = 1 << 20
"""The byte that is locked on Windows."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the study for the time of the block, or say who does."""
    path = folder / FILE
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StudyError(
            f"{path}: cannot be written ({error.strerror}). Choose a folder that can "
            "be written with --study or METIER_HOME."
        ) from error
    try:
        if not _take(descriptor):
            holder = os.read(descriptor, 32).decode(errors="replace").strip()
            raise StudyLockedError(
                f"{folder}: another run of metier works on this study"
                f"{f' (process {holder})' if holder else ''}. Wait until it has ended, "
                "or use another folder with --study."
            )
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _take(descriptor: int) -> bool:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - only there

        # Past the end: a locked byte cannot be read, and others read who holds it.
        os.lseek(descriptor, FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True
    import fcntl  # noqa: PLC0415 - not on Windows

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
