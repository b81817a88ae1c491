"""A corpus of Claude Code files: looked through once, then session by session.

Lines of the first look are kept as long as they are few; beyond that, the files of
a session are read again when its turn comes. No more than one session's text is
held besides.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from metier.formats.claude_code.copies import order, owners
from metier.formats.claude_code.desktop import is_desktop
from metier.formats.claude_code.finish import finish
from metier.formats.claude_code.known import THREADED
from metier.formats.claude_code.light import HEAVY, Light, edge_of
from metier.formats.claude_code.lines import Line
from metier.formats.claude_code.links import agent_file
from metier.formats.claude_code.plans import Plans
from metier.formats.claude_code.scan import Digest, keys_of, lines_of, scan
from metier.formats.claude_code.snapshots import union
from metier.formats.claude_code.threads import interleave, split
from metier.formats.claude_code.typed import Placed
from metier.formats.claude_code.walk import Walk
from metier.formats.tally import Tally
from metier.records import Quality, Session, ThreadKind

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
    _house(agents, mains)
    for name in [name for name in agents if name not in mains]:
        for digest in agents.pop(name):
            tally.leave("sub-agent without its session", digest.path)
    tally.sub_agent_files += sum(map(len, agents.values()))
    tally.snapshots += sum(len(group) - 1 for group in mains.values())
    held = {name: [*group, *agents.get(name, ())] for name, group in mains.items()}
    copies = owners(held)
    plans = Plans(mains)
    for name in order(held, set(copies)):
        owner = copies if _is_shared(held[name], copies) else {}
        light = _light(held[name])
        texts = [_lines(item, kept, light) for item in held[name]]
        session = _assemble(name, held[name], texts, owner, plans)
        if session is not None:
            yield session
            continue
        for digest in mains[name]:
            tally.leave("copy of another session", digest.path)


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


def _light(digests: Sequence[Digest]) -> Light | None:
    """Say whether a session is too large to be held, and how much of it can be."""
    if sum(item.weight for item in digests) <= HEAVY:
        return None
    return Light(edge_of(sum(item.lines for item in digests)))


def _lines(
    digest: Digest, kept: dict[str, list[Line]], light: Light | None
) -> list[Line]:
    lines = kept.pop(digest.path, None)
    if lines is not None:
        return lines if light is None else list(map(light.make, lines))
    try:
        return lines_of(Path(digest.path), light)
    except OSError:
        # It was there a moment ago; what the first look counted stays counted.
        return []


def _is_shared(digests: Sequence[Digest], copies: dict[int, str]) -> bool:
    return any(not copies.keys().isdisjoint(digest.keys) for digest in digests)


def _assemble(
    name: str,
    digests: Sequence[Digest],
    texts: list[list[Line]],
    owner: dict[int, str],
    plans: Plans,
) -> Session | None:
    """Put one session together from its files; None if nothing in it is its own."""
    forked_from = _forked_from(texts)
    lines = sum(map(len, texts))
    if owner:
        texts = [
            [line for line in text if _is_own(line, name, owner)] for text in texts
        ]
    copied = lines - sum(map(len, texts))
    if not any(line.type in THREADED for text in texts for line in text):
        return None
    mains = [item for item in digests if item.kind == "main"]
    agents = [item for item in digests if item.kind == "agent"]
    walk = Walk(desktop=any(is_desktop(Path(item.path)) for item in mains))
    placed = _placed(digests, texts)
    texts.clear()
    walk.run(_one_by_one(placed))
    return finish(
        walk,
        msgspec.structs.replace(
            Session(id=name, agent="claude-code"),
            files=tuple(item.path for item in digests),
            parent=plans.parent(name, mains),
            forked_from=forked_from,
            quality=_quality(mains, copied),
        ),
        plan_prompts=plans.prompts_near(mains),
        agents=[agent_file(Path(item.path), item.agent) for item in agents],
    )


def _one_by_one(placed: list[Placed]) -> Iterator[Placed]:
    """Give lines in order, and let each go when the next is asked for."""
    placed.reverse()
    while placed:
        yield placed.pop()


def _forked_from(texts: list[list[Line]]) -> str | None:
    return next(
        (
            line.forked_from.session_id
            for text in texts
            for line in text
            if line.forked_from
        ),
        None,
    )


def _is_own(line: Line, name: str, owner: dict[int, str]) -> bool:
    return all(owner.get(key, name) == name for key in keys_of(line))


def _placed(digests: Sequence[Digest], texts: list[list[Line]]) -> list[Placed]:
    both = list(zip(digests, texts, strict=True))
    placed = split(union([text for item, text in both if item.kind == "main"]))
    files: dict[str, tuple[ThreadKind, list[list[Line]]]] = {}
    for item, text in both:
        if item.kind == "agent":
            kind: ThreadKind = "workflow" if item.workflow else "subagent"
            files.setdefault(item.agent, (kind, []))[1].append(text)
    for agent, (kind, snapshots) in files.items():
        lines = union(snapshots)
        placed = interleave(
            placed, [Placed(line=line, thread=agent, kind=kind) for line in lines]
        )
    return placed


def _quality(mains: Sequence[Digest], copied: int) -> Quality:
    return Quality(
        lines=sum(item.lines for item in mains),
        torn=sum(item.torn for item in mains),
        glued=sum(item.glued for item in mains),
        unreadable=sum(item.unreadable for item in mains),
        oversized=sum(item.oversized for item in mains),
        copied_lines=copied,
    )
