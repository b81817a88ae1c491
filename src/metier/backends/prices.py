"""What asking costs: tokens counted by characters, prices as a range.

Prices are list prices in US dollars a million tokens, seen in November 2026; a
model not listed gets the range of all. Batches cost half. The estimate is a range
since a token is between 3 and 4.5 characters, and answers are short or long.
"""

from collections.abc import Iterable

import msgspec

from metier.records import Request

__all__ = ["Estimate", "Price", "estimate", "price_of", "spent"]

_MILLION = 1_000_000


class Price(msgspec.Struct, frozen=True):
    """US dollars a million tokens."""

    model: str
    """Part of the model's name."""

    read: float
    written: float


PRICES = (
    Price("haiku", 1.0, 5.0),
    Price("sonnet", 3.0, 15.0),
    Price("opus", 5.0, 25.0),
    Price("nano", 0.1, 0.4),
    Price("mini", 0.4, 1.6),
    Price("flash", 0.3, 2.5),
    Price("gpt", 1.25, 10.0),
    Price("gemini", 1.25, 10.0),
)


class Estimate(msgspec.Struct, frozen=True, kw_only=True):
    """What a run would take, before any of it is sent."""

    requests: int
    tokens_low: int
    tokens_high: int
    dollars_low: float
    dollars_high: float
    cut: float
    """Mean share of a view's characters that would not be read, 0 to 1."""

    free: bool
    """A local model or the person's own agent: no price a token."""


def price_of(model: str) -> tuple[Price, Price]:
    """Return the cheapest and dearest price that may apply to a model."""
    named = [price for price in PRICES if price.model in model.lower()]
    if named:
        return named[0], named[0]
    return min(PRICES, key=lambda p: p.read), max(PRICES, key=lambda p: p.read)


def estimate(
    requests: Iterable[Request], model: str, *, batch: bool = False, free: bool = False
) -> Estimate:
    """Estimate tokens and dollars of sending `requests` to `model`."""
    count = characters = questions = 0
    cut = 0.0
    for request in requests:
        count += 1
        characters += len(request.state) + len(request.instructions)
        characters += sum(
            len(q.text) + sum(len(o.meaning) for o in q.options)
            for q in request.questions
        )
        questions += len(request.questions)
        cut += request.cut
    low, high = int(characters / 4.5), int(characters / 3)
    cheap, dear = price_of(model)
    half = 0.5 if batch else 1.0
    dollars_low = half * (low * cheap.read + questions * 40 * cheap.written) / _MILLION
    dollars_high = half * (high * dear.read + questions * 200 * dear.written) / _MILLION
    return Estimate(
        requests=count,
        tokens_low=low + questions * 40,
        tokens_high=high + questions * 200,
        dollars_low=0.0 if free else dollars_low,
        dollars_high=0.0 if free else dollars_high,
        cut=cut / count if count else 0.0,
        free=free,
    )


def spent(tokens_in: int, tokens_out: int, model: str, *, batch: bool = False) -> float:
    """Return dollars for tokens used, by the dearest price that may apply."""
    _, dear = price_of(model)
    half = 0.5 if batch else 1.0
    return half * (tokens_in * dear.read + tokens_out * dear.written) / _MILLION
