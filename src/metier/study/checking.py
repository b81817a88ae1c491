"""A simulated study against what was planted in it, number by number.

Estimates without label error meet the planted numbers. Those that are corrected by
a checked sample meet the reference, which the annotator errs against.
"""

import json
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.errors import StudyError
from metier.records import Estimate
from metier.simulation import draw_reference, planted, population
from metier.study import manifest as manifests
from metier.study.estimating import estimate, read_estimates
from metier.study.simulating import ANNOTATOR, TRUTH

__all__ = ["Checked", "check"]

Values = NDArray[Any]

CHECKED_SESSIONS = 1_000
"""Sessions that the reference reads, drawn at random, for the corrected numbers."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """One number: planted, and estimated with its interval."""

    exhibit: str
    name: str
    planted: float
    estimated: float
    low: float
    high: float

    @property
    def inside(self) -> bool:
        """Say whether the interval holds what was planted."""
        return self.low <= self.planted <= self.high


def check(folder: Path) -> tuple[Checked, ...]:
    """Estimate the study if that was not done yet, and compare every number."""
    manifest = manifests.load(folder) if folder.exists() else None
    if manifest is None or manifest.settings.annotator != ANNOTATOR:
        raise StudyError(
            f"{folder} holds no simulated study. Make one with `metier simulate "
            f"--out {folder}`."
        )
    if not (folder / "estimates.json").exists():
        estimate(folder, manifest.settings)
    truth = json.loads((folder / TRUTH).read_bytes())
    return (*_planted(read_estimates(folder)), *_corrected(truth))


def _planted(estimates: tuple[Estimate, ...]) -> list[Checked]:
    known = planted()
    found = []
    for made in estimates:
        key = made.key
        value = known.get(msgspec.structs.astuple(key))
        if None in (value, made.value, made.low, made.high):
            continue
        parts = (key.panel, key.series, key.group, key.split, key.statistic)
        found.append(
            Checked(
                exhibit=key.figure,
                name=" ".join(part for part in parts if part not in ("", "value")),
                planted=value or 0.0,
                estimated=made.value or 0.0,
                low=made.low or 0.0,
                high=made.high or 0.0,
            )
        )
    return found


def _corrected(truth: dict[str, int]) -> list[Checked]:
    """Correct three numbers for the annotator's error, by a checked sample."""
    seed, count = truth["seed"], truth["sessions"]
    drawn = population(seed, count, truth["people"])
    reference = draw_reference(seed, drawn)
    dice = np.random.default_rng((seed, 2))
    wanted = min(CHECKED_SESSIONS, count)
    checked = np.zeros(count, dtype=bool)
    checked[dice.choice(count, size=wanted, replace=False)] = True
    return [
        _one(name, said, drawn["person"], checked)
        for name, said in (
            ("verified", (drawn["verified"], reference["verified"])),
            ("judged", (drawn["outcome"] == 0, reference["outcome"] == 0)),
            ("level", (drawn["level"], reference["level"])),
        )
    ]


def _one(
    name: str, said: tuple[Values, Values], person: Values, checked: Values
) -> Checked:
    from metier.estimates import mean  # noqa: PLC0415 - numpy, in this stage alone

    machine, gold = (values.astype(np.float64) for values in said)
    result = mean(
        machine=machine,
        gold=np.where(checked, gold, np.nan),
        checked=checked,
        probability=np.full(len(machine), checked.mean()),
        person=person,
    )
    return Checked(
        exhibit="corrected for the annotator's error",
        name=name,
        planted=float(gold.mean()),
        estimated=float(result.value or 0.0),
        low=float(result.low or 0.0),
        high=float(result.high or 0.0),
    )
