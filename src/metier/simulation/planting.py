"""The numbers planted in a simulated study, by exhibit.

They are what the estimates of infinitely many sessions would be: means over many
simulated studies, written into `planted.json` by `scripts/plant.py`.
"""

from functools import cache
from importlib.resources import files

import msgspec

__all__ = ["planted"]


@cache
def planted() -> dict[tuple[str, ...], float]:
    """Return planted values by figure, panel, series, group, split and statistic."""
    text = (files("metier.simulation") / "planted.json").read_bytes()
    rows = msgspec.json.decode(text, type=list[tuple[list[str], float]])
    return {tuple(key): value for key, value in rows}
