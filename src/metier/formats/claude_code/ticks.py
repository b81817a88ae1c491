"""What is kept of very many things in few bytes: moments, and calls put on disk."""

from array import array
from collections.abc import Iterator

import msgspec

from metier.records import Action

__all__ = ["Put", "Tick", "Ticks"]


class Tick(msgspec.Struct, gc=False):
    """A line of the main thread on the clock, for the agent's time."""

    time: float
    turn: int
    worked: bool
    """It ended a command, a web page, a delegation: a long gap was work."""


class Ticks:
    """The ticks of a session, turn after turn, thirteen bytes each."""

    def __init__(self) -> None:
        """Start with none."""
        self._times = array("d")
        self._turns = array("l")
        self._worked = bytearray()

    def add(self, time: float, turn: int, *, worked: bool) -> None:
        """Add one; turns come in their order."""
        self._times.append(time)
        self._turns.append(turn)
        self._worked.append(worked)

    def __iter__(self) -> Iterator[Tick]:
        """Give every tick."""
        for time, turn, worked in zip(
            self._times, self._turns, self._worked, strict=True
        ):
            yield Tick(time=time, turn=turn, worked=bool(worked))

    def ends(self) -> dict[int, float]:
        """Return the latest moment of every turn."""
        ends: dict[int, float] = {}
        for time, turn in zip(self._times, self._turns, strict=True):
            if time > ends.get(turn, float("-inf")):
                ends[turn] = time
        return ends


class Put:
    """What is done with and lies on disk, of a session too large to be held."""

    def __init__(self) -> None:
        """Start with nothing."""
        from metier.formats.shelves import Hashes, Shelf  # noqa: PLC0415 - numpy

        self.actions = Shelf(Action)
        self.positions = array("q")
        self._numbers = Hashes()

    def add(self, action: Action) -> None:
        """Put a call down whose result is known."""
        self._numbers[action.id] = self.actions.append(action)
        self.positions.append(action.position)

    def get(self, identity: str) -> Action | None:
        """Return a call that was put down."""
        number = self._numbers.get(identity)
        return None if number is None else self.actions.put(number)
