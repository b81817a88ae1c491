"""From a result on the log scale back to the scale people read."""

import math

import msgspec

from metier.estimates.core.results import Result

__all__ = ["exponentiated", "less_one"]


def exponentiated(result: Result, method: str) -> Result:
    """Return the result of logs as a ratio or a geometric mean.

    The standard error is that of the logs times the value (delta method); the ends
    of the interval are those of the logs.
    """
    value = math.exp(result.value)
    error = result.standard_error
    return Result(
        value=value,
        low=None if result.low is None else math.exp(result.low),
        high=None if result.high is None else math.exp(result.high),
        standard_error=None if error is None else value * error,
        sessions=result.sessions,
        people=result.people,
        gold=result.gold,
        method=method + result.method,
        label_error=result.label_error,
    )


def less_one(ratio: Result) -> Result:
    """Return a ratio as a relative change."""
    return msgspec.structs.replace(
        ratio,
        value=ratio.value - 1.0,
        low=None if ratio.low is None else ratio.low - 1.0,
        high=None if ratio.high is None else ratio.high - 1.0,
    )
