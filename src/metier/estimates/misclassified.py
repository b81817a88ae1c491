"""Shares without local gold: error rates carried over from a shipped reference.

Rogan and Gladen's correction with the interval of Lang and Reiczigel (2014). It
rests on the annotator being as good here as it was there, so the shipped counts are
discounted to 40 observations and the method says what was done. For one person the
same counts are the prior of a Bayesian model that counts that person's sessions.
"""

import msgspec
import numpy as np

from metier.errors import EstimateError
from metier.estimates.naive import clustering, share_of
from metier.estimates.results import ALPHA, Result, critical
from metier.estimates.samples import Sample

__all__ = ["DISCOUNTED", "Confusion", "posterior_share", "transported"]

DISCOUNTED = 40.0
"""Shipped counts weigh as much as so many local ones (methods 1.7)."""

_BURN = 300
_DRAWS = 3_000
_SEED = 20_260_616


class Confusion(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of an annotator against a reference."""

    true_positive: float
    false_negative: float
    false_positive: float
    true_negative: float

    def discounted(self) -> "Confusion":
        """Return the same rates, weighing no more than the discount allows."""
        rows = (
            (self.true_positive, self.false_negative),
            (self.false_positive, self.true_negative),
        )
        total = sum(sum(row) for row in rows)
        if min(sum(row) for row in rows) <= 0 or min(min(row) for row in rows) < 0:
            raise EstimateError(
                "the shipped reference has no positive or no negative cases; error "
                "rates of both kinds are needed."
            )
        part = min(1.0, DISCOUNTED / total)
        (hit, missed), (wrong, right) = rows
        return Confusion(
            true_positive=hit * part,
            false_negative=missed * part,
            false_positive=wrong * part,
            true_negative=right * part,
        )


def transported(sample: Sample, shipped: Confusion) -> Result:
    """Correct a share by shipped error rates; Bayesian for one person."""
    rates = shipped.discounted()
    if sample.people_count == 1:
        return posterior_share(sample, rates)
    naive = share_of(sample.machine, sample.people)
    z = critical(float("inf"))
    positives = rates.true_positive + rates.false_negative
    negatives = rates.false_positive + rates.true_negative
    sessions = _effective(naive)
    # Lang and Reiczigel add pseudo-observations to all three shares.
    size, n_se, n_sp = sessions + z * z, positives + 2.0, negatives + 2.0
    observed = (naive.value * sessions + z * z / 2.0) / size
    se = (rates.true_positive + 1.0) / n_se
    sp = (rates.true_negative + 1.0) / n_sp
    power = se + sp - 1.0
    if power <= 0:
        raise EstimateError(
            "the shipped error rates say that the annotator does no better than "
            "chance; nothing can be carried over from them."
        )
    value = (observed + sp - 1.0) / power
    shift = (
        2 * z * z * (value * se * (1 - se) / n_se - (1 - value) * sp * (1 - sp) / n_sp)
    )
    spread = (
        observed * (1 - observed) / size
        + value**2 * se * (1 - se) / n_se
        + (1 - value) ** 2 * sp * (1 - sp) / n_sp
    )
    half = z * spread**0.5 / power
    raw_se = rates.true_positive / positives
    raw_sp = rates.true_negative / negatives
    point = naive.value
    if raw_se + raw_sp > 1:
        point = (naive.value + raw_sp - 1.0) / (raw_se + raw_sp - 1.0)
    return Result(
        value=float(np.clip(point, 0.0, 1.0)),
        low=float(np.clip(value + shift - half, 0.0, 1.0)),
        high=float(np.clip(value + shift + half, 0.0, 1.0)),
        standard_error=None,
        sessions=sample.sessions,
        people=sample.people_count,
        gold=0,
        method=(
            "share corrected by error rates carried over from a shipped reference, "
            f"discounted to {DISCOUNTED:g} observations: no session here was checked, "
            "and it is assumed that the annotator errs here as it did there "
            "(Rogan-Gladen, Lang-Reiczigel interval; "
            f"{clustering(sample.people_count, sample.people_count - 1)})"
        ),
        label_error=True,
    )


def _effective(naive: Result) -> float:
    # Sessions divided by the design effect that the clustered error shows.
    error = naive.standard_error
    binomial = naive.value * (1 - naive.value)
    if error is None or error <= 0 or binomial <= 0:
        return float(naive.people)
    t = critical(max(naive.people - 1, 1)) / critical(float("inf"))
    return min(binomial / (error * t) ** 2, float(naive.sessions))


def posterior_share(sample: Sample, rates: Confusion) -> Result:
    """Count one person's hits under unknown error rates (Gibbs sampling).

    The share, both error rates and every unchecked answer are drawn in turn; the
    prior of the rates is the shipped reference, checked sessions add to it.
    """
    draw = np.random.default_rng(_SEED)
    said = sample.machine > 0.5  # noqa: PLR2004 - a probability becomes an answer
    known, truth = sample.checked, sample.gold > 0.5  # noqa: PLR2004 - same
    open_yes = int((said & ~known).sum())
    open_no = int((~said & ~known).sum())
    table = [
        int((known & truth & said).sum()),
        int((known & truth & ~said).sum()),
        int((known & ~truth & said).sum()),
        int((known & ~truth & ~said).sum()),
    ]
    share_, se, sp = 0.5, 0.8, 0.8
    found = np.empty(_DRAWS)
    for step in range(_BURN + _DRAWS):
        yes = _chance(share_ * se, (1 - share_) * (1 - sp))
        no = _chance(share_ * (1 - se), (1 - share_) * sp)
        hits = int(draw.binomial(open_yes, yes))
        misses = int(draw.binomial(open_no, no))
        positives = table[0] + table[1] + hits + misses
        share_ = draw.beta(0.5 + positives, 0.5 + sample.sessions - positives)
        se = draw.beta(
            rates.true_positive + 0.5 + table[0] + hits,
            rates.false_negative + 0.5 + table[1] + misses,
        )
        sp = draw.beta(
            rates.true_negative + 0.5 + table[3] + open_no - misses,
            rates.false_positive + 0.5 + table[2] + open_yes - hits,
        )
        if step >= _BURN:
            found[step - _BURN] = positives / sample.sessions
    low, high = np.quantile(found, [ALPHA / 2, 1 - ALPHA / 2])
    return Result(
        value=float(found.mean()),
        low=float(low),
        high=float(high),
        standard_error=None,
        sessions=sample.sessions,
        people=1,
        gold=sample.gold_count,
        method=(
            f"share among the {sample.sessions} sessions of one person by a Bayesian "
            "misclassification model; error rates from a shipped reference, discounted "
            f"to {DISCOUNTED:g} observations, and {sample.gold_count} checked "
            "sessions; the interval is over the sessions of one person and of no use "
            "for other people"
        ),
        label_error=True,
    )


def _chance(first: float, second: float) -> float:
    return first / (first + second) if first + second > 0 else 0.5
