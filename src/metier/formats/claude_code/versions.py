"""Version gates: what a line means depends on the version that wrote it."""

from functools import lru_cache

__all__ = ["at_least"]


@lru_cache(maxsize=1024)
def _parts(version: str) -> tuple[int, ...] | None:
    numbers = version.split("-", 1)[0].split(".")
    if not all(number.isdecimal() for number in numbers):
        return None
    return tuple(int(number) for number in numbers)


def at_least(version: str | None, gate: tuple[int, ...]) -> bool:
    """Say whether a line's version is known and not older than the gate."""
    parts = _parts(version) if version else None
    return parts is not None and parts >= gate
