"""The specification curve of a study: its slope by every annotator that answered."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from metier.facts import parquet
from metier.facts.tables import ANNOTATIONS
from metier.study.estimating import chosen
from metier.study.settings import Settings

if TYPE_CHECKING:
    from metier.estimates import Curve

__all__ = ["CURVE", "curve_of", "lines"]

CURVE = "curve.json"
"""In the study folder, beside the estimates; it never leaves."""

_LOG = "log-1"
"""Answers from the log by rule alone; no annotator of outcomes."""


def curve_of(folder: Path, settings: Settings) -> "Curve":
    """Estimate the slope in every way and write it down."""
    from metier.estimates import curve  # noqa: PLC0415 - numpy, in this stage alone

    frames = {}
    for name in _annotators(folder, settings):
        asked = msgspec.structs.replace(settings, annotator=name)
        frames[name] = chosen(folder, asked).frame
    found = curve(frames)
    (folder / CURVE).write_bytes(msgspec.json.encode(found))
    return found


def _annotators(folder: Path, settings: Settings) -> list[str]:
    path = folder / ANNOTATIONS.file
    if not path.exists():
        return [settings.annotator]
    with contextlib.closing(parquet.connect()) as base:
        rows = parquet.query(
            base,
            f"SELECT DISTINCT annotator FROM {parquet.source(path)}",  # noqa: S608 - our own path, quoted
            f"{path}: not a table that metier wrote; run `metier annotate` again",
        ).fetchall()
    names = sorted(str(name) for (name,) in rows if name != _LOG)
    # What was asked a second time is a measure of the first, no reading of its own.
    return [name for name in names if "~" not in name]


def lines(found: "Curve") -> tuple[str, ...]:
    """Say the curve in lines: one a specification, then how many have each sign."""
    if not found.estimated:
        rules = sorted({one.rule for one in found.specifications if one.rule})
        return (f"No specification could be estimated: {'; '.join(rules)}.",)
    told = []
    for one in found.specifications:
        if one.result is None:
            continue
        low, high = one.result.low or 0.0, one.result.high or 0.0
        told.append(
            f"{100 * one.result.value:+6.2f} [{100 * low:+6.2f}, {100 * high:+6.2f}]  "
            f"{one.outcome}, {one.view}, controls {one.controls}, {one.estimator}, "
            f"{one.annotator}"
        )
    signs = (
        f"{found.estimated} of {len(found.specifications)} specifications; "
        f"{found.above_zero or 0:.0%} above zero, {found.surely_above or 0:.0%} with "
        f"an interval above it, {found.surely_below or 0:.0%} below."
    )
    title = "Points of success for each level of expertise, lowest first:"
    return (title, *told, signs)
