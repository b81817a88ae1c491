"""How long the agent worked in a session (formats specification 3.15)."""

from collections import defaultdict
from itertools import pairwise

from metier.formats.claude_code.drafts import Draft, Tick
from metier.formats.claude_code.versions import at_least

__all__ = ["agent_s"]

THOUGHT_S = 60.0
"""Longer gaps inside a turn are no work, unless a command ended them."""

WORK_S = 600.0
PROGRESS_FROM, PROGRESS_UNTIL = (2, 1, 12), (2, 1, 87)
"""Versions that write progress lines while a command runs, as far as seen."""


def agent_s(draft: Draft, turns: int) -> float:
    """Add up what the log states, and gaps of the turns for which it states none."""
    by_turn: defaultdict[int, list[Tick]] = defaultdict(list)
    for tick in draft.ticks:
        by_turn[tick.turn].append(tick)
    # Where progress lines tick every second, a long gap is no command at work.
    ticks = draft.progress or any(map(_has_progress, draft.versions))
    longest = THOUGHT_S if ticks else WORK_S
    return sum(
        draft.worked_ms[turn] / 1000
        if turn in draft.worked_ms
        else _gaps(by_turn[turn], longest)
        for turn in range(turns)
    )


def _has_progress(version: str) -> bool:
    return at_least(version, PROGRESS_FROM) and not at_least(version, PROGRESS_UNTIL)


def _gaps(ticks: list[Tick], longest: float) -> float:
    ticks.sort(key=lambda tick: tick.time)
    return sum(
        gap
        for before, after in pairwise(ticks)
        if (gap := after.time - before.time) <= (longest if after.worked else THOUGHT_S)
    )
