"""An export with differential privacy, for two hundred people and more (decision 56).

One value a person, on a fixed list of questions that share one budget: what is told is
about the average person, not the average session. Noise is drawn from the discrete
Gaussian by exact integer arithmetic (Canonne, Kamath and Steinke, 2020), since noise
made of floating-point numbers gives its input away.
"""

import math
import secrets
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import msgspec

from metier.errors import DisclosureError

__all__ = ["Budget", "Noisy", "discrete_gaussian", "epsilon", "export", "scale"]

_UNITS = 2**20
"""A value from 0 to 1 is rounded to so many steps, so that sums are whole numbers."""

Draw = Callable[[int], int]
"""Returns a whole number from 0 to below its argument, each as likely."""


class Budget(msgspec.Struct, frozen=True, kw_only=True):
    """What may be told, once and for all: the questions are fixed with the budget."""

    questions: tuple[str, ...]
    rho: float = 0.3
    """Zero-concentrated differential privacy of one person's value, all questions
    together."""

    delta: float = 1e-6
    people: int = 200
    """The least people of an export."""


class Noisy(msgspec.Struct, frozen=True, kw_only=True):
    """The mean over people of one value each, with noise."""

    question: str
    value: float | None
    """None where noise has drowned how many have a value at all."""

    noise: float
    """Standard deviation of the noise in the value, roughly."""


def export(
    values: Mapping[str, Sequence[float | None]],
    budget: Budget,
    draw: Draw = secrets.randbelow,
) -> tuple[Noisy, ...]:
    """Answer every question of the budget, each once, with noise.

    `values` holds for each question one value from 0 to 1 a person, None where the
    person has none; every person stands in every question, in any order.
    """
    _check(values, budget)
    share = budget.rho / len(budget.questions)
    return tuple(_answer(name, values[name], share, draw) for name in budget.questions)


def _check(values: Mapping[str, Sequence[float | None]], budget: Budget) -> None:
    people = {len(column) for column in values.values()}
    if not budget.questions or set(values) != set(budget.questions):
        raise DisclosureError(
            f"the budget is for {', '.join(budget.questions) or 'no question'}, asked "
            f"are {', '.join(values) or 'none'}: the list is fixed before, since every "
            "further question spends what protects the others."
        )
    if budget.rho <= 0:
        raise DisclosureError(f"a budget of {budget.rho} tells nothing; give rho > 0.")
    if len(people) != 1 or min(people) < budget.people:
        raise DisclosureError(
            f"{min(people)} people: under {budget.people} the noise would drown every "
            "number. The release without it (`metier release`) is made for such groups."
        )
    for name, column in values.items():
        if not all(value is None or 0 <= value <= 1 for value in column):
            raise DisclosureError(
                f"{name}: one value a person, from 0 to 1; some are outside. Divide by "
                "the most that one person may have, and cut what is above."
            )


def scale(rho: float) -> Fraction:
    """Return the variance of the noise, in squared units, for one question.

    Another person changes the sum by at most one and the count by at most one: the
    pair moves by at most the square root of two.
    """
    return Fraction(2 * _UNITS**2) / (2 * Fraction(rho))


def epsilon(rho: float, delta: float) -> float:
    """Return the epsilon that rho stands for at a delta."""
    return rho + 2 * math.sqrt(rho * math.log(1 / delta))


def _answer(name: str, column: Sequence[float | None], rho: float, draw: Draw) -> Noisy:
    variance = scale(rho)
    known = [value for value in column if value is not None]
    total = sum(round(value * _UNITS) for value in known)
    hits = total + discrete_gaussian(variance, draw)
    count = len(known) * _UNITS + discrete_gaussian(variance, draw)
    deviation = math.sqrt(variance)
    if count < 2 * deviation:
        return Noisy(question=name, value=None, noise=math.inf)
    value = min(1.0, max(0.0, hits / count))
    noise = deviation / count * math.sqrt(1 + value**2)
    return Noisy(question=name, value=value, noise=noise)


def discrete_gaussian(variance: Fraction, draw: Draw = secrets.randbelow) -> int:
    """Draw a whole number with weights exp(-x² / (2 variance))."""
    width = math.isqrt(math.floor(variance)) + 1
    while True:
        number = _discrete_laplace(width, draw)
        distance = abs(number) - variance / width
        if _happens(distance**2 / (2 * variance), draw):
            return number


def _discrete_laplace(width: int, draw: Draw) -> int:
    """Draw a whole number with weights exp(-|x| / width)."""
    while True:
        first = draw(width)
        if not _happens(Fraction(first, width), draw):
            continue
        rounds = 0
        while _happens(Fraction(1), draw):
            rounds += 1
        number = first + width * rounds
        negative = draw(2) == 1
        if number or not negative:
            return -number if negative else number


def _happens(exponent: Fraction, draw: Draw) -> bool:
    """Return true with probability exp(-exponent), by comparing whole numbers."""
    while exponent > 1:
        if not _happens(Fraction(1), draw):
            return False
        exponent -= 1
    step = 1
    while draw(exponent.denominator * step) < exponent.numerator:
        step += 1
    return step % 2 == 1
