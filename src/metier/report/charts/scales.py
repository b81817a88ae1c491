"""Scales: from a number to a place along an axis, and round numbers to mark on it."""

import math
from collections.abc import Iterable

import msgspec

from metier.records import Unit
from metier.report.charts.elements import percent
from metier.report.numbers import number

__all__ = ["Scale", "fitted"]

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_WANTED = 4
"""Ticks that an axis of a phone has room for."""

_WIDE = 3.0
"""Decades beyond which a log axis marks only whole ones."""


class Scale(msgspec.Struct, frozen=True):
    """An axis from low to high, linear or in logs, with its ticks."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    logs: bool = False

    def at(self, value: float) -> float:
        """Return the place of a value in percent, kept inside the axis."""
        if self.logs:
            low, high = math.log(self.low), math.log(self.high)
            place = (math.log(max(value, self.low)) - low) / (high - low)
        else:
            place = (value - self.low) / (self.high - self.low)
        return 100.0 * min(max(place, 0.0), 1.0)

    def x(self, value: float) -> str:
        """Return the place of a value as a length."""
        return percent(self.at(value))


def fitted(values: Iterable[float], unit: Unit, *, logs: bool = False) -> Scale:
    """Fit an axis to values: from zero, or around it; in logs if asked and possible."""
    found = [value for value in values if math.isfinite(value)]
    if logs and any(value > 0 for value in found):
        return _in_logs([value for value in found if value > 0], unit)
    top = max([*found, 0.0])
    bottom = min([*found, 0.0])
    if top == bottom:
        top = 1.0
    step = _step((top - bottom) / _WANTED)
    low, high = math.floor(bottom / step) * step, math.ceil(top / step - 1e-9) * step
    if unit == "share" and 0.0 < top <= 1.0:
        # An interval of a linear model may leave 0 to 1; the axis does not follow.
        low, high = max(low, 0.0), min(high, 1.0)
    count = round((high - low) / step)
    ticks = tuple(low + step * place for place in range(count + 1))
    return Scale(low, high, tuple((tick, _written(tick, unit)) for tick in ticks))


def _in_logs(values: list[float], unit: Unit) -> Scale:
    low, high = min(values), max(values)
    if low == high:
        low, high = low / 2.0, high * 2.0
    whole = math.log10(high / low) > _WIDE
    steps = (1.0,) if whole else (1.0, 3.0)
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    marks = [step * 10.0**power for power in range(first, last + 1) for step in steps]
    inner = [mark for mark in marks if low <= mark <= high]
    ticks = tuple((mark, _written(mark, unit)) for mark in inner)
    return Scale(low * 0.9, high * 1.1, ticks, logs=True)


def _step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(step * power for step in _STEPS if step * power >= rough - 1e-12)


def _written(tick: float, unit: Unit) -> str:
    if unit == "share":
        return f"{100 * tick:g}%".replace("-", "\N{MINUS SIGN}")
    if unit == "points":
        return f"{100 * tick:+.4g}".replace("-", "\N{MINUS SIGN}") if tick else "0"
    return number(tick, unit) if tick else "0"
