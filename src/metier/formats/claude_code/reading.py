"""A corpus of Claude Code files: two passes, one session in memory at a time."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from metier.formats.claude_code.copies import order, owners
from metier.formats.claude_code.finish import HAND_OVER_S, finish
from metier.formats.claude_code.lines import Line, decode
from metier.formats.claude_code.scan import THREADED, Digest, keys_of, scan
from metier.formats.claude_code.threads import interleave, split
from metier.formats.claude_code.walk import Placed, Walk
from metier.formats.lines import open_lines
from metier.formats.tally import Tally
from metier.records import Quality, Session

__all__ = ["read"]


def read(paths: Iterable[Path], tally: Tally) -> Iterator[Session]:
    """Read files as one corpus, in the order in which the sessions began."""
    digests = list(_scan_all(sorted(paths), tally))
    mains: defaultdict[str, list[Digest]] = defaultdict(list)
    agents: defaultdict[str, list[Digest]] = defaultdict(list)
    for digest in digests:
        (mains if digest.kind == "main" else agents)[digest.session].append(digest)
    for session in [name for name in agents if name not in mains]:
        for digest in agents.pop(session):
            tally.leave("sub-agent without its session", digest.path)
    tally.sub_agent_files += sum(map(len, agents.values()))
    tally.snapshots += sum(len(group) - 1 for group in mains.values())
    held = {name: [*group, *agents.get(name, ())] for name, group in mains.items()}
    owner = owners(held)
    plans = Plans(mains)
    for name in order(held, set(owner)):
        session = _assemble(name, mains[name], agents.get(name, []), owner, plans)
        if session is None:
            for digest in mains[name]:
                tally.leave("copy of another session", digest.path)
            continue
        yield session


def _scan_all(paths: Sequence[Path], tally: Tally) -> Iterator[Digest]:
    for path in paths:
        try:
            digest = scan(path)
        except PermissionError:
            tally.leave("no permission", path)
            continue
        except OSError:
            tally.leave("cannot be read", path)
            continue
        for field in ("lines", "torn", "glued", "unreadable", "oversized"):
            setattr(tally, field, getattr(tally, field) + getattr(digest, field))
        if digest.kind in ("main", "agent"):
            yield digest
        else:
            tally.leave("empty" if digest.kind == "empty" else "not a transcript", path)


class Plans:
    """Hand-overs of plans between sessions: a refusal here, a prompt there."""

    def __init__(self, mains: dict[str, list[Digest]]) -> None:
        """Gather the moments of the whole corpus."""
        self.prompts = _moments(mains, "plan_prompts")
        self.refusals = _moments(mains, "bare_plans")

    def prompts_near(self, digests: Sequence[Digest]) -> list[float]:
        """Give the plan prompts that stand near a session's bare refusals."""
        return [
            moment
            for digest in digests
            for refusal in digest.bare_plans
            for moment, _ in _near(self.prompts, refusal)
        ]

    def parent(self, name: str, digests: Sequence[Digest]) -> str | None:
        """Give the session whose plan this one carries out."""
        found = [
            (abs(moment - prompt), session)
            for digest in digests
            for prompt in digest.plan_prompts
            for moment, session in _near(self.refusals, prompt)
            if session != name
        ]
        return min(found)[1] if found else None


def _moments(mains: dict[str, list[Digest]], field: str) -> list[tuple[float, str]]:
    return sorted(
        {
            (moment, name)
            for name, group in mains.items()
            for digest in group
            for moment in getattr(digest, field)
        }
    )


def _near(
    moments: list[tuple[float, str]], moment: float
) -> Iterator[tuple[float, str]]:
    at = bisect_left(moments, (moment - HAND_OVER_S, ""))
    while at < len(moments) and moments[at][0] <= moment + HAND_OVER_S:
        yield moments[at]
        at += 1


def _assemble(
    name: str,
    mains: list[Digest],
    agents: list[Digest],
    owner: dict[int, str],
    plans: Plans,
) -> Session | None:
    copied = 0
    kept: list[list[Line]] = []
    threaded = False
    for digest in (*mains, *agents):
        lines = []
        for line in _lines(digest.path):
            if owner and any(owner.get(key, name) != name for key, _ in keys_of(line)):
                copied += 1
            else:
                lines.append(line)
                threaded |= line.type in THREADED
        kept.append(lines)
    if not threaded:
        return None
    main = _union(kept[: len(mains)])
    walk = Walk()
    placed = split(main)
    for digest, lines in zip(agents, kept[len(mains) :], strict=True):
        kind = "workflow" if digest.workflow else "subagent"
        placed = interleave(
            placed,
            [Placed(line=line, thread=digest.agent, kind=kind) for line in lines],
        )
    walk.run(placed)
    quality = Quality(
        lines=sum(item.lines for item in mains),
        torn=sum(item.torn for item in mains),
        glued=sum(item.glued for item in mains),
        unreadable=sum(item.unreadable for item in mains),
        oversized=sum(item.oversized for item in mains),
        copied_lines=copied,
    )
    return finish(
        walk,
        identity=name,
        files=tuple(item.path for item in (*mains, *agents)),
        plan_prompts=plans.prompts_near(mains),
        parent=plans.parent(name, mains),
        quality=quality,
    )


def _lines(path: str) -> Iterator[Line]:
    source = open_lines(Path(path))
    with source.source:
        for raw in source:
            yield from decode(raw)


def _union(files: list[list[Line]]) -> list[Line]:
    """Put snapshots of one session together: each line once, in the file's order."""
    if len(files) == 1:
        return _once(files[0])
    files = sorted(files, key=len, reverse=True)
    merged = _once(files[0])
    for lines in files[1:]:
        places = {_identity(line): place for place, line in enumerate(merged)}
        inserts: defaultdict[int, list[Line]] = defaultdict(list)
        at = -1
        for line in _once(lines):
            place = places.get(_identity(line))
            if place is None:
                inserts[at].append(line)
            else:
                at = max(at, place)
        if inserts:
            merged = [
                *inserts[-1],
                *(
                    item
                    for place, line in enumerate(merged)
                    for item in (line, *inserts.get(place, ()))
                ),
            ]
    return merged


def _identity(line: Line) -> object:
    if line.uuid:
        return line.uuid
    keys = keys_of(line)
    return keys[0][0] if keys else msgspec.json.encode(line)


def _once(lines: list[Line]) -> list[Line]:
    """Drop lines whose id came before in the same file."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        if line.uuid:
            if line.uuid in seen:
                continue
            seen.add(line.uuid)
        kept.append(line)
    return kept
