"""Shares without local gold: error rates carried over from a shipped reference.

Rogan and Gladen's correction with the interval of Lang and Reiczigel (2014). It
rests on the annotator being as good here as it was there, so the shipped counts are
discounted to 40 observations each and the method says what was done. For one person the
same counts are the prior of a Bayesian model that counts that person's sessions.
"""

import msgspec
import numpy as np

from metier.errors import EstimateError
from metier.estimates.core.naive import clustering, share_of
from metier.estimates.core.people import Flags, Floats
from metier.estimates.core.results import ALPHA, Counts, Result, between, critical
from metier.estimates.core.samples import Sample

__all__ = ["DISCOUNTED", "Confusion", "carried", "posterior_share", "transported"]

DISCOUNTED = 40.0
"""Each shipped error rate weighs as much as so many local ones (methods 1.7)."""

_DRAWS = 60_000
_KEPT = 8_000
_HALF = 0.5
"""A probability from here up counts as a yes."""

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
        if min(sum(row) for row in rows) <= 0 or min(min(row) for row in rows) < 0:
            raise EstimateError(
                "the shipped reference has no positive or no negative cases; error "
                "rates of both kinds are needed."
            )
        parts = [min(1.0, DISCOUNTED / sum(row)) for row in rows]
        (hit, missed), (wrong, right) = rows
        return Confusion(
            true_positive=hit * parts[0],
            false_negative=missed * parts[0],
            false_positive=wrong * parts[1],
            true_negative=right * parts[1],
        )


def transported(sample: Sample, shipped: Confusion) -> Result:
    """Correct a share by shipped error rates; Bayesian for one person."""
    if sample.people_count == 1:
        return posterior_share(sample, shipped.discounted())
    return carried(share_of(sample.machine, sample.people), shipped)


def carried(naive: Result, shipped: Confusion) -> Result:
    """Correct a machine's share by shipped error rates (Rogan and Gladen)."""
    if naive.people == 1:
        hits = round(naive.value * naive.sessions)
        machine = np.arange(naive.sessions) < hits
        return posterior_share(_of_one_person(machine), shipped.discounted())
    rates = shipped.discounted()
    se = rates.true_positive / (rates.true_positive + rates.false_negative)
    sp = rates.true_negative / (rates.true_negative + rates.false_positive)
    low, high = _lang_reiczigel(naive, rates)
    point = naive.value if se + sp <= 1 else (naive.value + sp - 1) / (se + sp - 1)
    result = between(
        float(np.clip(point, 0.0, 1.0)),
        (low, high),
        Counts(naive.sessions, naive.people),
        "share corrected by error rates carried over from a shipped reference, "
        f"discounted to {DISCOUNTED:g} observations each: no session here was checked, "
        "and it is assumed that the annotator errs here as it did there "
        "(Rogan-Gladen, Lang-Reiczigel interval; "
        f"{clustering(naive.people, naive.people - 1)})",
    )
    return msgspec.structs.replace(result, label_error=True)


def _of_one_person(machine: Flags) -> Sample:
    size = len(machine)
    return Sample(
        machine=machine.astype(np.float64),
        gold=np.zeros(size),
        checked=np.zeros(size, dtype=np.bool_),
        weight=np.zeros(size),
        people=np.zeros(size, dtype=np.intp),
        everybody=1,
    )


def _lang_reiczigel(naive: Result, rates: Confusion) -> tuple[float, float]:
    # They add pseudo-observations to all three shares.
    z = critical(float("inf"))
    sessions = _effective(naive)
    size = sessions + z * z
    n_se = rates.true_positive + rates.false_negative + 2.0
    n_sp = rates.false_positive + rates.true_negative + 2.0
    observed = (naive.value * sessions + z * z / 2.0) / size
    se, sp = (rates.true_positive + 1.0) / n_se, (rates.true_negative + 1.0) / n_sp
    power = se + sp - 1.0
    if power <= 0:
        raise EstimateError(
            "the shipped error rates say that the annotator does no better than "
            "chance; nothing can be carried over from them."
        )
    value = (observed + sp - 1.0) / power
    unsure_se, unsure_sp = se * (1 - se) / n_se, sp * (1 - sp) / n_sp
    shift = 2 * z * z * (value * unsure_se - (1 - value) * unsure_sp)
    spread = observed * (1 - observed) / size
    spread += value**2 * unsure_se + (1 - value) ** 2 * unsure_sp
    half = z * spread**0.5 / power
    ends = np.clip([value + shift - half, value + shift + half], 0.0, 1.0)
    return float(ends[0]), float(ends[1])


def _effective(naive: Result) -> float:
    # Sessions divided by the design effect that the clustered error shows.
    error = naive.standard_error
    binomial = naive.value * (1 - naive.value)
    if error is None or error <= 0 or binomial <= 0:
        return float(naive.people)
    t = critical(max(naive.people - 1, 1)) / critical(float("inf"))
    return min(binomial / (error * t) ** 2, float(naive.sessions))


def posterior_share(sample: Sample, rates: Confusion) -> Result:
    """Count one person's hits under unknown error rates.

    Error rates are drawn from the shipped reference and the checked sessions, the
    share evenly; each draw weighs as much as it makes the machine's answers likely,
    and the unchecked answers are drawn anew for those that remain.
    """
    found = _posterior(sample, rates)
    low, high = np.quantile(found, [ALPHA / 2, 1 - ALPHA / 2])
    result = between(
        float(found.mean()),
        (float(low), float(high)),
        sample.counts,
        f"share among the {sample.sessions} sessions of one person by a Bayesian "
        "misclassification model; error rates from a shipped reference, discounted to "
        f"{DISCOUNTED:g} observations each, and {sample.gold_count} checked sessions; "
        "the interval is over the sessions of one person and of no use for other "
        "people",
    )
    return msgspec.structs.replace(result, label_error=True)


def _posterior(sample: Sample, rates: Confusion) -> Floats:
    draw = np.random.default_rng(_SEED)
    said = sample.machine > _HALF
    known, truth = sample.checked, sample.gold > _HALF
    open_yes = int((said & ~known).sum())
    open_no = int((~said & ~known).sum())
    hit, missed = int((known & truth & said).sum()), int((known & truth & ~said).sum())
    wrong, right = (
        int((known & ~truth & said).sum()),
        int((known & ~truth & ~said).sum()),
    )
    se = draw.beta(
        rates.true_positive + 0.5 + hit, rates.false_negative + 0.5 + missed, _DRAWS
    )
    sp = draw.beta(
        rates.true_negative + 0.5 + right, rates.false_positive + 0.5 + wrong, _DRAWS
    )
    share_ = draw.beta(1 + hit + missed, 1 + wrong + right, _DRAWS)
    yes = share_ * se + (1 - share_) * (1 - sp)
    likely = open_yes * np.log(yes) + open_no * np.log1p(-yes)
    weight = np.exp(likely - likely.max())
    kept = draw.choice(_DRAWS, _KEPT, p=weight / weight.sum())
    share_, se, sp, yes = share_[kept], se[kept], sp[kept], yes[kept]
    hits = draw.binomial(open_yes, np.clip(share_ * se / yes, 0, 1))
    misses = draw.binomial(open_no, np.clip(share_ * (1 - se) / (1 - yes), 0, 1))
    return np.asarray((hits + misses + hit + missed) / sample.sessions)
