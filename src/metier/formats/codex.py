"""Codex CLI: `rollout-*.jsonl` files under `~/.codex/sessions` (formats 6.1).

One file is one thread. Resuming appends to it; a fork or a sub-agent begins its
own file with a copy of its parent's lines, which count in the parent alone.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from metier.errors import TranscriptError
from metier.formats.codex_lines import Reading
from metier.formats.drafts import objects
from metier.records import Session

__all__ = ["read", "read_file", "sniff"]


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file is a Codex rollout, by its name or its first bytes."""
    return path.name.startswith("rollout-") or (
        b'"payload"' in head
        and (b'"session_meta"' in head or b'"response_item"' in head)
    )


def read(paths: Iterable[Path]) -> Iterator[Session]:
    """Read files as one corpus: each thread once, sub-agents inside their parent."""
    sessions: dict[str, Session] = {}
    children: list[tuple[str, Session]] = []
    for path in paths:
        session, parent = read_file(path)
        if parent is not None:
            children.append((parent, session))
            continue
        before = sessions.get(session.id)
        # An archived copy or a snapshot of the same thread: the longer one is whole.
        if before is None or before.quality.lines < session.quality.lines:
            sessions[session.id] = session
    for parent, child in children:
        if parent in sessions:
            sessions[parent] = _adopt(sessions[parent], child)
    yield from sessions.values()


def read_file(path: Path) -> tuple[Session, str | None]:
    """Read one rollout; the second value names the parent of a sub-agent's."""
    reading = Reading(path)
    try:
        for line in objects(path, reading.draft):
            reading.take(line)
    except OSError as error:
        raise TranscriptError(
            f"{path}: cannot be opened ({error.strerror}). It is left out; give "
            "yourself permission to read it and run again."
        ) from error
    return reading.finish(), reading.parent


def _adopt(session: Session, child: Session) -> Session:
    actions = tuple(
        msgspec.structs.replace(
            action, thread=child.id, thread_kind="subagent", turn=None
        )
        for action in child.actions
    )
    return msgspec.structs.replace(
        session,
        files=session.files + child.files,
        actions=session.actions + actions,
        times=tuple(sorted(session.times + child.times)),
    )
