"""Nested cross-validation: choose, calibrate and fit inside, report outside.

Outer folds hold whole groups of connected people and repositories. For each the
spec, its strength, temperature, cuts and level of abstention are chosen by inner
folds of the remaining groups alone.
"""

import msgspec
import numpy as np
from numpy.typing import NDArray
from training.calibrating import Answer, Chosen, answers, calibrated
from training.fits import Fitted, Spec, columns, fit, predict

__all__ = ["Problem", "answer", "choose", "crossed"]

Array = NDArray[np.float64]


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
    return answers(pick, fitted.intercepts, raw)


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
    return calibrated(
        Chosen(spec=spec, strength=strength, value=-np.inf),
        np.concatenate(raw),
        np.concatenate(cuts),
        problem.against[index],
        problem.balanced()[index],
    )
