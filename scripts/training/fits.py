"""Fitting the three kinds of model: ridge, ordinal logit, logit of shared terms.

All are convex with a ridge penalty, so there is one answer, and it does not
depend on a seed or on where the search began.
"""

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from metier.annotators.offline.models import WIDEST, Model

__all__ = ["Fitted", "Spec", "columns", "fit", "predict", "shipped"]

Array = NDArray[np.float64]
SMALLEST_SCALE = 1e-3
BIAS_PENALTY = 0.3


class Spec(msgspec.Struct, frozen=True, kw_only=True):
    """A model that may be chosen: what it looks at, and how strongly it is held."""

    name: str
    kind: str
    """ordinal, linear or terms."""

    levels: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    terms: Mapping[str, Mapping[str, str]] = {}
    """For `terms`: each term has one weight for its feature of each level."""

    signs: tuple[float, ...] = ()
    """For an index: all features weigh the same, each with its known sign."""

    strengths: tuple[float, ...] = (1.0, 4.0, 16.0)


class Fitted(msgspec.Struct, frozen=True, kw_only=True):
    """A fitted model as arrays."""

    spec: Spec
    names: tuple[str, ...]
    mean: Array
    scale: Array
    weights: Array
    intercepts: Array


def columns(spec: Spec) -> tuple[str, ...]:
    """Name the features of a spec, in order."""
    if spec.kind != "terms":
        return spec.features
    names: dict[str, None] = {}
    for term in spec.terms.values():
        names.update(dict.fromkeys(term.values()))
    return tuple(names)


def fit(spec: Spec, x: Array, y: Array, weights: Array, strength: float) -> Fitted:
    """Fit a spec to rows; `y` holds places of levels, or numbers."""
    if spec.kind == "terms":
        return _fit_terms(spec, x, y.astype(int), weights, strength)
    mean = np.average(x, axis=0, weights=weights)
    spread = np.sqrt(np.average((x - mean) ** 2, axis=0, weights=weights))
    scale = np.maximum(spread, SMALLEST_SCALE)
    clipped = np.clip((x - mean) / scale, -WIDEST, WIDEST)
    signs = np.array(spec.signs)[:, None] if spec.signs else np.eye(x.shape[1])
    tied = clipped @ signs / np.sqrt(max(1, len(spec.signs)))
    if spec.kind == "linear":
        slope, intercepts = _ridge(tied, y, weights, strength)
    else:
        slope, intercepts = _ordinal(tied, y.astype(int), weights, strength, spec)
    slope = signs @ slope / np.sqrt(max(1, len(spec.signs)))
    return Fitted(
        spec=spec,
        names=columns(spec),
        mean=mean,
        scale=scale,
        weights=slope[None, :],
        intercepts=intercepts,
    )


def predict(fitted: Fitted, x: Array) -> Array:
    """Give each row its score (a row a level for terms)."""
    clipped = np.clip((x - fitted.mean) / fitted.scale, -WIDEST, WIDEST)
    scores = clipped @ fitted.weights.T
    return scores if fitted.spec.kind == "terms" else scores[:, 0]


def shipped(fitted: Fitted, **calibrated: object) -> Model:
    """Turn a fit into the record that is shipped, six digits."""
    kinds = {"terms": "multinomial"}
    return Model(
        kind=kinds.get(fitted.spec.kind, fitted.spec.kind),  # type: ignore[arg-type]
        levels=fitted.spec.levels,
        features=fitted.names,
        mean=_digits(fitted.mean),
        scale=_digits(fitted.scale),
        weights=tuple(_digits(row) for row in fitted.weights),
        intercepts=_digits(fitted.intercepts),
        **calibrated,  # type: ignore[arg-type]
    )


def _digits(values: Sequence[float] | Array) -> tuple[float, ...]:
    return tuple(float(f"{value:.6g}") for value in values)


def _ridge(x: Array, y: Array, w: Array, strength: float) -> tuple[Array, Array]:
    centre = float(np.average(y, weights=w))
    gram = x.T @ (x * w[:, None]) + strength * np.eye(x.shape[1])
    slope = np.linalg.solve(gram, x.T @ (w * (y - centre)))
    shift = float(np.average(y - x @ slope, weights=w))
    return slope, np.array([shift])


def _ordinal(
    x: Array, y: NDArray[np.int_], w: Array, strength: float, spec: Spec
) -> tuple[Array, Array]:
    size, cuts = x.shape[1], len(spec.levels) - 1

    def unpacked(theta: Array) -> tuple[Array, Array]:
        steps = np.concatenate(([theta[size]], np.exp(theta[size + 1 :])))
        return theta[:size], np.cumsum(steps)

    def loss(theta: Array) -> tuple[float, Array]:
        slope, edges = unpacked(theta)
        below = 1.0 / (1.0 + np.exp((x @ slope)[:, None] - edges))
        padded = np.hstack([np.zeros((len(y), 1)), below, np.ones((len(y), 1))])
        rows = np.arange(len(y))
        upper, lower = padded[rows, y + 1], padded[rows, y]
        chance = np.clip(upper - lower, 1e-12, 1.0)
        value = -(w * np.log(chance)).sum() + strength / 2 * slope @ slope
        high, low = upper * (1 - upper), lower * (1 - lower)
        by_score = w * (high - low) / chance
        by_cut = np.array(
            [
                -(w * ((y == k) * high - (y == k + 1) * low) / chance).sum()
                for k in range(cuts)
            ]
        )
        tail = np.cumsum(by_cut[::-1])[::-1]
        grown = np.concatenate(([tail[0]], tail[1:] * np.exp(theta[size + 1 :])))
        # A weak hold keeps the cut of a level that no training row has.
        gap = theta[size + 1 :]
        value += 0.05 * gap @ gap
        grown[1:] += 0.1 * gap
        return value, np.concatenate((x.T @ by_score + strength * slope, grown))

    start = np.zeros(size + cuts)
    start[size] = -1.0
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=TIGHT)
    return unpacked(found.x)


TIGHT = {"maxiter": 2000, "ftol": 1e-12, "gtol": 1e-8}


def _fit_terms(
    spec: Spec, x: Array, y: NDArray[np.int_], w: Array, strength: float
) -> Fitted:
    names = columns(spec)
    place = {name: index for index, name in enumerate(names)}
    scale = _term_scales(spec, x, w, place)
    clipped = np.clip(x / scale, -WIDEST, WIDEST)
    terms, levels = list(spec.terms.values()), list(spec.levels)
    z = np.zeros((len(y), len(levels), len(terms)))
    for index, term in enumerate(terms):
        for level, name in term.items():
            z[:, levels.index(level), index] = clipped[:, place[name]]

    def loss(theta: Array) -> tuple[float, Array]:
        slope, bias = theta[: len(terms)], theta[len(terms) :]
        scores = z @ slope + bias
        scores -= scores.max(axis=1, keepdims=True)
        chance = np.exp(scores)
        chance /= chance.sum(axis=1, keepdims=True)
        rows = np.arange(len(y))
        value = -(w * np.log(chance[rows, y] + 1e-15)).sum()
        value += strength / 2 * slope @ slope + BIAS_PENALTY / 2 * bias @ bias
        chance[rows, y] -= 1.0
        chance *= w[:, None]
        by_slope = np.einsum("nk,nkj->j", chance, z) + strength * slope
        return value, np.concatenate(
            (by_slope, chance.sum(axis=0) + BIAS_PENALTY * bias)
        )

    start = np.zeros(len(terms) + len(levels))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=TIGHT).x
    weights = np.zeros((len(levels), len(names)))
    for index, term in enumerate(terms):
        for level, name in term.items():
            weights[levels.index(level), place[name]] += found[index]
    return Fitted(
        spec=spec,
        names=names,
        mean=np.zeros(len(names)),
        scale=scale,
        weights=weights,
        intercepts=found[len(terms) :],
    )


def _term_scales(spec: Spec, x: Array, w: Array, place: Mapping[str, int]) -> Array:
    """One scale a term, so that its features stay comparable across levels."""
    scale = np.zeros(len(place))
    for term in spec.terms.values():
        index = [place[name] for name in dict.fromkeys(term.values())]
        square = np.average(x[:, index] ** 2, axis=0, weights=w).mean()
        for one in index:
            scale[one] = scale[one] or max(float(np.sqrt(square)), SMALLEST_SCALE)
    return scale
