"""Threads of a session: sub-agents inside the main file, or in files of their own."""

from collections.abc import Container, Iterable, Iterator
from functools import cached_property

from metier.formats.claude_code.lines import Line
from metier.formats.claude_code.typed import Placed
from metier.formats.clock import seconds

__all__ = ["Held", "interleave", "split"]


class Held:
    """The lines of one thread, held in memory; each is let go as it is given."""

    def __init__(self, lines: list[Line]) -> None:
        """Take the lines; the list is used up."""
        self._lines = lines

    @property
    def has_sidechains(self) -> bool:
        """Whether a sub-agent's lines stand among them."""
        return any(line.is_sidechain for line in self._lines)

    @cached_property
    def said(self) -> Container[str]:
        """Ids of all responses."""
        return {
            line.message.id for line in self._lines if line.message and line.message.id
        }

    @cached_property
    def said_in_main(self) -> Container[str]:
        """Ids of the responses of the main thread."""
        return {
            line.message.id
            for line in self._lines
            if line.message and line.message.id and not line.is_sidechain
        }

    def __iter__(self) -> Iterator[Line]:
        """Give the lines in order, once."""
        self._lines.reverse()
        while self._lines:
            yield self._lines.pop()


def split(lines: Iterable[Line], spoken: Container[str]) -> Iterator[Placed]:
    """Tell the lines of the main thread from sidechains in the same file.

    `spoken` are the responses of the main thread.
    """
    roots: dict[str, str] = {}
    for line in lines:
        if not line.is_sidechain:
            yield Placed(line=line)
            continue
        # A side question replays what the main thread said.
        if line.message and line.message.id and line.message.id in spoken:
            continue
        thread = line.agent_id or roots.get(line.parent_uuid or "") or line.uuid
        if line.uuid and thread:
            roots[line.uuid] = thread
        yield Placed(line=line, thread=f"{thread or 'sidechain'}", kind="subagent")


def interleave(
    main: Iterable[Placed], agent: Iterable[Placed], spoken: Container[str]
) -> Iterator[Placed]:
    """Put an agent's lines where the clock of the main file says they belong.

    `spoken` are the responses of the main file and of agents put there before.
    """
    waiting = _timed(agent, spoken)
    following = next(waiting, None)
    reached = float("-inf")
    for item in main:
        reached = max(reached, seconds(item.line.timestamp) or reached)
        while following is not None and following[0] < reached:
            yield following[1]
            following = next(waiting, None)
        yield item
    if following is not None:
        yield following[1]
    for _, item in waiting:
        yield item


def _timed(
    agent: Iterable[Placed], spoken: Container[str]
) -> Iterator[tuple[float, Placed]]:
    """Give an agent's own lines, each with the latest moment up to it."""
    now = float("-inf")
    for item in agent:
        body = item.line.message
        if body and body.id and item.line.type == "assistant" and body.id in spoken:
            continue
        now = max(now, seconds(item.line.timestamp) or now)
        yield now, item
