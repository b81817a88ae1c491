"""Shares, means and geometric means that contain the annotator's error."""

from collections.abc import Hashable

import msgspec
import numpy as np
from numpy.typing import ArrayLike

from metier.errors import EstimateError
from metier.estimates.core.distributions import normal_quantile
from metier.estimates.core.naive import mean_of, share_of
from metier.estimates.core.people import Floats, factorise
from metier.estimates.core.results import ALPHA, Result, between
from metier.estimates.core.samples import People, Sample, flags, same_length, take
from metier.estimates.core.scales import exponentiated
from metier.estimates.corrected.choices import (
    GOLD_TO_TUNE,
    UNEVEN,
    Choice,
    believed,
    check_gold_people,
    few,
    few_result,
    from_corrected,
    ones,
    unevenness,
)
from metier.estimates.corrected.leaning import is_binary, leaning, leaning_result
from metier.estimates.corrected.misclassified import Confusion, transported
from metier.estimates.corrected.rectified import corrected_ratio
from metier.estimates.corrected.skewness import skewed_result

__all__ = ["geometric_mean", "mean", "share", "shares"]


def share(  # noqa: PLR0913 - the documented interface: arrays by keyword
    *,
    machine: ArrayLike,
    gold: ArrayLike,
    checked: ArrayLike,
    probability: ArrayLike,
    person: People,
    tuning: float | None = None,
    shipped: Confusion | None = None,
) -> Result:
    """Estimate a share from machine answers and a checked sample.

    `machine` holds 0 or 1 (or a probability) for every session, `gold` the checked
    answer (NaN elsewhere), `probability` that of having been checked. Without any
    gold the interval does not contain label error and the method says so, unless
    `shipped` gives the annotator's error rates from elsewhere (marked as such). For
    one person these are a prior, and checked sessions add to it.
    """
    sample = take(
        machine=machine,
        gold=gold,
        checked=checked,
        probability=probability,
        person=person,
    )
    _check_between(sample, "share", "mean")
    if shipped is not None and (not sample.gold_count or sample.people_count == 1):
        return transported(sample, shipped)
    if not sample.gold_count:
        return share_of(sample.machine, sample.people)
    check_gold_people(sample)
    return _of_two(sample, tuning, "share")


def _of_two(sample: Sample, tuning: float | None, kind: str) -> Result:
    choice = believed(sample, tuning)
    corrected = _corrected_share(kind, sample, choice, tuning)
    if tuning is not None or not few(sample.gold, sample.checked):
        return corrected
    alone = few_result(kind, sample, ones(sample))
    uneven = unevenness(sample) >= UNEVEN and sample.gold_count >= GOLD_TO_TUNE
    if choice.lam == 0.0 or not uneven or not is_binary(sample):
        return alone
    # Few hits that stand for many sessions each, beside a machine that knows of them.
    return between(
        corrected.value,
        (
            min(alone.low or 0.0, corrected.low or 0.0),
            max(alone.high or 1.0, corrected.high or 1.0),
        ),
        sample.counts,
        f"{corrected.method}; interval the wider of this and a {alone.method}",
    )


def _corrected_share(
    kind: str, sample: Sample, choice: Choice, tuning: float | None
) -> Result:
    corrected = corrected_ratio(sample, ones(sample), choice.lam)
    result = from_corrected(kind, corrected, sample, choice)
    if tuning is None:
        return leaning_result(result, leaning(sample), corrected.df)
    return result


def mean(  # noqa: PLR0913 - the documented interface: arrays by keyword
    *,
    machine: ArrayLike,
    gold: ArrayLike,
    checked: ArrayLike,
    probability: ArrayLike,
    person: People,
    tuning: float | None = None,
) -> Result:
    """Estimate a mean of numbers (a decision share, a value) over sessions."""
    sample = take(
        machine=machine,
        gold=gold,
        checked=checked,
        probability=probability,
        person=person,
    )
    if not sample.gold_count:
        return mean_of(sample.machine, sample.people)
    check_gold_people(sample)
    if is_binary(sample):
        return _of_two(sample, tuning, "mean")
    return _corrected("mean", sample, tuning)


def geometric_mean(  # noqa: PLR0913 - the documented interface: arrays by keyword
    *,
    machine: ArrayLike,
    gold: ArrayLike,
    checked: ArrayLike,
    probability: ArrayLike,
    person: People,
    tuning: float | None = None,
) -> Result:
    """Estimate a geometric mean; every value must be above zero."""
    sample = take(
        machine=machine,
        gold=gold,
        checked=checked,
        probability=probability,
        person=person,
    )
    low = (sample.machine <= 0) | (sample.checked & (sample.gold <= 0))
    if low.any():
        raise EstimateError(
            f"{int(low.sum())} sessions have a value of zero or less, which has no "
            "logarithm. Leave them out and say how many, or take the mean."
        )
    logs = sample.with_values(
        np.log(sample.machine), np.log(np.where(sample.checked, sample.gold, 1.0))
    )
    if not logs.gold_count:
        result = mean_of(logs.machine, logs.people)
    else:
        check_gold_people(logs)
        result = _corrected("mean", logs, tuning)
    return exponentiated(result, "geometric mean, from the ")


def shares(  # noqa: PLR0913 - the documented interface: arrays by keyword
    *,
    machine: People,
    gold: People,
    checked: ArrayLike,
    probability: ArrayLike,
    person: People,
    levels: tuple[Hashable, ...],
    tuning: float | None = None,
    simultaneous: bool = False,
) -> dict[Hashable, Result]:
    """Estimate the shares of all levels; one lam for all, so that they sum to 1.

    `machine` and `gold` name a level for every session (gold only where checked;
    anything elsewhere). Each level has its own 95% interval, or, if `simultaneous`,
    all intervals together hold in 95% (Bonferroni).
    """
    drawn = flags(checked, "checked")
    same_length(checked=drawn, machine=np.asarray(machine, dtype=object))
    same_length(checked=drawn, gold=np.asarray(gold, dtype=object))
    codes = _codes(machine, levels, "machine", np.ones(len(drawn), dtype=bool))
    truth = _codes(gold, levels, "gold", drawn)
    samples = {
        level: take(
            machine=codes == place,
            gold=np.where(drawn, truth == place, np.nan),
            checked=drawn,
            probability=probability,
            person=person,
        )
        for place, level in enumerate(levels)
    }
    found = _of_levels(samples, tuning)
    if simultaneous:
        return {level: _all_at_once(one, len(levels)) for level, one in found.items()}
    return found


def _of_levels(
    samples: dict[Hashable, Sample], tuning: float | None
) -> dict[Hashable, Result]:
    if not samples:
        raise EstimateError("`levels` is empty; name the levels that there are.")
    one = next(iter(samples.values()))
    if not one.gold_count:
        return {
            level: share_of(sample.machine, sample.people)
            for level, sample in samples.items()
        }
    check_gold_people(one)
    choice = _for_all(list(samples.values()), tuning)
    return {level: _level(sample, choice, tuning) for level, sample in samples.items()}


def _all_at_once(result: Result, count: int) -> Result:
    """Widen an interval so that `count` of them hold together (Bonferroni)."""
    wider = normal_quantile(1 - ALPHA / (2 * count)) / normal_quantile(1 - ALPHA / 2)
    low = result.value if result.low is None else result.low
    high = result.value if result.high is None else result.high
    return msgspec.structs.replace(
        result,
        low=result.value - wider * (result.value - low),
        high=result.value + wider * (high - result.value),
        method=f"{result.method}; holds together with {count - 1} others (Bonferroni)",
    )


def _level(sample: Sample, choice: Choice, tuning: float | None) -> Result:
    result = _corrected_share("share of a level", sample, choice, tuning)
    if tuning is None and few(sample.gold, sample.checked):
        gold_alone = few_result("share", sample, ones(sample))
        low, high = gold_alone.low or 0.0, gold_alone.high or 1.0
        return msgspec.structs.replace(
            result,
            low=min(low, result.value),
            high=max(high, result.value),
            standard_error=None,
            method=f"{result.method}; interval: {gold_alone.method}",
        )
    return result


def _for_all(samples: list[Sample], tuning: float | None) -> Choice:
    # The levels weigh in by their spread, as one sum (methods 1.1).
    choices = [believed(sample, tuning) for sample in samples]
    spread = np.asarray([float(np.var(sample.machine)) for sample in samples])
    if tuning is not None or spread.sum() <= 0:
        return choices[0]
    lam = float(spread @ np.asarray([one.lam for one in choices]) / spread.sum())
    return Choice(lam, f"one tuning for all levels ({lam:.2f})")


def _codes(
    values: People, levels: tuple[Hashable, ...], name: str, needed: Floats | People
) -> Floats:
    place = {level: index for index, level in enumerate(levels)}
    codes, found = factorise(values)
    table = np.asarray([place.get(one, -1) for one in found], dtype=np.float64)
    answer = table[codes]
    strange = np.asarray(needed, dtype=bool) & (answer < 0)
    if strange.any():
        first = found[int(codes[int(np.argmax(strange))])]
        raise EstimateError(
            f"`{name}` holds {first!r}, which is none of the levels, in "
            f"{int(strange.sum())} sessions. Add the level, or leave them out."
        )
    return answer


def _corrected(kind: str, sample: Sample, tuning: float | None) -> Result:
    choice = believed(sample, tuning)
    corrected = corrected_ratio(sample, ones(sample), choice.lam)
    result = from_corrected(kind, corrected, sample, choice)
    if tuning is None:
        return skewed_result(result, corrected.influence, corrected.df)
    return result


def _check_between(sample: Sample, name: str, instead: str) -> None:
    outside = (sample.machine < 0) | (sample.machine > 1)
    outside |= sample.checked & ((sample.gold < 0) | (sample.gold > 1))
    if outside.any():
        raise EstimateError(
            f"{int(outside.sum())} sessions have a value outside 0 to 1; `{name}` is "
            f"for shares. Use `{instead}` for other numbers."
        )
