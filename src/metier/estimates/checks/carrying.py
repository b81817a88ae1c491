"""Shares of the page without gold, with error rates carried over from a card.

An annotator's card says how often it erred on a reference elsewhere. Beside the
machine's share comes what that would make of it, marked as resting on the assumption
that it errs here as it did there. Only for all sessions together: how it errs within
a group the card does not say.
"""

from collections.abc import Iterable, Iterator

import msgspec
import numpy as np

from metier.errors import EstimateError
from metier.estimates.core.results import Result
from metier.estimates.corrected.misclassified import Confusion, carried
from metier.records import Card, Estimate

__all__ = ["CARRIED_OVER", "with_carried_over"]

CARRIED_OVER = "carried_over"
"""Statistic under which the corrected share comes back."""

_FROM_OUTCOME = {
    "judged_success is 1": ("succeeded",),
    "partial_success is 1": ("succeeded", "partial"),
    "judged_failure is 1": ("failed",),
}
_YES = {"verified_success is 1", "trouble is 1"}
_LEVELS = ("work_mode", "codebase", "outcome", "expertise")
_EVERYBODY = {"goal_clear is 1", "attempted is 1"}


def with_carried_over(
    estimates: Iterable[Estimate], cards: Iterable[Card]
) -> Iterator[Estimate]:
    """Yield the estimates, each share followed by what a card would make of it."""
    by_facet = {card.facet: card for card in cards if card.confusion}
    for one in estimates:
        yield one
        rates = _rates(one, by_facet) if _plain(one) else None
        if rates is None:
            continue
        try:
            result = carried(_as_result(one), rates)
        except EstimateError:
            # No better than chance, or a level that the reference never had.
            continue
        yield msgspec.structs.replace(
            one,
            key=msgspec.structs.replace(one.key, statistic=CARRIED_OVER),
            value=result.value,
            low=result.low,
            high=result.high,
            standard_error=None,
            method=result.method,
            label_error=True,
        )


def _plain(one: Estimate) -> bool:
    share = one.unit == "share" and one.key.statistic == "value"
    whole = not set(one.cohort.where) - _EVERYBODY
    return share and whole and one.value is not None and not one.label_error


def _rates(one: Estimate, cards: dict[str, Card]) -> Confusion | None:
    measure = one.cohort.measure
    if measure in _FROM_OUTCOME and "outcome" in cards:
        clear = ("succeeded", "partial", "failed")
        return _confusion(cards["outcome"], _FROM_OUTCOME[measure], clear)
    column, _, level = measure.partition(" is ")
    if measure in _YES and column in cards:
        return _confusion(cards[column], ("yes",), ("no", "yes"))
    facet = column.removesuffix("_level")
    if facet in _LEVELS and facet in cards and level in cards[facet].levels:
        return _confusion(cards[facet], (level,), cards[facet].levels)
    return None


def _confusion(
    card: Card, positive: tuple[str, ...], among: tuple[str, ...]
) -> Confusion | None:
    inside = [place for place, name in enumerate(card.levels) if name in among]
    table = np.asarray(card.confusion, dtype=np.float64)[np.ix_(inside, inside)]
    yes = np.asarray([card.levels[place] in positive for place in inside])
    found = Confusion(
        true_positive=float(table[np.ix_(yes, yes)].sum()),
        false_negative=float(table[np.ix_(yes, ~yes)].sum()),
        false_positive=float(table[np.ix_(~yes, yes)].sum()),
        true_negative=float(table[np.ix_(~yes, ~yes)].sum()),
    )
    few = min(
        found.true_positive + found.false_negative,
        found.false_positive + found.true_negative,
    )
    if few < _FEWEST or _tells(found) < _TELLS_LITTLE:
        return None
    return found


def _tells(rates: Confusion) -> float:
    """Return sensitivity + specificity - 1: 0 is chance, 1 is never wrong."""
    positives = rates.true_positive + rates.false_negative
    negatives = rates.false_positive + rates.true_negative
    return rates.true_positive / positives + rates.true_negative / negatives - 1.0


_FEWEST = 10
"""With fewer reference sessions of a kind its error rate is not known."""

_TELLS_LITTLE = 0.3
"""Below this the interval would span most of what is possible."""


def _as_result(one: Estimate) -> Result:
    return Result(
        value=one.value or 0.0,
        low=one.low,
        high=one.high,
        standard_error=one.standard_error,
        sessions=one.cohort.sessions,
        people=one.cohort.people,
        gold=0,
        method=one.method,
        label_error=False,
    )
