"""One regression over many places, of which none shows a row.

Each place sends sums over its sessions; the centre solves them and sends the slopes
back; each place sends one more table, summed over its people. The result is that of
`ols` over all rows together (methods 5.2), if every person is in one place.
"""

from collections.abc import Sequence

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

from metier.errors import EstimateError
from metier.estimates.core.naive import clustering
from metier.estimates.core.people import Floats, sums_by
from metier.estimates.core.results import Counts, Result, Wald, wald
from metier.estimates.core.samples import People, Sample, take
from metier.estimates.regressions.linear import solved
from metier.estimates.regressions.slopes import columns_of, gold_columns_of

__all__ = ["Meat", "Place", "Question", "Sums", "pooled_question", "pooled_slopes"]


class Sums(msgspec.Struct, frozen=True, kw_only=True):
    """What a place lets go first: sums over all its sessions, of no single one."""

    sessions: int
    weights: float
    machine: NDArray[np.float64]
    """Products of constant, regressors and outcome by machine, summed."""

    gold: NDArray[np.float64]
    """The same of the checked sessions, by gold, weighted."""

    checked_machine: NDArray[np.float64]
    """The same of the checked sessions, by machine, weighted."""


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What the centre sends back: the slopes, and where the middle of all lies."""

    slopes: NDArray[np.float64]
    bread: NDArray[np.float64]
    scale: float
    """Sessions over the sum of weights, of all places."""

    centre: NDArray[np.float64]
    """Corrected means of regressors and outcome."""


class Meat(msgspec.Struct, frozen=True, kw_only=True):
    """What a place lets go second: squares of its people's sums, added up."""

    squares: NDArray[np.float64]
    product: NDArray[np.float64]
    gap: NDArray[np.float64]
    sessions: int
    weights: float
    people: int
    gold: int
    gold_people: int


class Place:
    """The rows of one place; they never leave it."""

    def __init__(  # noqa: PLR0913 - arrays by keyword, as in `ols`
        self,
        *,
        machine: ArrayLike,
        gold: ArrayLike,
        checked: ArrayLike,
        probability: ArrayLike,
        person: People,
        regressors: ArrayLike,
        gold_regressors: ArrayLike | None = None,
    ) -> None:
        """Take the arrays that `ols` takes."""
        self._sample: Sample = take(
            machine=machine,
            gold=gold,
            checked=checked,
            probability=probability,
            person=person,
        )
        size = self._sample.sessions
        rating = columns_of(regressors, "regressors", size)
        truth = rating
        if gold_regressors is not None:
            truth = gold_columns_of(gold_regressors, rating, self._sample)
        one = np.ones(size)
        self._machine = np.column_stack([one, rating, self._sample.machine])
        self._gold = np.column_stack([one, truth, self._sample.gold])

    def sums(self) -> Sums:
        """Add up what the slopes need."""
        weighted = self._sample.weight[:, None]
        return Sums(
            sessions=self._sample.sessions,
            weights=float(self._sample.weight.sum()),
            machine=self._machine.T @ self._machine,
            gold=(self._gold * weighted).T @ self._gold,
            checked_machine=(self._machine * weighted).T @ self._machine,
        )

    def meat(self, asked: Question) -> Meat:
        """Add up how people differ around the slopes."""
        sample = self._sample
        weight = sample.weight * asked.scale
        machine = _scores(self._machine, asked)
        gold = _scores(self._gold, asked)
        gap = gold - machine
        product = machine + weight[:, None] * gap
        count = sample.everybody
        columns = [*product.T, np.ones(sample.sessions), weight]
        table = np.column_stack(
            [sums_by(sample.people, column, count) for column in columns]
        )
        return Meat(
            squares=table.T @ table,
            product=product.sum(axis=0),
            gap=weight @ gap,
            sessions=sample.sessions,
            weights=float(weight.sum()),
            people=sample.people_count,
            gold=sample.gold_count,
            gold_people=sample.gold_people,
        )


def pooled_question(parts: Sequence[Sums]) -> Question:
    """Solve the sums of all places."""
    sessions = sum(part.sessions for part in parts)
    weights = sum(part.weights for part in parts)
    if not parts or weights <= 0:
        raise EstimateError(
            "no place has a checked session, so nothing can be corrected. Check some "
            "sessions first (`metier gold draw`)."
        )
    scale = sessions / weights
    moments = np.sum([part.machine for part in parts], axis=0)
    moments = moments + scale * np.sum(
        [part.gold - part.checked_machine for part in parts], axis=0
    )
    means = moments[0] / sessions
    within = moments - np.outer(means, means) * sessions
    bread = solved(within[1:-1, 1:-1], np.eye(len(means) - 2))
    return Question(
        slopes=bread @ within[1:-1, -1], bread=bread, scale=scale, centre=means[1:]
    )


def pooled_slopes(asked: Question, parts: Sequence[Meat]) -> tuple[Result, ...]:
    """Give every slope its interval, clustered by person over all places."""
    sessions = sum(part.sessions for part in parts)
    middle = np.sum([part.product for part in parts], axis=0) / sessions
    off = np.sum([part.gap for part in parts], axis=0)
    off = off / sum(part.weights for part in parts)
    # Around the middle: score - middle for each session - off for each weight beyond 1.
    size = len(middle)
    turn = np.vstack([np.eye(size), off - middle, -off])
    squares = np.sum([part.squares for part in parts], axis=0)
    gold_people = sum(part.gold_people for part in parts)
    factor = gold_people / max(gold_people - 1, 1)
    covariance = asked.bread @ (turn.T @ squares @ turn) @ asked.bread * factor
    df = float(gold_people - 1)
    counts = Counts(
        sessions,
        sum(part.people for part in parts),
        sum(part.gold for part in parts),
    )
    method = (
        f"least squares over {len(parts)} places from sums alone; label error is in "
        f"the interval; {clustering(gold_people, df)}"
    )
    return tuple(
        wald(Wald(value, float(covariance[index, index]), df), counts, method)
        for index, value in enumerate(asked.slopes.tolist())
    )


def _scores(table: Floats, asked: Question) -> Floats:
    around = table[:, 1:] - asked.centre
    x, y = around[:, :-1], around[:, -1]
    return np.asarray(x * (y - x @ asked.slopes)[:, None])
