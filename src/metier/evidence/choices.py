"""Statuses that a world has yet to choose, and how a world comes to its end."""

from collections.abc import Iterable

import msgspec

__all__ = [
    "BAD",
    "GOOD",
    "Exited",
    "Impossible",
    "Open",
    "Status",
    "Undecided",
    "all_of",
]


class Open(msgspec.Struct, frozen=True):
    """A status that nothing has asked for yet: it is chosen when it matters."""

    command: int


Status = bool | Open
GOOD, BAD = True, False


class Undecided(Exception):  # noqa: N818 - no error: here the worlds part
    """A command whose status this world has not chosen yet."""

    def __init__(self, command: int) -> None:
        self.command = command


class Impossible(Exception):  # noqa: N818 - no error: this world does not fit
    """What the log shows cannot have come about in this world."""


class Exited(Exception):  # noqa: N818 - no error: the script ends here
    """Ends the script, or the shell within it, with this status."""

    def __init__(self, status: Status | None) -> None:
        self.status = status


def all_of(values: Iterable[bool]) -> bool:
    """As `all`, but asking every one: a choice must not depend on another."""
    return False not in list(values)
