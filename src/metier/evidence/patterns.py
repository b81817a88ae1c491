"""Patterns that are compiled when something is first looked for with them.

There are hundreds, most sessions need a few, and every process that reads would pay
for all. A late pattern stands wherever a compiled one is asked for its methods.
"""

import re
from typing import cast

__all__ = ["late"]


class _Late:
    """Becomes the pattern as soon as anything but its text is asked of it."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        # Kept beside the rest once found: the next call goes straight to it.
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def late(text: str, flags: int = 0) -> re.Pattern[str]:
    """Give a pattern that is not compiled yet."""
    return cast("re.Pattern[str]", _Late(text, flags))
