"""Small linear models at run time: coefficients in, probabilities out.

Coefficients are package data in JSON, six digits, made by
`scripts/train_offline.py`; numpy is all that is needed to use them.
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

__all__ = ["Model", "chances", "models", "number"]

WIDEST = 3.0
"""Standardised features are cut here, so that no outlier decides alone."""


class Model(msgspec.Struct, frozen=True, kw_only=True):
    """One linear model: standardise, weigh, and turn into probabilities."""

    kind: Literal["multinomial", "ordinal", "linear"]
    levels: tuple[str, ...] = ()
    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[tuple[float, ...], ...]
    """A row for each level (multinomial), else one row."""

    intercepts: tuple[float, ...]
    """One a level (multinomial), one (linear), the rising cuts (ordinal)."""

    temperature: float = 1.0
    """Calibration: scores are divided by it."""

    tilt: tuple[float, ...] = ()
    """Added to log probabilities before the answer is chosen, one a level."""

    abstain_below: float = 0.0
    """The annotator abstains where its best probability is lower."""


@cache
def models() -> dict[str, Model]:
    """Read the shipped models, by facet; empty before the first training."""
    file = resources.files("metier.annotators").joinpath("coefficients.json")
    if not file.is_file():
        return {}
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Model])


def chances(model: Model, features: Mapping[str, float]) -> NDArray[np.float64]:
    """Give a probability to each level."""
    scores = _scores(model, features) / model.temperature
    if model.kind == "ordinal":
        cuts = np.asarray(model.intercepts) / model.temperature
        below = 1.0 / (1.0 + np.exp(-(cuts - scores[0])))
        return np.diff(np.concatenate(([0.0], below, [1.0])))
    scores = scores + np.asarray(model.intercepts) / model.temperature
    shares = np.exp(scores - scores.max())
    return np.asarray(shares / shares.sum())


def number(model: Model, features: Mapping[str, float]) -> float:
    """Give the value of a linear model."""
    return float(_scores(model, features)[0] + model.intercepts[0])


def _scores(model: Model, features: Mapping[str, float]) -> NDArray[np.float64]:
    row = np.array([features.get(name, 0.0) for name in model.features])
    standard = (row - np.asarray(model.mean)) / np.asarray(model.scale)
    clipped = np.clip(standard, -WIDEST, WIDEST)
    return np.asarray(np.asarray(model.weights) @ clipped)
