"""Threads of a session: sub-agents inside the main file, or in files of their own."""

from bisect import bisect_right

from metier.formats.claude_code.lines import Line
from metier.formats.claude_code.typed import Placed
from metier.formats.clock import seconds

__all__ = ["interleave", "split"]


def split(lines: list[Line]) -> list[Placed]:
    """Tell the lines of the main thread from sidechains in the same file."""
    if not any(line.is_sidechain for line in lines):
        return [Placed(line=line) for line in lines]
    spoken = {
        line.message.id
        for line in lines
        if line.message and line.message.id and not line.is_sidechain
    }
    roots: dict[str, str] = {}
    placed = []
    for line in lines:
        if not line.is_sidechain:
            placed.append(Placed(line=line))
            continue
        # A side question replays what the main thread said.
        if line.message and line.message.id in spoken:
            continue
        thread = line.agent_id or roots.get(line.parent_uuid or "") or line.uuid
        if line.uuid and thread:
            roots[line.uuid] = thread
        placed.append(
            Placed(line=line, thread=f"{thread or 'sidechain'}", kind="subagent")
        )
    return placed


def interleave(main: list[Placed], agent: list[Placed]) -> list[Placed]:
    """Put an agent's lines where the clock of the main file says they belong."""
    spoken = {
        item.line.message.id
        for item in main
        if item.line.message and item.line.message.id
    }
    reached: list[float] = []
    latest = float("-inf")
    for item in main:
        latest = max(latest, seconds(item.line.timestamp) or latest)
        reached.append(latest)
    merged: list[Placed] = []
    at = 0
    now = float("-inf")
    for item in agent:
        body = item.line.message
        if body and body.id in spoken and item.line.type == "assistant":
            continue
        now = max(now, seconds(item.line.timestamp) or now)
        stop = max(at, bisect_right(reached, now))
        merged += main[at:stop]
        at = stop
        merged.append(item)
    return merged + main[at:]
