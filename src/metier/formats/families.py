"""Threads of one corpus put together: each once, sub-agents inside their parent.

Only one family of files is in memory at a time; a glance at each file's head says
which family it belongs to.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from metier.errors import TranscriptError
from metier.formats.tally import Tally
from metier.records import Session

__all__ = ["Head", "Thread", "gather"]


class Head(msgspec.Struct, frozen=True):
    """Which thread a file holds, as far as a glance tells."""

    id: str
    parent: str | None = None
    """The thread that started it as its sub-agent."""


class Thread(msgspec.Struct, frozen=True):
    """What one store holds of one thread."""

    session: Session
    parent: str | None = None
    rank: int = 0
    """Of two copies of a thread the higher rank counts, then the longer one."""


def gather(
    paths: Sequence[Path],
    tally: Tally,
    *,
    glance: Callable[[Path], Head],
    read: Callable[[Path], Iterable[Thread]],
) -> Iterator[Session]:
    """Read every file, count those that gave nothing, and join what belongs."""
    heads = {path: glance(path) for path in paths}
    parents = {head.id: head.parent for head in heads.values()}
    families: dict[str, list[Path]] = {}
    for path, head in heads.items():
        families.setdefault(_root(head.id, parents), []).append(path)
    for members in families.values():
        yield from _join(_read(members, tally, read), tally)


def _read(
    paths: Sequence[Path], tally: Tally, read: Callable[[Path], Iterable[Thread]]
) -> dict[str, Thread]:
    threads: dict[str, Thread] = {}
    for path in paths:
        try:
            for thread in read(path):
                before = threads.get(thread.session.id)
                if before is None:
                    threads[thread.session.id] = thread
                    continue
                # A snapshot, an archived copy or an older store of the same thread.
                tally.snapshots += 1
                threads[thread.session.id] = max(before, thread, key=_worth)
        except TranscriptError:
            tally.leave("cannot be read", path)
    return threads


def _join(threads: Mapping[str, Thread], tally: Tally) -> Iterator[Session]:
    parents = {name: thread.parent for name, thread in threads.items()}
    people = {
        name: thread.session
        for name, thread in threads.items()
        if thread.parent is None
    }
    for name, thread in threads.items():
        if thread.parent is None:
            continue
        above = _root(name, parents)
        if above not in people:
            tally.leave("sub-agent without its session", thread.session.files[0])
            continue
        tally.sub_agent_files += 1
        people[above] = _adopt(people[above], thread.session)
    for session in people.values():
        tally.lines += session.quality.lines
        tally.torn += session.quality.torn
        tally.unreadable += session.quality.unreadable
        tally.oversized += session.quality.oversized
        yield session


def _worth(thread: Thread) -> tuple[int, int, int]:
    session = thread.session
    return thread.rank, len(session.times), session.quality.lines


def _root(name: str, parents: Mapping[str, str | None]) -> str:
    """Find the thread above all others, whatever stands between."""
    seen = {name}
    while (above := parents.get(name)) is not None and above not in seen:
        seen.add(above)
        name = above
    return name


def _adopt(session: Session, child: Session) -> Session:
    known = {action.id for action in session.actions}
    actions = tuple(
        msgspec.structs.replace(
            action, thread=child.id, thread_kind="subagent", turn=None
        )
        for action in child.actions
        if action.id not in known
    )
    return msgspec.structs.replace(
        session,
        files=tuple(dict.fromkeys(session.files + child.files)),
        actions=(*session.actions, *actions),
        times=tuple(sorted((*session.times, *child.times))),
    )
