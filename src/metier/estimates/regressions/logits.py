"""Average effects from a logit whose outcome and regressors may be the machine's.

The same moments as in least squares, with x (y - sigmoid(x'theta)) in place of the
linear score, solved by Newton's method; what is reported is the average marginal
effect, in points a step (methods 1.1). A check beside the linear model.
"""

import numpy as np
from numpy.typing import ArrayLike

from metier.errors import EstimateError
from metier.estimates.core.naive import clustering
from metier.estimates.core.people import Floats, degrees_of_freedom, sums_by
from metier.estimates.core.results import Counts, Result, Wald, wald
from metier.estimates.core.samples import People, Sample, take
from metier.estimates.corrected.choices import check_gold_people, check_tuning
from metier.estimates.regressions.linear import solved
from metier.estimates.regressions.slopes import columns_of, gold_columns_of

__all__ = ["logit_effect"]

_STEPS = 60
_SMALL = 1e-10


def logit_effect(  # noqa: PLR0913 - the documented interface: arrays by keyword
    *,
    machine: ArrayLike,
    gold: ArrayLike,
    checked: ArrayLike,
    probability: ArrayLike,
    person: People,
    regressors: ArrayLike,
    gold_regressors: ArrayLike | None = None,
    tuning: float | None = None,
) -> Result:
    """Estimate the average marginal effect of the first regressor on a 0/1 outcome.

    The other columns are held fixed; a constant is added. Arrays as in `ols`. The
    machine is believed as it is unless `tuning` says otherwise.
    """
    check_tuning(tuning)
    sample = take(
        machine=machine,
        gold=gold,
        checked=checked,
        probability=probability,
        person=person,
    )
    rating = columns_of(regressors, "regressors", sample.sessions)
    truth = rating
    if gold_regressors is not None:
        truth = gold_columns_of(gold_regressors, rating, sample)
    gold_count = sample.gold_count
    if gold_count:
        check_gold_people(sample)
    else:
        sample, truth = sample.taken_as_gold(), rating
    lam = 1.0 if tuning is None or not gold_count else tuning
    return _Logit(sample, rating, truth, lam).result(gold_count)


class _Logit:
    def __init__(
        self, sample: Sample, rating: Floats, truth: Floats, lam: float
    ) -> None:
        self.lam = lam
        one = np.ones(sample.sessions)
        self.sample = sample
        self.machine_x = np.column_stack([rating, one])
        self.gold_x = np.column_stack([truth, one])
        self.weight = sample.weight * (sample.sessions / sample.weight.sum())

    def _tilde(self, machine: Floats, gold: Floats) -> Floats:
        weight = self.weight if machine.ndim == 1 else self.weight[:, None]
        told = self.lam * machine
        return np.asarray(told + weight * (gold - told))

    def _score(self, theta: Floats) -> Floats:
        machine = self.sample.machine - _sigmoid(self.machine_x @ theta)
        gold = self.sample.gold - _sigmoid(self.gold_x @ theta)
        return self._tilde(
            self.machine_x * machine[:, None], self.gold_x * gold[:, None]
        )

    def _slope(self, theta: Floats) -> Floats:
        matrices = []
        for x, weight in (
            (self.machine_x, self.lam * (1.0 - self.weight)),
            (self.gold_x, self.weight),
        ):
            chance = _sigmoid(x @ theta)
            spread = chance * (1.0 - chance) * weight
            matrices.append((x * spread[:, None]).T @ x)
        return np.asarray(matrices[0] + matrices[1])

    def _solve(self) -> Floats:
        theta = np.zeros(self.machine_x.shape[1])
        for _ in range(_STEPS):
            step = solved(self._slope(theta), self._score(theta).sum(axis=0))
            # A corrected logit may overshoot: no step of more than one.
            theta = theta + step / max(1.0, float(np.abs(step).max()))
            if float(np.abs(step).max()) < _SMALL:
                return theta
        raise EstimateError(
            "the logit did not settle: the outcome may be the same for everyone at "
            "some value of a regressor. Use the linear model (`ols`)."
        )

    def result(self, corrected: int) -> Result:
        """Return the average effect with its clustered interval."""
        sample = self.sample
        theta = self._solve()
        value, influence = self._effect(theta)
        units, count = sample.people, sample.everybody
        if sample.people_count == 1:
            units, count = np.arange(sample.sessions), sample.sessions
        squares = float(np.square(sums_by(units, influence, count)).sum())
        df = degrees_of_freedom(sums_by(units, sample.weight, count))
        people = 1 if sample.people_count == 1 else sample.gold_people
        words = f"logit, average effect; {clustering(people, df)}"
        if corrected:
            words += (
                f"; corrected by {corrected} checked sessions, label error is in it"
            )
        return wald(
            Wald(value, squares * (df + 1) / max(df, 1.0), df),
            Counts(sample.sessions, sample.people_count, corrected),
            words,
            annotated=corrected == 0,
        )

    def _effect(self, theta: Floats) -> tuple[float, Floats]:
        """Return the average effect, and what each session adds to its error."""
        chances = [_sigmoid(x @ theta) for x in (self.machine_x, self.gold_x)]
        steep = [chance * (1 - chance) for chance in chances]
        bend = [
            (slope * (1 - 2 * chance))[:, None] * x
            for slope, chance, x in zip(
                steep, chances, (self.machine_x, self.gold_x), strict=True
            )
        ]
        each = self._tilde(steep[0], steep[1])
        average = float(each.mean())
        gradient = theta[0] * self._tilde(bend[0], bend[1]).mean(axis=0)
        gradient[0] += average
        bread = solved(self._slope(theta), np.eye(len(theta)))
        influence = self._score(theta) @ bread @ gradient
        influence = influence + theta[0] * (each - average) / self.sample.sessions
        return float(theta[0] * average), influence


def _sigmoid(values: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(values, -35.0, 35.0))))
