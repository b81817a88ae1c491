"""How long the agent worked in a session (formats specification 3.15)."""

from array import array
from collections.abc import Sequence
from itertools import groupby, pairwise

from metier.formats.claude_code.drafts import Draft
from metier.formats.claude_code.ticks import Tick
from metier.formats.claude_code.versions import at_least

__all__ = ["agent_s", "in_order"]

THOUGHT_S = 60.0
"""Longer gaps inside a turn are no work, unless a command ended them."""

WORK_S = 600.0
MANY = 100_000
"""Moments from which they are held as an array."""

PROGRESS_FROM, PROGRESS_UNTIL = (2, 1, 12), (2, 1, 87)
"""Versions that write progress lines while a command runs, as far as seen."""


def agent_s(draft: Draft, turns: int) -> float:
    """Add up what the log states, and gaps of the turns for which it states none."""
    # Where progress lines tick every second, a long gap is no command at work.
    ticks = draft.progress or any(map(_has_progress, draft.versions))
    longest = THOUGHT_S if ticks else WORK_S
    worked = {
        turn: _gaps(list(ticks), longest)
        for turn, ticks in groupby(draft.ticks, key=lambda tick: tick.turn)
        if turn not in draft.worked_ms
    }
    return sum(
        draft.worked_ms[turn] / 1000
        if turn in draft.worked_ms
        else worked.get(turn, 0.0)
        for turn in range(turns)
    )


def in_order(times: "array[float]") -> Sequence[float]:
    """Sort the moments of a session; very many stay packed."""
    if len(times) <= MANY:
        return tuple(sorted(times))
    import numpy as np  # noqa: PLC0415 - for very long sessions alone

    return array("d", np.sort(np.frombuffer(times)).tobytes())


def _has_progress(version: str) -> bool:
    return at_least(version, PROGRESS_FROM) and not at_least(version, PROGRESS_UNTIL)


def _gaps(ticks: list[Tick], longest: float) -> float:
    ticks.sort(key=lambda tick: tick.time)
    return sum(
        gap
        for before, after in pairwise(ticks)
        if (gap := after.time - before.time) <= (longest if after.worked else THOUGHT_S)
    )
