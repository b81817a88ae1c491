"""The texts of one session, thread by thread: held, or gone through line by line."""

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from metier.formats.claude_code.known import THREADED
from metier.formats.claude_code.light import HEAVY, Light, edge_of
from metier.formats.claude_code.lines import Line
from metier.formats.claude_code.scan import Digest, keys_of, lines_of
from metier.formats.claude_code.snapshots import union
from metier.formats.claude_code.threads import Held, interleave, split
from metier.formats.claude_code.typed import Placed
from metier.records import ThreadKind

if TYPE_CHECKING:
    from metier.formats.claude_code.streams import Stream

__all__ = ["Own", "Thread", "placed", "threads_of"]


class Own:
    """Which lines count in a session, and what is seen on the way."""

    def __init__(self, name: str, owner: Mapping[int, str]) -> None:
        """Take the session's id, and whose the lines are that several hold."""
        self.name = name
        self.owner = owner
        self.forked_from: str | None = None
        self.copied = 0
        self.is_threaded = self.is_large = False

    def of(self, lines: list[Line]) -> list[Line]:
        """Give the lines that count."""
        if self.forked_from is None:
            forks = (line.forked_from.session_id for line in lines if line.forked_from)
            self.forked_from = next(forks, None)
        own = [line for line in lines if self._is_own(line)] if self.owner else lines
        self.copied += len(lines) - len(own)
        self.is_threaded |= any(line.type in THREADED for line in own)
        return own

    def stream(self, path: Path) -> "Stream":
        """Give those of a file too large to be held."""
        from metier.formats.claude_code.streams import Stream  # noqa: PLC0415 - numpy

        lines = Stream(path, self.name, self.owner)
        if self.forked_from is None:
            self.forked_from = lines.forked_from
        self.copied += lines.lines - lines.own
        self.is_threaded |= lines.is_threaded
        self.is_large = True
        return lines

    def _is_own(self, line: Line) -> bool:
        return all(self.owner.get(key, self.name) == self.name for key in keys_of(line))


class Thread(msgspec.Struct):
    """The lines of one thread, from one file or several."""

    text: "Held | Stream"
    agent: str = "main"
    kind: ThreadKind = "main"


def threads_of(
    digests: Sequence[Digest], kept: dict[str, list[Line]], own: Own
) -> list[Thread]:
    """Give the threads of a session, the main one first; `kept` lines are taken."""
    is_large = sum(item.weight for item in digests) > HEAVY
    return (_streamed if is_large else _held)(digests, kept, own)


def _files(digests: Sequence[Digest]) -> list[tuple[Thread, list[Digest]]]:
    """Sort files by thread, the main one first."""
    nothing = Held([])
    mains = [item for item in digests if item.kind == "main"]
    agents: dict[str, tuple[Thread, list[Digest]]] = {}
    for item in digests:
        if item.kind == "agent":
            kind: ThreadKind = "workflow" if item.workflow else "subagent"
            thread = Thread(nothing, item.agent, kind)
            agents.setdefault(item.agent, (thread, []))[1].append(item)
    return [(Thread(nothing), mains), *agents.values()]


def _held(
    digests: Sequence[Digest], kept: dict[str, list[Line]], own: Own
) -> list[Thread]:
    """Hold the lines of all files."""
    texts = {item.path: own.of(_lines(item, kept)) for item in digests}
    threads = []
    for thread, items in _files(digests):
        thread.text = Held(union([texts[item.path] for item in items]))
        threads.append(thread)
    return threads


def _streamed(
    digests: Sequence[Digest], kept: dict[str, list[Line]], own: Own
) -> list[Thread]:
    """Go through the files line by line; copies of one file are held, but lightly."""
    light = Light(edge_of(sum(item.lines for item in digests)))
    threads = []
    for thread, items in _files(digests):
        if len(items) == 1:
            kept.pop(items[0].path, None)
            thread.text = own.stream(Path(items[0].path))
        else:
            lines = [own.of(_lines(item, kept, light)) for item in items]
            thread.text = Held(union(lines))
        threads.append(thread)
    own.is_large = True
    return threads


def _lines(
    digest: Digest, kept: dict[str, list[Line]], light: Light | None = None
) -> list[Line]:
    lines = kept.pop(digest.path, None)
    if lines is not None:
        return lines if light is None else list(map(light.make, lines))
    try:
        return lines_of(Path(digest.path), light)
    except OSError:
        # It was there a moment ago; what the first look counted stays counted.
        return []


class _Any:
    """Whatever one of several holds."""

    def __init__(self, all_: tuple[Container[str], ...]) -> None:
        self._all = all_

    def __contains__(self, identity: object) -> bool:
        return any(identity in one for one in self._all)


def placed(threads: Sequence[Thread]) -> Iterator[Placed]:
    """Put the lines of all threads together, the main one first."""
    main = threads[0].text
    made = split(main, main.said_in_main if main.has_sidechains else ())
    spoken: list[Container[str]] = []
    for before, thread in pairwise(threads):
        spoken.append(before.text.said)
        made = interleave(made, _thread(thread), _Any(tuple(spoken)))
    return made


def _thread(thread: Thread) -> Iterator[Placed]:
    return (
        Placed(line=line, thread=thread.agent, kind=thread.kind) for line in thread.text
    )
