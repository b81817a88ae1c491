"""Who has the sessions of a simulated study: people, their trades, their habits."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["Crowd", "draw_crowd"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Dice = np.random.Generator

REPEATERS = (0.6887, 0.2841, 0.0212, 0.0060)
"""Shares of people with one session, two to five, six to ten, and more: 73,066 of
234,751 have more than one, 6,382 more than five, 1,413 more than ten."""

SPANS = ((1, 1), (2, 5), (6, 10), (11, 30))
FADING = (1.0, 0.48, 0.62, 0.85)
"""Within each span every further session is so much rarer than the one before."""

TRADES = {
    "15": 0.44,
    "13": 0.11,
    "27": 0.09,
    "11": 0.08,
    "19": 0.065,
    "25": 0.045,
    "17": 0.04,
    "41": 0.035,
    "29": 0.03,
    "23": 0.02,
    "43": 0.012,
    "21": 0.006,
    "49": 0.006,
    "51": 0.005,
    "53": 0.004,
    "47": 0.004,
    "33": 0.003,
    "39": 0.003,
    "31": 0.002,
}
"""Our guesses in the published order of the first five groups; no shares of
occupations were published."""


class Crowd:
    """People by number, and whose each session is."""

    def __init__(
        self, *, person: Ints, trade: Ints, ability: Floats, habit: Floats
    ) -> None:
        """Take one entry a session in `person`, one a person in the others."""
        self.person = person
        self.trade = trade
        self.ability = ability
        """Standard normal; the sessions' expertise scatters around it."""

        self.habit = habit
        """Standard normal; how much the person lets happen for each prompt."""


def draw_crowd(dice: Dice, sessions: int, people: int) -> Crowd:
    """Deal sessions to people as the study's were: most have one, a few very many."""
    counts = _counts(dice, sessions, people)
    person = np.repeat(np.arange(len(counts)), counts)
    dice.shuffle(person)
    shares = np.asarray(list(TRADES.values()))
    return Crowd(
        person=person,
        trade=dice.choice(len(shares), size=people, p=shares / shares.sum()),
        ability=dice.standard_normal(people),
        habit=dice.standard_normal(people),
    )


def _counts(dice: Dice, sessions: int, people: int) -> Ints:
    span = dice.choice(len(SPANS), size=people, p=np.asarray(REPEATERS))
    counts = np.ones(people, dtype=np.int64)
    for index, (least, most) in enumerate(SPANS):
        rows = np.flatnonzero(span == index)
        sizes = np.arange(least, most + 1)
        weights = FADING[index] ** np.arange(len(sizes))
        counts[rows] = dice.choice(sizes, size=len(rows), p=weights / weights.sum())
    return _balanced(dice, counts, sessions)


def _balanced(dice: Dice, counts: Ints, sessions: int) -> Ints:
    """Add or take sessions at random until there are as many as wanted."""
    missing = sessions - int(counts.sum())
    if missing > 0:
        # More sessions fall to those who have several already.
        extra = dice.choice(len(counts), size=missing, p=counts / counts.sum())
        np.add.at(counts, extra, 1)
    while missing < 0:
        several = np.flatnonzero(counts > 1)
        chosen = (
            several[:-missing] if len(several) else np.flatnonzero(counts)[:-missing]
        )
        counts[dice.permutation(chosen)] -= 1
        missing = sessions - int(counts.sum())
    return counts
