"""Nested cross-validation: choose, calibrate and fit inside, report outside.

Outer folds hold whole groups of connected people and repositories. For each of
them the spec, its strength, its temperature, the cuts of its answers and the
level of abstention are chosen by inner folds of the remaining groups alone.
"""

import msgspec
import numpy as np
from numpy.typing import NDArray
from training.fits import Fitted, Spec, columns, fit, predict

from metier.reliability import exact, kappa, pearson

__all__ = ["Chosen", "Problem", "answer", "centre", "choose", "crossed"]

Array = NDArray[np.float64]
BLENDS = (0.0, 0.15)
ABSTAINS = (0.0, 0.05, 0.1)
LONG = 4
"""Cuts of a scale of five levels."""

TEMPERATURES = (0.5, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0, 3.0)


class Problem(msgspec.Struct, kw_only=True):
    """Everything needed to train one model."""

    name: str
    specs: tuple[Spec, ...]
    views: list[dict[str, float]]
    target: Array
    """Places of levels, or numbers."""

    against: Array
    """What cuts and choices are judged by: the target, or a fuller rating."""

    weight: Array
    """Of each coding in what is reported."""

    fold: NDArray[np.int_]
    group: list[str]
    usable: NDArray[np.bool_]
    """Rows to train on: others are answered, never learned from."""

    judged: NDArray[np.bool_]
    """Rows whose answer can be held against `against`."""

    fixed: NDArray[np.int_]
    """Place of the level that a rule settles, -1 where no rule does."""

    _matrix: dict[str, Array] = {}

    def x(self, spec: Spec) -> Array:
        """Look a spec's features up, once."""
        if spec.name not in self._matrix:
            names = columns(spec)
            self._matrix = self._matrix | {
                spec.name: np.array([[view[n] for n in names] for view in self.views])
            }
        return self._matrix[spec.name]

    def balanced(self) -> Array:
        """Weigh rows so that a group of 70 does not outvote ten of three."""
        sizes: dict[str, float] = {}
        for name, weight in zip(self.group, self.weight, strict=True):
            sizes[name] = sizes.get(name, 0.0) + weight
        raw = self.weight / np.sqrt([sizes[name] for name in self.group])
        return np.asarray(raw / raw.mean())


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


def crossed(problem: Problem) -> tuple[Answer, list[Chosen]]:
    """Answer every row by a model that saw nothing of its group."""
    n, levels = len(problem.target), max(1, len(problem.specs[0].levels))
    score, sure = np.zeros(n), np.zeros(n)
    chance, level = np.zeros((n, levels)), np.zeros(n, dtype=int)
    picks = []
    for fold in sorted(set(problem.fold.tolist())):
        out = problem.fold == fold
        pick, fitted = choose(problem, ~out)
        given = answer(problem, pick, fitted, out)
        score[out], sure[out] = given.score, given.sure
        ruled = problem.fixed[out]
        chance[out] = given.chance
        level[out] = np.where(ruled < 0, given.level, ruled)
        picks.append(pick)
    return Answer(score=score, chance=chance, level=level, sure=sure), picks


def choose(problem: Problem, rows: NDArray[np.bool_]) -> tuple[Chosen, Fitted]:
    """Choose by inner folds of these rows, then fit on all of them."""
    best: Chosen | None = None
    for spec in problem.specs:
        for strength in spec.strengths:
            pick = _judged(problem, spec, strength, rows)
            if best is None or pick.value > best.value + 1e-9:
                best = pick
    if best is None:
        raise SystemExit(f"{problem.name} has no specs to choose from.")
    return best, _fitted(problem, best.spec, best.strength, rows)


def answer(
    problem: Problem, pick: Chosen, fitted: Fitted, rows: NDArray[np.bool_]
) -> Answer:
    """Answer rows by a fitted model as it is shipped."""
    raw = predict(fitted, problem.x(pick.spec)[rows])
    return _answers(pick, fitted.intercepts, raw)


def _fitted(
    problem: Problem, spec: Spec, strength: float, rows: NDArray[np.bool_]
) -> Fitted:
    use = rows & problem.usable
    return fit(
        spec,
        problem.x(spec)[use],
        problem.target[use],
        problem.balanced()[use],
        strength,
    )


def _judged(
    problem: Problem, spec: Spec, strength: float, rows: NDArray[np.bool_]
) -> Chosen:
    """Answer the rows by inner folds and see how good that is."""
    inner = sorted(set(problem.fold[rows].tolist()))
    raw: list[Array] = []
    cuts: list[Array] = []
    place: list[NDArray[np.intp]] = []
    for fold in inner:
        held = rows & (problem.fold == fold) & problem.usable & problem.judged
        if not held.any():
            continue
        fitted = _fitted(problem, spec, strength, rows & (problem.fold != fold))
        raw.append(predict(fitted, problem.x(spec)[held]))
        cuts.append(np.repeat(fitted.intercepts[None, :], held.sum(), axis=0))
        place.append(np.flatnonzero(held))
    index = np.concatenate(place)
    return _calibrated(
        Chosen(spec=spec, strength=strength, value=-np.inf),
        np.concatenate(raw),
        np.concatenate(cuts),
        problem.against[index],
        problem.balanced()[index],
    )


def _calibrated(
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
    options = [pick]
    if pick.spec.kind == "ordinal":
        options = [
            msgspec.structs.replace(
                pick,
                decides=_matching(
                    raw - centre(intercepts), true, weight, blend, len(pick.spec.levels)
                ),
            )
            for blend in BLENDS
        ]
    judged = []
    for option in options:
        given = _answers(option, intercepts, raw)
        for share in ABSTAINS:
            below = float(np.quantile(given.sure, share)) if share else 0.0
            final = msgspec.structs.replace(option, abstain_below=float(f"{below:.4g}"))
            value = _objective(final, given, true, weight) - 0.02 * share
            judged.append(msgspec.structs.replace(final, value=value))
    return max(judged, key=lambda one: one.value)


def _answers(pick: Chosen, intercepts: Array, raw: Array) -> Answer:
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

    Fits on different people set their features' zero differently; the middle cut
    of a long scale means the same level in each. A short scale has no cut that
    enough sessions stand on both sides of.
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
