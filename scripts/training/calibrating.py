"""Calibration on answers of inner folds: temperature, cuts and abstention."""

import msgspec
import numpy as np
from numpy.typing import NDArray
from training.fits import Spec

from metier.reliability import exact, kappa, pearson

__all__ = ["Answer", "Chosen", "answers", "calibrated", "centre"]

Array = NDArray[np.float64]
BLENDS = (0.0, 0.15)
"""Shares of the answers that may be moved to the most frequent level."""

ABSTAINS = (0.0, 0.05, 0.1)
"""Shares of the answers that may be left out."""

NEARLY_ALL = 0.8
"""Where one level is this frequent, the others are always the least likely answers: to
leave them out, or to move them, is to give the frequent one whatever was seen."""

LONG = 4
"""Cuts of a scale of five levels."""

TEMPERATURES = (0.5, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0, 3.0)


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """What the inner folds chose."""

    spec: Spec
    strength: float
    temperature: float = 1.0
    decides: tuple[float, ...] = ()
    abstain_below: float = 0.0
    value: float
    """The objective on inner folds."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Answers for some rows."""

    score: Array
    chance: Array
    """Of each level; empty for numbers."""

    level: NDArray[np.int_]
    sure: Array


def calibrated(
    pick: Chosen, raw: Array, intercepts: Array, target: Array, weight: Array
) -> Chosen:
    """Set temperature, cuts and abstention on answers from inner folds."""
    if pick.spec.kind == "linear":
        value = pearson(raw + intercepts[:, 0], target, weight) or -1.0
        return msgspec.structs.replace(pick, value=value)
    true = target.astype(int)
    pick = msgspec.structs.replace(
        pick,
        temperature=min(
            TEMPERATURES,
            key=lambda t: _log_loss(_chances(pick, t, raw, intercepts), true, weight),
        ),
    )
    shares = np.bincount(true, weights=weight) / weight.sum()
    is_even = bool(shares.max() < NEARLY_ALL)
    may_abstain = is_even and len(pick.spec.levels) > 2  # noqa: PLR2004 - yes or no
    judged = []
    options = [pick]
    if pick.spec.kind == "ordinal":
        place = raw - centre(intercepts)
        options = _cut(pick, place, true, weight, is_even=is_even)
    for option in options:
        given = answers(option, intercepts, raw)
        for share in ABSTAINS if may_abstain else ABSTAINS[:1]:
            below = float(np.quantile(given.sure, share)) if share else 0.0
            final = msgspec.structs.replace(option, abstain_below=float(f"{below:.4g}"))
            value = _objective(final, given, true, weight) - 0.02 * share
            judged.append(msgspec.structs.replace(final, value=value))
    return max(judged, key=lambda one: one.value)


def _cut(
    pick: Chosen, raw: Array, true: NDArray[np.int_], weight: Array, *, is_even: bool
) -> list[Chosen]:
    """Offer the ways to cut an ordinal score into answers."""
    levels = len(pick.spec.levels)
    return [
        msgspec.structs.replace(
            pick, decides=_matching(raw, true, weight, blend, levels)
        )
        for blend in (BLENDS if is_even else BLENDS[:1])
    ]


def answers(pick: Chosen, intercepts: Array, raw: Array) -> Answer:
    """Turn scores into answers, by the cuts or the most likely level."""
    if pick.spec.kind == "linear":
        value = raw + np.broadcast_to(intercepts, (len(raw), 1))[:, 0]
        empty = np.zeros((len(raw), 1))
        return Answer(
            score=value,
            chance=empty,
            level=np.zeros(len(raw), int),
            sure=np.ones(len(raw)),
        )
    chance = _chances(pick, pick.temperature, raw, intercepts)
    if pick.decides:
        level = np.searchsorted(np.array(pick.decides), raw - centre(intercepts))
    else:
        level = chance.argmax(axis=1)
    score = raw if raw.ndim == 1 else raw.max(axis=1)
    sure = chance[np.arange(len(level)), level]
    return Answer(score=score, chance=chance, level=level, sure=sure)


def centre(intercepts: Array) -> Array:
    """Give the place on the scale that cuts of answers are counted from.

    Fits on different people set their features' zero differently; the middle cut of
    a long scale means the same level in each. A short one has no such cut.
    """
    if intercepts.shape[-1] < LONG:
        return np.zeros(intercepts.shape[:-1])
    return np.asarray(np.median(intercepts, axis=-1))


def _chances(pick: Chosen, temperature: float, raw: Array, intercepts: Array) -> Array:
    edges = np.broadcast_to(intercepts, (len(raw), intercepts.shape[-1])) / temperature
    if pick.spec.kind == "ordinal":
        below = 1.0 / (1.0 + np.exp(raw[:, None] / temperature - edges))
        ends = np.zeros((len(raw), 1)), np.ones((len(raw), 1))
        return np.diff(np.hstack([ends[0], below, ends[1]]), axis=1)
    scores = raw / temperature + edges
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shares / shares.sum(axis=1, keepdims=True))


def _log_loss(chance: Array, true: NDArray[np.int_], weight: Array) -> float:
    given = np.clip(chance[np.arange(len(true)), true], 1e-6, 1.0)
    return float(-(weight * np.log(given)).sum())


def _matching(
    raw: Array, true: NDArray[np.int_], weight: Array, blend: float, levels: int
) -> tuple[float, ...]:
    """Cut the scores so that answers are spread as the reference's are.

    `blend` moves that share of the answers to the most frequent level.
    """
    shares = np.bincount(true, weights=weight, minlength=levels) / weight.sum()
    spread = (1.0 - blend) * shares
    spread[int(shares.argmax())] += blend
    order = np.argsort(raw, kind="stable")
    reached = np.cumsum(weight[order]) / weight.sum()
    cuts = []
    for bound in np.cumsum(spread)[:-1]:
        at = int(np.searchsorted(reached, bound))
        low = raw[order[min(at, len(raw) - 1)]]
        high = raw[order[min(at + 1, len(raw) - 1)]]
        cut = (low + high) / 2
        cut = raw.min() - 1.0 if bound < reached[0] else cut
        cuts.append(float(f"{cut:.6g}"))
    return tuple(cuts)


def _objective(
    pick: Chosen, given: Answer, true: NDArray[np.int_], weight: Array
) -> float:
    """Add agreement beyond chance and exact agreement, abstentions as scored."""
    levels = len(pick.spec.levels)
    frequent = int(np.bincount(true, weights=weight, minlength=levels).argmax())
    level = np.where(given.sure < pick.abstain_below, frequent, given.level)
    table = np.zeros((levels, levels))
    np.add.at(table, (true, level), weight)
    is_scale = pick.spec.kind == "ordinal" and pick.spec.levels[0].isdigit()
    beyond = kappa(table, "quadratic" if is_scale else "nominal") or 0.0
    return beyond + (exact(table) or 0.0)
