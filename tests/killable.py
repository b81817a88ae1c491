"""Work that dies once: what a system does to a process when memory is short."""

import os
import signal
from pathlib import Path

__all__ = ["killed_the_first_time"]


def killed_the_first_time(mark: Path) -> str:
    """Die as a killed process does, once for each mark."""
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return mark.name
