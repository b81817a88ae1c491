"""How much happens in the sessions of a simulated study: turns, actions, words."""

import numpy as np
from numpy.typing import NDArray

from metier.simulation.drawing.asks import CODEBASES
from metier.simulation.drawing.endings import FAILED

__all__ = ["draw_amounts"]

Columns = dict[str, NDArray[np.generic]]
Dice = np.random.Generator
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TURNS = (1.41, 0.85)
"""Mean and spread of log turns: a median of four."""

ACTIONS = 2.05
"""Log actions a turn in the middle of everything."""

ACTIONS_LEVEL = 0.086
WORDS = 7.23
WORDS_LEVEL = 0.122
"""Per level with controls: +9% and +13%."""

BAND_ACTIONS = 1.12
BAND_WORDS = 2.6
"""Log steps from one price band to the next: what the controls take away."""

PLANNED_BY_AGENT = 1.0
DONE_BY_PERSON = -0.10
HABIT = 0.25
NOISE_ACTIONS = 0.90
NOISE_WORDS = 0.8
MIDDLE_BAND = 0.62
ABANDONED = (0.475, 0.20, 0.24, 0.26, 0.35)
"""Share of failed sessions without a line, by level: 19 of 40 to 7 of 20."""

WRITES = {"modify": 0.93, "create": 0.97, "explore": 0.10, "none": 0.12}


def draw_amounts(dice: Dice, asks: Columns, ends: Columns, habit: Floats) -> Columns:
    """Draw how much happens in every session."""
    count = len(asks["level"])
    turns = np.ceil(np.exp(dice.normal(*TURNS, size=count)) - 0.5)
    turns = np.clip(turns, 1, 400).astype(np.int64)
    level = np.asarray(asks["level"], dtype=np.float64) - 3.2
    band = np.asarray(asks["band"], dtype=np.float64) - MIDDLE_BAND
    busy = HABIT * habit[asks["person"].astype(np.int64)] + _sharing(asks)
    actions = ACTIONS + ACTIONS_LEVEL * level + BAND_ACTIONS * band + busy
    actions += NOISE_ACTIONS * dice.standard_normal(count)
    words = WORDS + WORDS_LEVEL * level + BAND_WORDS * band + busy
    words += NOISE_WORDS * dice.standard_normal(count)
    total_words = np.maximum(_rounded(dice, np.exp(words) * turns), 1)
    visible = np.maximum((total_words * 0.3).astype(np.int64), 1)
    acts = np.where(asks["attempted"], _rounded(dice, np.exp(actions) * turns), 0)
    return {
        "turns": turns,
        "actions": acts,
        "api_messages": turns + (acts * 0.8).astype(np.int64),
        "words_visible": visible,
        "words_tool_inputs": total_words - visible,
        "words_thinking": (total_words * 0.6).astype(np.int64),
        "lines_added": _lines(dice, asks, ends),
    }


def _sharing(asks: Columns) -> Floats:
    """More happens where the agent plans, a little less where the person executes."""
    plan = _share(asks, "plan") - 0.30
    hand = (1.0 - _share(asks, "exec")) - 0.20
    return PLANNED_BY_AGENT * plan + DONE_BY_PERSON * hand


def _share(asks: Columns, kind: str) -> Floats:
    agent = np.asarray(asks[f"{kind}_agent"], dtype=np.float64)
    return agent / (agent + np.asarray(asks[f"{kind}_user"], dtype=np.float64))


def _rounded(dice: Dice, values: Floats) -> Ints:
    """Round up or down at random, so that means stay where they are."""
    whole = np.floor(values)
    return np.asarray(
        whole + (dice.random(len(values)) < values - whole), dtype=np.int64
    )


def _lines(dice: Dice, asks: Columns, ends: Columns) -> Ints:
    chance = np.asarray([WRITES[name] for name in CODEBASES])
    wrote = dice.random(len(asks["mode"])) < chance[asks["codebase"].astype(np.int64)]
    failed = ends["outcome"] == FAILED
    index = asks["level"].astype(np.int64) - 1
    kept = dice.random(len(wrote)) >= np.asarray(ABANDONED)[index]
    wrote = np.where(failed, kept, wrote) & asks["attempted"]
    size = np.exp(dice.normal(3.6, 1.3, len(wrote)) + 0.5 * asks["band"].astype(float))
    return np.where(wrote, np.maximum(size.astype(np.int64), 1), 0)
