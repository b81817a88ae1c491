"""The first look at a file: what it is, whose it is, and its identity keys.

A digest holds hashes and times, no text. Copies, plan hand-overs and sub-agents
are found by comparing digests of the whole corpus.
"""

from array import array
from collections import Counter
from pathlib import Path
from typing import Literal

import msgspec

from metier.formats.claude_code.decoding import decode
from metier.formats.claude_code.known import THREADED
from metier.formats.claude_code.light import HEAVY, Light
from metier.formats.claude_code.lines import Line
from metier.formats.claude_code.people import kind_of, text_of
from metier.formats.claude_code.results import REFUSED, THE_USER_SAID, result_text
from metier.formats.clock import seconds
from metier.formats.lines import open_lines

__all__ = ["FOREIGN", "FORKED", "PROMPT", "Digest", "keys_of", "lines_of", "scan"]

FORKED, FOREIGN, PROMPT = 1, 2, 4
"""Marks of a key: copied by a fork; under another session's id; not in the middle
of a turn."""

NOISE = ("progress", "file-history-snapshot")
LEDGER = "journal.jsonl"
PLAN_TOOLS = ("ExitPlanMode", "exit_plan_mode")


class Digest(msgspec.Struct, kw_only=True):
    """A file without its text."""

    path: str
    size: int
    weight: int = 0
    """Bytes of the lines that hold text; what was skipped weighs nothing."""

    kind: Literal["main", "agent", "empty", "ledger"] = "empty"
    session: str = ""
    named: bool = True
    """Its lines name a session. False where only the file's own name does."""

    agent: str = ""
    """Id of the sub-agent whose file it is."""

    workflow: bool = False
    first: float | None = None
    last: float | None = None
    keys: "array[int]" = msgspec.field(default_factory=lambda: array("q"))
    marks: bytearray = msgspec.field(default_factory=bytearray)
    plan_prompts: list[float] = msgspec.field(default_factory=list)
    bare_plans: list[float] = msgspec.field(default_factory=list)
    lines: int = 0
    torn: int = 0
    glued: int = 0
    unreadable: int = 0
    oversized: int = 0
    user_lines: int = 0
    prompt_lines: int = 0


class Notes(msgspec.Struct, kw_only=True):
    """What is gathered over a file until it is known whose it is."""

    sessions: Counter[str] = msgspec.field(default_factory=Counter)
    agents: Counter[str] = msgspec.field(default_factory=Counter)
    plans: set[str] = msgspec.field(default_factory=set)
    """Calls that proposed a plan."""

    of: list[str | None] = msgspec.field(default_factory=list)
    """Session id that the line of each key bears."""

    first: str | None = None
    last: str | None = None
    talk: int = 0
    """Threaded lines but progress."""

    main: int = 0
    """Those of the main thread."""

    names: dict[str | None, str | None] = msgspec.field(default_factory=dict)

    def name(self, session: str | None) -> str | None:
        """Give the same text for the same id: a long file repeats one on each line."""
        return self.names.setdefault(session, session)


def keys_of(line: Line) -> list[int]:
    """Give the identities of a line, its own first.

    Hashes of this process: they are compared with each other and never kept.
    """
    if line.forked_from and line.forked_from.message_uuid:
        found = [hash(line.forked_from.message_uuid)]
    elif line.uuid:
        found = [hash(line.uuid)]
    elif line.type == "queue-operation" and line.timestamp:
        content = bytes(memoryview(line.content)) if line.content else b""
        return [hash((line.timestamp, line.operation, content))]
    else:
        found = []
    body = line.message
    if body is None:
        return found
    if line.type == "assistant":
        if body.id:
            found.append(hash(("message", body.id)))
    elif line.type == "user":
        results = [
            hash(("result", block.tool_use_id))
            for block in (body.content if isinstance(body.content, list) else ())
            if block.type == "tool_result" and block.tool_use_id
        ]
        if results:
            found += results
        elif line.timestamp:
            found.append(hash((line.timestamp, text_of(line))))
    return found


def scan(path: Path, room: int = HEAVY) -> tuple[Digest, list[Line] | None]:
    """Look through a file once; give what it is, and its lines if there is room."""
    digest = Digest(path=str(path), size=path.stat().st_size)
    if path.name == LEDGER:
        digest.kind = "ledger"
        return digest, []
    notes = Notes()
    kept: list[Line] | None = []
    source = open_lines(path)
    with source.source:
        for raw in source:
            lines = decode(raw)
            digest.lines += 1
            if len(lines) != 1:
                _odd(digest, raw, len(lines), torn=source.tail)
            if kept is not None:
                kept += lines
                if digest.weight > room:
                    kept = None
            if lines and lines[0].type in NOISE:
                _noise(digest, notes, lines)
                continue
            digest.weight += len(raw)
            for line in lines:
                _note(digest, notes, line)
    digest.oversized = source.oversized
    _decide(digest, path, notes)
    for place, session in enumerate(notes.of):
        if session and session != digest.session:
            digest.marks[place] |= FOREIGN
    return digest, kept


def lines_of(path: Path, light: Light | None = None) -> list[Line]:
    """Read the lines of a file that was looked through before."""
    source = open_lines(path)
    with source.source:
        lines = (line for raw in source for line in decode(raw))
        return list(lines if light is None else map(light.make, lines))


def _odd(digest: Digest, raw: bytes, objects: int, *, torn: bool) -> None:
    if objects:
        digest.glued += 1
    elif torn:
        digest.torn += 1
    elif raw.strip():
        digest.unreadable += 1
    else:
        digest.lines -= 1


def _noise(digest: Digest, notes: Notes, lines: list[Line]) -> None:
    for line in lines:
        if line.type == "progress":
            _clock(notes, line)
            if line.uuid:
                digest.keys.append(hash(line.uuid))
                digest.marks.append(0)
                notes.of.append(notes.name(line.session_id))
        elif line.type not in NOISE:
            _note(digest, notes, line)


def _note(digest: Digest, notes: Notes, line: Line) -> None:
    kind = line.type
    mark = FORKED if line.forked_from else 0
    if kind in THREADED:
        _clock(notes, line)
        _owner(notes, line)
        if kind == "user" and _user(digest, notes, line):
            mark |= PROMPT
        elif kind == "assistant":
            _proposed(notes, line)
        keys = keys_of(line)
    elif kind == "queue-operation":
        keys = keys_of(line)
    else:
        return
    for key in keys:
        digest.keys.append(key)
        digest.marks.append(mark)
        notes.of.append(notes.name(line.session_id))


def _clock(notes: Notes, line: Line) -> None:
    stamp = line.timestamp
    if stamp:
        # Stamps of one writer sort as text.
        if notes.first is None or stamp < notes.first:
            notes.first = stamp
        if notes.last is None or stamp > notes.last:
            notes.last = stamp


def _owner(notes: Notes, line: Line) -> None:
    notes.talk += 1
    notes.main += not line.is_sidechain
    if line.session_id:
        notes.sessions[line.session_id] += 1
    if line.agent_id:
        notes.agents[line.agent_id] += 1


def _proposed(notes: Notes, line: Line) -> None:
    body = line.message
    if body and isinstance(body.content, list):
        for block in body.content:
            if block.type == "tool_use" and block.name in PLAN_TOOLS:
                notes.plans.add(block.id)


def _user(digest: Digest, notes: Notes, line: Line) -> bool:
    """Note refused plans and prompts that carry plans out; say if it is no result."""
    digest.user_lines += 1
    body = line.message
    content = body.content if body else None
    if isinstance(content, list):
        results = [block for block in content if block.type == "tool_result"]
        if results:
            for block in results:
                if block.tool_use_id in notes.plans:
                    _plan_result(digest, line, result_text(block.content))
            return False
    kind = kind_of(line)
    digest.prompt_lines += kind in ("prompt", "unmarked")
    if kind == "plan_prompt":
        time = seconds(line.timestamp)
        if time is not None:
            digest.plan_prompts.append(time)
    return True


def _plan_result(digest: Digest, line: Line, text: str) -> None:
    time = seconds(line.timestamp)
    if time is not None and text.startswith(REFUSED) and THE_USER_SAID not in text:
        digest.bare_plans.append(time)


def _decide(digest: Digest, path: Path, notes: Notes) -> None:
    """Say whose file it is."""
    digest.first, digest.last = seconds(notes.first), seconds(notes.last)
    nested = "subagents" in path.parts
    sidechain = notes.talk > 0 and notes.main == 0
    if path.name.startswith("agent-") or nested or sidechain:
        stem = path.stem.removeprefix("agent-")
        digest.kind = "agent"
        digest.agent = notes.agents.most_common(1)[0][0] if notes.agents else stem
        digest.workflow = "workflows" in path.parts
    elif notes.talk or digest.first is not None:
        digest.kind = "main"
    if path.stem in notes.sessions:
        digest.session = path.stem
    elif notes.sessions:
        digest.session = notes.sessions.most_common(1)[0][0]
    elif nested:
        digest.session = path.parts[path.parts.index("subagents") - 1]
    else:
        digest.session, digest.named = path.stem, False
