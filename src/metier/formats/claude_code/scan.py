"""The first look at a file: what it is, whose it is, and its identity keys.

A digest holds hashes and times, no text. Copies, plan hand-overs and sub-agents
are found by comparing digests of the whole corpus.
"""

from array import array
from collections import Counter
from hashlib import blake2b
from pathlib import Path
from typing import Literal

import msgspec

from metier.formats.claude_code.lines import Line, decode
from metier.formats.claude_code.people import PLAN, kind_of, text_of
from metier.formats.claude_code.results import REFUSED, THE_USER_SAID, result_text
from metier.formats.clock import seconds
from metier.formats.lines import open_lines

__all__ = ["FOREIGN", "FORKED", "PROMPT", "Digest", "keys_of", "scan"]

FORKED, FOREIGN, PROMPT, FALLBACK = 1, 2, 4, 8
"""Marks of a key: copied by a fork, under another session's id, of a prompt, and
weaker than a line's own id."""

THREADED = ("user", "assistant", "system", "attachment", "progress")
LEDGER = "journal.jsonl"


class Digest(msgspec.Struct, kw_only=True):
    """A file without its text."""

    path: str
    size: int
    kind: Literal["main", "agent", "empty", "ledger", "foreign"]
    session: str = ""
    agent: str = ""
    """Id of the sub-agent whose file it is."""

    workflow: bool = False
    first: float | None = None
    last: float | None = None
    keys: "array[int]"
    marks: bytearray
    plan_prompts: list[float] = msgspec.field(default_factory=list)
    bare_plans: list[float] = msgspec.field(default_factory=list)
    lines: int = 0
    torn: int = 0
    glued: int = 0
    unreadable: int = 0
    oversized: int = 0


def hash_of(*parts: str) -> int:
    """Hash an identity to eight bytes, the same on every machine."""
    joined = "\x1f".join(parts).encode("utf-8", "replace")
    return int.from_bytes(blake2b(joined, digest_size=8).digest())


def keys_of(line: Line) -> list[tuple[int, int]]:
    """Give the identities of a line, its own first, each with its marks."""
    found = []
    if line.forked_from and line.forked_from.message_uuid:
        found.append((hash_of("u", line.forked_from.message_uuid), FORKED))
    elif line.uuid:
        found.append((hash_of("u", line.uuid), 0))
    body = line.message
    if line.type == "assistant" and body and body.id:
        found.append((hash_of("m", body.id), FALLBACK))
    elif line.type == "user" and body:
        if isinstance(body.content, list):
            found += [
                (hash_of("r", block.tool_use_id), FALLBACK)
                for block in body.content
                if block.type == "tool_result" and block.tool_use_id
            ]
        if len(found) <= 1 and line.timestamp:
            found.append((hash_of("t", line.timestamp, text_of(line)), FALLBACK))
    elif line.type == "queue-operation" and line.timestamp:
        content = bytes(memoryview(line.content)) if line.content else b""
        found.append(
            (
                hash_of(
                    "q",
                    line.timestamp,
                    line.operation or "",
                    content.decode("utf-8", "replace"),
                ),
                FALLBACK,
            )
        )
    return found


def scan(path: Path) -> Digest:
    """Look through a file once."""
    digest = Digest(
        path=str(path),
        size=path.stat().st_size,
        kind="empty",
        keys=array("Q"),
        marks=bytearray(),
    )
    if path.name == LEDGER:
        digest.kind = "ledger"
        return digest
    sessions: Counter[str] = Counter()
    agents: Counter[str] = Counter()
    plans: set[str] = set()
    sidechain: bool | None = None
    source = open_lines(path)
    held: list[tuple[str | None, list[tuple[int, int]], bool]] = []
    with source.source:
        for raw in source:
            lines = decode(raw)
            digest.lines += 1
            if not lines:
                _unread(digest, raw, torn=source.tail)
                continue
            digest.glued += len(lines) > 1
            for line in lines:
                threaded = line.type in THREADED
                prompt = False
                if threaded:
                    if sidechain is None:
                        sidechain = bool(line.is_sidechain)
                    if line.session_id and line.type != "progress":
                        sessions[line.session_id] += 1
                    if line.agent_id:
                        agents[line.agent_id] += 1
                    _clock(digest, line)
                    prompt = _plans(digest, line, plans)
                keys = keys_of(line)
                if keys:
                    held.append((line.session_id, keys, prompt))
    digest.oversized = source.oversized
    _decide(digest, path, sessions, agents, sidechain=bool(sidechain))
    for session, keys, prompt in held:
        foreign = bool(session) and session != digest.session
        for key, mark in keys:
            digest.keys.append(key)
            digest.marks.append(
                mark | (FOREIGN if foreign else 0) | (PROMPT if prompt else 0)
            )
    return digest


def _unread(digest: Digest, raw: bytes, *, torn: bool) -> None:
    if torn:
        digest.torn += 1
    elif raw.strip():
        digest.unreadable += 1
    else:
        digest.lines -= 1


def _clock(digest: Digest, line: Line) -> None:
    time = seconds(line.timestamp)
    if time is None:
        return
    if digest.first is None or time < digest.first:
        digest.first = time
    if digest.last is None or time > digest.last:
        digest.last = time


def _plans(digest: Digest, line: Line, plans: set[str]) -> bool:
    """Note plans refused without a word and prompts that carry plans out.

    Says whether the line opens a turn or the like: no assistant line, no result.
    """
    body = line.message
    if line.type == "assistant":
        if body and isinstance(body.content, list):
            plans.update(
                block.id
                for block in body.content
                if block.type == "tool_use"
                and block.name in ("ExitPlanMode", "exit_plan_mode")
            )
        return False
    if line.type != "user" or body is None:
        return False
    time = seconds(line.timestamp)
    if isinstance(body.content, list):
        for block in body.content:
            if block.type == "tool_result":
                if block.tool_use_id in plans and time is not None:
                    text = result_text(block.content)
                    if text.startswith(REFUSED) and THE_USER_SAID not in text:
                        digest.bare_plans.append(time)
                return False
    if (
        time is not None
        and (line.plan_content or text_of(line).lstrip().startswith(PLAN))
        and kind_of(line) == "plan_prompt"
    ):
        digest.plan_prompts.append(time)
    return True


def _decide(
    digest: Digest,
    path: Path,
    sessions: Counter[str],
    agents: Counter[str],
    *,
    sidechain: bool,
) -> None:
    """Say whose file it is."""
    nested = "subagents" in path.parts
    if path.name.startswith("agent-") or nested or sidechain:
        stem = path.stem.removeprefix("agent-")
        digest.kind = "agent"
        digest.agent = agents.most_common(1)[0][0] if agents else stem
        digest.workflow = "workflows" in path.parts
    elif digest.first is not None or sessions:
        digest.kind = "main"
    if path.stem in sessions:
        digest.session = path.stem
    elif sessions:
        digest.session = sessions.most_common(1)[0][0]
    elif nested:
        digest.session = path.parts[path.parts.index("subagents") - 1]
    else:
        digest.session = path.stem
