"""Whether the hot loops of reading run compiled, or as the same loops in Python.

The compiled kernel is built at install where there is a compiler, and comes inside
the wheels. Without it, or with METIER_PURE=1, nothing is missing but speed.
"""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["KERNEL", "is_compiled"]

VERSION = 1
"""As in `_kernel.c`. A kernel left over from another version is not used."""


def _load() -> "ModuleType | None":
    if os.environ.get("METIER_PURE", "0") not in ("", "0"):
        return None
    try:
        from metier.formats import _kernel  # noqa: PLC0415 - may not be there
    except ImportError:
        return None
    return _kernel if _kernel.VERSION == VERSION else None


KERNEL = _load()


def is_compiled() -> bool:
    """Say which of the two it is."""
    return KERNEL is not None
