"""What the sessions of a simulated study are about: mode, level, month, value."""

from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from metier.simulation.drawing.crowd import Crowd
from metier.simulation.published import (
    DECISIONS_AGENT,
    EXPERTISE,
    MODES,
    MONTHS,
    VALUE_BY_MODE,
    VALUE_GROWTH,
)

__all__ = ["CODEBASES", "MODE_NAMES", "draw_asks"]

Columns = dict[str, NDArray[np.generic]]
Dice = np.random.Generator
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

MODE_NAMES = tuple(MODES)
CODEBASES = ("modify", "explore", "create", "none")
BY_MODE = {
    "fix": (0.84, 0.10, 0.01, 0.05),
    "build": (0.55, 0.01, 0.41, 0.03),
    "operate": (0.44, 0.22, 0.05, 0.29),
    "communicate": (0.12, 0.08, 0.04, 0.76),
    "understand": (0.02, 0.80, 0.00, 0.18),
    "plan": (0.20, 0.42, 0.12, 0.26),
    "orchestrate": (0.50, 0.10, 0.25, 0.15),
    "analyze": (0.12, 0.20, 0.10, 0.58),
    "test": (0.62, 0.30, 0.05, 0.03),
}
"""Codebase relationship within each mode; together near 48, 17, 14 and a fifth."""

UNCLEAR_LEVEL = 0.02
UNCLEAR_TRADE = 0.30
NOT_ATTEMPTED = 0.004
ABILITY = 0.6
LEVEL_VALUE = 0.19
"""Log dollars a level: twice the value from novice to expert."""

VALUE_SPREAD = 0.95
CURVE = {"operate": 1.2, "communicate": 1.9, "analyze": 1.9}
"""Bends each trend so that the months together give the pooled share."""

TREND = {
    "fix": (0.33, 0.19),
    "operate": (0.14, 0.21),
    "communicate": (0.077, 0.154),
    "analyze": (0.023, 0.046),
}
STEADY = ("understand", "plan", "orchestrate", "test")
MOST_DECISIONS = 14


def draw_asks(dice: Dice, crowd: Crowd) -> Columns:
    """Draw what is asked in every session."""
    count = len(crowd.person)
    month = dice.integers(0, len(MONTHS), count)
    mode = _modes(dice, month)
    level = _levels(dice, crowd.ability[crowd.person])
    value = _values(dice, mode, level, month)
    trade = crowd.trade[crowd.person]
    return {
        "person": crowd.person,
        "month": month,
        "mode": mode,
        "level": level,
        "level_known": dice.random(count) >= UNCLEAR_LEVEL,
        "value": value,
        "band": np.searchsorted((200.0, 1_000.0, 5_000.0), value, side="right"),
        "trade": trade,
        "trade_known": dice.random(count) >= UNCLEAR_TRADE,
        "work_own": dice.random(count) < _own_work(mode),
        "codebase": _codebases(dice, mode),
        "attempted": dice.random(count) >= NOT_ATTEMPTED,
        **_decisions(dice, count),
    }


def _modes(dice: Dice, month: Ints) -> Ints:
    shares = np.stack([mode_shares(index) for index in range(len(MONTHS))])
    edges = np.cumsum(shares, axis=1)
    edges[:, -1] = 1.0
    return _fall(dice, edges[month])


def mode_shares(month: int) -> Floats:
    """Give the share of every mode in one month, in the order of `MODE_NAMES`."""
    part = month / (len(MONTHS) - 1)
    shares = {name: MODES[name] for name in STEADY}
    for name, (first, last) in TREND.items():
        shares[name] = first + (last - first) * part ** CURVE.get(name, 1.0)
    shares["build"] = 1.0 - sum(shares.values())
    return np.asarray([shares[name] for name in MODE_NAMES])


def _levels(dice: Dice, ability: Floats) -> Ints:
    noise = dice.standard_normal(len(ability)) * np.sqrt(1.0 - ABILITY**2)
    latent = ABILITY * ability + noise
    shares = np.asarray(EXPERTISE)
    # The mix is planted, so it must not move with who happens to be drawn.
    cuts = np.cumsum(shares / shares.sum())[:-1]
    edges = np.asarray([NormalDist().inv_cdf(float(cut)) for cut in cuts])
    levels: Ints = 1 + np.searchsorted(edges, latent).astype(np.int64)
    return levels


def _values(dice: Dice, mode: Ints, level: Ints, month: Ints) -> Floats:
    base = np.asarray([VALUE_BY_MODE[name] for name in MODE_NAMES], dtype=np.float64)
    growth = np.asarray([VALUE_GROWTH.get(name, 0.27) for name in MODE_NAMES])
    part = month / (len(MONTHS) - 1)
    logs = np.log(base[mode] * (1.0 + growth[mode] * part))
    logs += LEVEL_VALUE * (level - 3) + VALUE_SPREAD * dice.standard_normal(len(mode))
    return np.clip(np.exp(logs), 10.0, 50_000.0)


def _own_work(mode: Ints) -> Floats:
    """Give the chance that the work is of the person's own trade."""
    prose = np.isin(
        mode, [MODE_NAMES.index("communicate"), MODE_NAMES.index("analyze")]
    )
    chances: Floats = np.where(prose, 0.6, 0.12)
    return chances


def _codebases(dice: Dice, mode: Ints) -> Ints:
    edges = np.cumsum(np.asarray([BY_MODE[name] for name in MODE_NAMES]), axis=1)
    edges[:, -1] = 1.0
    return _fall(dice, edges[mode])


def _fall(dice: Dice, edges: Floats) -> Ints:
    """Let each row fall between its edges."""
    places: Ints = (dice.random(len(edges))[:, None] > edges).sum(axis=1)
    return places


def _decisions(dice: Dice, count: int) -> Columns:
    columns: Columns = {}
    for kind, least, usual in (("plan", 6, 4.0), ("exec", 9, 6.0)):
        total = np.minimum(least + dice.poisson(usual, count), MOST_DECISIONS + least)
        agent = dice.binomial(total, dice.beta(*DECISIONS_AGENT[kind], size=count))
        columns[f"{kind}_agent"] = agent
        columns[f"{kind}_user"] = total - agent
    return columns
