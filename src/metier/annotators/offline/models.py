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

__all__ = [
    "WIDEST",
    "Model",
    "chances",
    "chosen",
    "models",
    "number",
    "person_share",
    "score",
]

WIDEST = 3.0
"""Standardised features are cut here, so that no outlier decides alone."""


SOME = 0.3
"""Keeps the quotient of two counts near nothing from leaping about."""


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
    """Calibration: scores and intercepts are divided by it."""

    decides: tuple[float, ...] = ()
    """Ordinal: rising cuts of the score between the answers. Empty: most likely."""

    abstain_below: float = 0.0
    """The annotator abstains where its answer's probability is lower."""


@cache
def models() -> dict[str, Model]:
    """Read the shipped models, by facet; empty before the first training."""
    file = resources.files("metier.annotators.offline").joinpath("coefficients.json")
    if not file.is_file():
        return {}
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Model])


def chances(model: Model, features: Mapping[str, float]) -> NDArray[np.float64]:
    """Give a probability to each level."""
    scores = score(model, features) / model.temperature
    intercepts = np.asarray(model.intercepts) / model.temperature
    if model.kind == "ordinal":
        below = 1.0 / (1.0 + np.exp(scores[0] - intercepts))
        return np.diff(np.concatenate(([0.0], below, [1.0])))
    shares = np.exp(scores + intercepts - (scores + intercepts).max())
    return np.asarray(shares / shares.sum())


def chosen(model: Model, features: Mapping[str, float]) -> int:
    """Give the place of the level that is the answer."""
    if model.decides:
        return int(np.searchsorted(model.decides, score(model, features)[0]))
    return int(np.argmax(chances(model, features)))


def number(model: Model, features: Mapping[str, float]) -> float:
    """Give the value of a linear model."""
    return float(score(model, features)[0] + model.intercepts[0])


def person_share(
    direct: NDArray[np.float64], user: NDArray[np.float64], agent: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Take the mean of two readings of the share of decisions that a person made.

    `direct` is a model's share; `user` and `agent` are other models' ln(1 + count).
    Their errors differ, so the mean of the two is nearer than either.
    """
    one = np.clip(direct, 0.0, 1.0)
    by_user = np.maximum(np.expm1(user), 0.0)
    by_agent = np.maximum(np.expm1(agent), 0.0)
    return np.asarray((one + by_user / (by_user + by_agent + SOME)) / 2.0)


def score(model: Model, features: Mapping[str, float]) -> NDArray[np.float64]:
    """Weigh the standardised features: one number, or one a level."""
    get = features.get
    if len(model.weights) == 1:
        return np.array([_sum(model, [get(name, 0.0) for name in model.features])])
    row = np.array([get(name, 0.0) for name in model.features])
    standard = (row - np.array(model.mean)) / np.array(model.scale)
    clipped = np.minimum(np.maximum(standard, -WIDEST), WIDEST)
    return np.asarray(np.array(model.weights) @ clipped)


def _sum(model: Model, row: list[float]) -> float:
    """Weigh one row of numbers; for a few, plain Python is faster than arrays."""
    total = 0.0
    for value, mean, scale, weight in zip(
        row, model.mean, model.scale, model.weights[0], strict=True
    ):
        standard = (value - mean) / scale
        total += weight * min(WIDEST, max(-WIDEST, standard))
    return total
