"""Numbers as people read them: percent, words, dollars, hours, with their intervals."""

from datetime import date

from metier.records import Unit

__all__ = ["counted", "day", "interval", "month", "months", "number"]

_MANY = 1_000
"""From so many sessions up a share is precise enough for a decimal."""

_SMALL = 0.1
_THOUSAND = 1_000
_HUNDRED = 100

_MINUS = "\N{MINUS SIGN}"
_DASH = "\N{EN DASH}"


def number(value: float, unit: Unit, sessions: int = 0) -> str:
    """Write a number with its unit: `26%`, `+9%`, `+3.8 points`, `2,417`, `$340`."""
    match unit:
        case "share":
            return f"{_share(value, sessions)}%"
        case "points":
            return f"{_signed(_HUNDRED * value, 1)} points"
        case "ratio":
            return f"{_signed(_HUNDRED * value, 0)}%"
        case "usd":
            return f"${_plain(value)}"
        case _:
            return _plain(value)


def interval(low: float, high: float, unit: Unit, sessions: int = 0) -> str:
    """Write an interval without repeating the unit: `20-33%`, with an en dash."""
    match unit:
        case "share":
            ends = (_share(low, sessions), _share(high, sessions))
            between = " to " if low < 0 else _DASH
            return f"{between.join(ends)}%"
        case "points":
            ends = (_signed(_HUNDRED * low, 1), _signed(_HUNDRED * high, 1))
            return " to ".join(ends)
        case "ratio":
            ends = (_signed(_HUNDRED * low, 0), _signed(_HUNDRED * high, 0))
            return f"{' to '.join(ends)}%"
        case "usd":
            return f"${_DASH.join(_alike(low, high))}"
        case _:
            return _DASH.join(_alike(low, high))


def counted(count: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun: `1 session`, `1,204 sessions`."""
    noun = one if count == 1 else many or f"{one}s"
    return f"{count:,} {noun}"


def day(iso: str | None) -> str:
    """Write a date: `3 May 2026`."""
    if iso is None:
        return "unknown"
    when = date.fromisoformat(iso)
    return f"{when.day} {when:%B %Y}"


def month(name: str) -> str:
    """Write a month short: `Oct 2025` for `2025-10`."""
    when = date.fromisoformat(f"{name}-01")
    return f"{when:%b %Y}"


def months(first: str, last: str) -> tuple[str, ...]:
    """Name every month from first to last, both included."""
    start, end = (12 * int(name[:4]) + int(name[5:]) - 1 for name in (first, last))
    return tuple(f"{at // 12:04}-{at % 12 + 1:02}" for at in range(start, end + 1))


def _share(value: float, sessions: int) -> str:
    percent = _HUNDRED * value
    precise = sessions >= _MANY or 0 < value < _SMALL
    text = f"{abs(percent):.1f}" if precise else f"{abs(percent):.0f}"
    return f"{_MINUS}{text}" if percent < 0 and float(text) else text


def _signed(value: float, decimals: int) -> str:
    text = f"{abs(value):.{decimals}f}"
    if float(text) == 0:
        return text
    return f"+{text}" if value > 0 else f"{_MINUS}{text}"


def _alike(low: float, high: float) -> tuple[str, str]:
    """Write two ends with as many decimals each."""
    written = (_plain(low), _plain(high))
    if "." in "".join(written) and abs(low) >= 1.0 and abs(high) < _HUNDRED:
        return f"{low:.1f}".replace("-", _MINUS), f"{high:.1f}".replace("-", _MINUS)
    return written


def _plain(value: float) -> str:
    size = abs(value)
    sign = _MINUS if value < 0 else ""
    if size == int(size) and size < _THOUSAND:
        return f"{sign}{size:.0f}"
    if size >= _HUNDRED:
        return f"{sign}{size:,.0f}"
    return f"{sign}{size:.1f}" if size >= 1 else f"{sign}{size:.2g}"
