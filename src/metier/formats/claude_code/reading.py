"""A corpus of Claude Code files: looked through once, then session by session.

Lines of the first look are kept as long as they are few; beyond that, the files of
a session are read again when its turn comes. No more than one session's text is
held besides.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from metier.formats.claude_code.copies import order, owners
from metier.formats.claude_code.desktop import is_desktop
from metier.formats.claude_code.finish import finish
from metier.formats.claude_code.light import HEAVY
from metier.formats.claude_code.lines import Line
from metier.formats.claude_code.links import agent_file
from metier.formats.claude_code.plans import Plans
from metier.formats.claude_code.scan import Digest, scan
from metier.formats.claude_code.texts import Own, Thread, placed, threads_of
from metier.formats.claude_code.walk import Walk
from metier.formats.tally import Tally
from metier.records import Quality, Session

__all__ = ["read"]

KEPT_BYTES = 64 * 1024 * 1024
"""Bytes of lines that are kept in memory between the two looks."""

COUNTED = (
    "lines",
    "torn",
    "glued",
    "unreadable",
    "oversized",
    "user_lines",
    "prompt_lines",
)
"""What every file adds to the tally."""


def read(paths: Iterable[Path], tally: Tally) -> Iterator[Session]:
    """Read files as one corpus, in the order in which the sessions began."""
    mains, agents, kept = _look_through(paths, tally)
    _house(agents, mains)
    for name in [name for name in agents if name not in mains]:
        for digest in agents.pop(name):
            tally.leave("sub-agent without its session", digest.path)
    tally.sub_agent_files += sum(map(len, agents.values()))
    tally.snapshots += sum(len(group) - 1 for group in mains.values())
    held = {name: [*group, *agents.get(name, ())] for name, group in mains.items()}
    copies = owners(held)
    if not copies:
        _forget_keys(held)
    plans = Plans(mains)
    for name in order(held, set(copies)):
        owner = copies if _is_shared(held[name], copies) else {}
        own = Own(name, owner)
        threads = threads_of(held[name], kept, own)
        session = _assemble(name, held[name], threads, own, plans)
        if session is not None:
            yield session
            continue
        for digest in mains[name]:
            tally.leave("copy of another session", digest.path)


def _look_through(
    paths: Iterable[Path], tally: Tally
) -> tuple[
    defaultdict[str, list[Digest]],
    defaultdict[str, list[Digest]],
    dict[str, list[Line]],
]:
    """Look at every file; give sessions, sub-agents, and lines as far as they fit."""
    mains: defaultdict[str, list[Digest]] = defaultdict(list)
    agents: defaultdict[str, list[Digest]] = defaultdict(list)
    kept: dict[str, list[Line]] = {}
    budget = KEPT_BYTES
    for path in sorted(paths):
        looked = _look(path, tally, min(budget, HEAVY))
        if looked is None:
            continue
        digest, lines = looked
        if not digest.named and digest.session in mains:
            # Two files of one name that name no session are two sessions.
            digest.session = digest.path
        (mains if digest.kind == "main" else agents)[digest.session].append(digest)
        if lines is not None:
            budget -= digest.weight
            kept[digest.path] = lines
    return mains, agents, kept


def _forget_keys(held: dict[str, list[Digest]]) -> None:
    """Let the keys go of files that share none."""
    for digests in held.values():
        for digest in digests:
            digest.keys = array("q")


def _house(
    agents: defaultdict[str, list[Digest]], mains: defaultdict[str, list[Digest]]
) -> None:
    """Give agents whose lines name no session to the only one in their folder."""
    beside: defaultdict[Path, set[str]] = defaultdict(set)
    for name, group in mains.items():
        for digest in group:
            beside[Path(digest.path).parent].add(name)
    for name in [name for name in agents if name not in mains]:
        for digest in list(agents[name]):
            sessions = beside.get(Path(digest.path).parent, set())
            if not digest.named and len(sessions) == 1:
                agents[name].remove(digest)
                (digest.session,) = sessions
                agents[digest.session].append(digest)


def _look(
    path: Path, tally: Tally, room: int
) -> tuple[Digest, list[Line] | None] | None:
    try:
        digest, lines = scan(path, room)
    except PermissionError:
        tally.leave("no permission", path)
        return None
    except OSError:
        tally.leave("cannot be read", path)
        return None
    for field in COUNTED:
        setattr(tally, field, getattr(tally, field) + getattr(digest, field))
    if digest.kind in ("main", "agent"):
        return digest, lines
    tally.leave("empty" if digest.kind == "empty" else "not a transcript", path)
    return None


def _is_shared(digests: Sequence[Digest], copies: dict[int, str]) -> bool:
    return any(not copies.keys().isdisjoint(digest.keys) for digest in digests)


def _assemble(
    name: str,
    digests: Sequence[Digest],
    threads: Sequence[Thread],
    own: Own,
    plans: Plans,
) -> Session | None:
    """Put one session together from its files; None if nothing in it is its own."""
    if not own.is_threaded:
        return None
    mains = [item for item in digests if item.kind == "main"]
    agents = [item for item in digests if item.kind == "agent"]
    desktop = any(is_desktop(Path(item.path)) for item in mains)
    walk = Walk(desktop=desktop, large=own.is_large)
    walk.run(placed(threads))
    return finish(
        walk,
        msgspec.structs.replace(
            Session(id=name, agent="claude-code"),
            files=tuple(item.path for item in digests),
            parent=plans.parent(name, mains),
            forked_from=own.forked_from,
            quality=_quality(mains, own.copied),
        ),
        plan_prompts=plans.prompts_near(mains),
        agents=[agent_file(Path(item.path), item.agent) for item in agents],
    )


def _quality(mains: Sequence[Digest], copied: int) -> Quality:
    return Quality(
        lines=sum(item.lines for item in mains),
        torn=sum(item.torn for item in mains),
        glued=sum(item.glued for item in mains),
        unreadable=sum(item.unreadable for item in mains),
        oversized=sum(item.oversized for item in mains),
        copied_lines=copied,
    )
