"""How the sessions of a simulated study end: outcome, signals, trouble, proof."""

import numpy as np
from numpy.typing import NDArray

from metier.simulation.drawing.asks import MODE_NAMES
from metier.simulation.drawing.crowd import TRADES
from metier.simulation.published import (
    FAILED_IN_TROUBLE,
    JUDGED,
    MONTHS,
    NO_GOAL,
    PARTIAL_OR_BETTER,
    SUCCESS_IN_TROUBLE,
    VERIFIED,
)

__all__ = ["OUTCOMES", "draw_endings"]

Columns = dict[str, NDArray[np.generic]]
Dice = np.random.Generator
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

OUTCOMES = ("succeeded", "partial", "failed", "no_goal")
SUCCEEDED, PARTLY, FAILED, NO_CLEAR_GOAL = range(4)

BAND_EFFECT = (-0.045, 0.03, 0.09, 0.12)
"""Larger work is verified more often; since experts have more of it, raw shares
rise more steeply than adjusted ones."""

MODE_EFFECT = {
    "fix": 0.02,
    "build": 0.02,
    "operate": 0.04,
    "test": 0.05,
    "orchestrate": 0.0,
    "communicate": -0.09,
    "analyze": -0.06,
    "understand": -0.10,
    "plan": -0.08,
}
MONTH_EFFECT = 0.03
SOFTWARE_EFFECT = 0.045
SOFTWARE = 0
"""Place of Computer and Mathematical among the trades."""

TRADE_VERIFIED = {3: 0.085, 9: 0.045}
"""Managers and lawyers say more often that it works (Figure 6): by place of trade."""

SPREAD_OF_PEOPLE = 0.02
VERIFIED_FIVE = 0.42
WORDS_ONLY = 0.3
"""Share of verified successes that only the person's words affirm."""

SUCCESS_SIGNALS = {
    "plain": (0.02, 0.05, 0.58, 0.35, 0.0, 0.0),
    "partial": (0.03, 0.12, 0.45, 0.25, 0.12, 0.03),
    "failed": (0.30, 0.34, 0.25, 0.08, 0.025, 0.005),
    "no_goal": (0.5, 0.3, 0.2, 0.0, 0.0, 0.0),
}
VERIFIED_FAILURE = (0.75, 0.82, 0.86, 0.88, 0.90)
"""Share of troubled failures with hard evidence, by level (30 of 40 to 18 of 20)."""


SEVERAL = 0.25
"""Share of troubled failures with several hard signs of failure."""

SOFT_HARD, SOFT_SEVERAL = 0.06, 0.006
"""The same among troubled sessions that did not fail: one sign, and several."""


def draw_endings(dice: Dice, asks: Columns, people: int) -> Columns:
    """Draw how every session ends, given what was asked."""
    count = len(asks["level"])
    index = np.asarray(asks["level"], dtype=np.int64) - 1
    moved = _moved(asks) + (
        SPREAD_OF_PEOPLE * dice.standard_normal(people)[asks["person"].astype(np.int64)]
    )
    said = np.zeros(len(TRADES))
    said[list(TRADE_VERIFIED)] = list(TRADE_VERIFIED.values())
    verified = _chance(VERIFIED, index, moved + said[asks["trade"].astype(np.int64)])
    judged = _chance(JUDGED, index, moved)
    partial = _chance(PARTIAL_OR_BETTER, index, 0.25 * moved)
    draw = dice.random(count)
    outcome = np.full(count, FAILED)
    outcome[draw < partial] = PARTLY
    outcome[draw < judged] = SUCCEEDED
    is_verified = draw < np.minimum(verified, judged)
    no_goal = dice.random(count) < NO_GOAL
    outcome[no_goal] = NO_CLEAR_GOAL
    is_verified &= ~no_goal
    trouble = _trouble(dice, outcome, index)
    return {
        "outcome": outcome,
        "success": _success(dice, outcome, is_verified),
        "failure": _failure(dice, outcome, trouble, index),
        "by_words": is_verified & (dice.random(count) < WORDS_ONLY),
        "verified": is_verified,
    }


def _chance(shares: tuple[float, ...], index: Ints, moved: Floats) -> Floats:
    return np.clip(np.asarray(shares)[index] + moved, 0.01, 0.99)


def _moved(asks: Columns) -> Floats:
    """Give what mode, size, month and trade add to the chance of success."""
    mode = np.asarray([MODE_EFFECT[name] for name in MODE_NAMES])
    software = asks["trade"] == SOFTWARE
    month = np.asarray(asks["month"], dtype=np.float64) / (len(MONTHS) - 1)
    return np.asarray(
        mode[asks["mode"].astype(np.int64)]
        + np.asarray(BAND_EFFECT)[asks["band"].astype(np.int64)]
        + MONTH_EFFECT * (month - 0.5)
        + SOFTWARE_EFFECT * (software.astype(np.float64) - 0.44)
    )


def _trouble(dice: Dice, outcome: Ints, index: Ints) -> Flags:
    """Choose the troubled sessions so that the shares among them are as published."""
    partial_or_better, judged = np.asarray(PARTIAL_OR_BETTER), np.asarray(JUDGED)
    failed = 1.0 - partial_or_better
    troubled = failed / np.asarray(FAILED_IN_TROUBLE)
    good = np.asarray(SUCCESS_IN_TROUBLE) * troubled
    half = troubled - failed - good
    chance = np.ones((4, 5))
    chance[SUCCEEDED] = good / judged
    chance[PARTLY] = np.clip(half / (partial_or_better - judged), 0.0, 1.0)
    chance[NO_CLEAR_GOAL] = 0.02
    return np.asarray(dice.random(len(outcome)) < chance[outcome, index])


def _success(dice: Dice, outcome: Ints, verified: Flags) -> Ints:
    signal = np.zeros(len(outcome), dtype=np.int64)
    kinds = ("plain", "partial", "failed", "no_goal")
    for place, name in enumerate(kinds):
        rows = np.flatnonzero((outcome == place) & ~verified)
        signal[rows] = dice.choice(6, size=len(rows), p=SUCCESS_SIGNALS[name])
    fives = dice.random(len(outcome)) < VERIFIED_FIVE
    return np.where(verified, np.where(fives, 5, 4), signal)


def _failure(dice: Dice, outcome: Ints, trouble: Flags, index: Ints) -> Ints:
    calm = dice.choice(3, size=len(outcome), p=(0.45, 0.35, 0.20))
    signal = np.where(outcome == PARTLY, np.maximum(calm, 2), calm)
    draw = dice.random(len(outcome))
    hard = np.asarray(VERIFIED_FAILURE)[index]
    bad = np.where(draw < hard, np.where(draw < SEVERAL, 5, 4), 3)
    soft = np.where(draw < SOFT_HARD, np.where(draw < SOFT_SEVERAL, 5, 4), 3)
    signal = np.where(trouble, np.where(outcome == FAILED, bad, soft), signal)
    return np.asarray(signal, dtype=np.int64)
