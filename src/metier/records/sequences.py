"""Parts of a long sequence, looked up again each time they are gone through.

The records of a very long session lie on disk; a list of them would not fit.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

__all__ = ["chosen"]

R = TypeVar("R")


def chosen(items: Sequence[R], holds: Callable[[R], bool]) -> Sequence[R]:
    """Give the items of which something holds; of what lies on disk, their places."""
    if isinstance(items, tuple | list):
        return [item for item in items if holds(item)]
    places = array("q", (at for at, item in enumerate(items) if holds(item)))
    return _Chosen(items, places)


class _Chosen(Sequence[R]):
    """Some items of a sequence, by their places."""

    def __init__(self, items: Sequence[R], places: "array[int]") -> None:
        self._items = items
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[R]: ...
    def __getitem__(self, at: int | slice) -> R | Sequence[R]:
        if isinstance(at, slice):
            return _Chosen(self._items, self._places[at])
        return self._items[self._places[at]]

    def __iter__(self) -> Iterator[R]:
        return (self._items[place] for place in self._places)
