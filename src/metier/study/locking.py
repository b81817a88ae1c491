"""`study.lock`: at most five primary estimates, declared before they are seen.

Numbers chosen after looking are explorations, whatever their intervals. The lock
names the primary ones; its hash stands on the page, and where it was changed after
estimates had been made the page says so.
"""

import msgspec

from metier.errors import SettingError
from metier.records import Estimate, Key
from metier.study.atomic import write_bytes
from metier.study.opening import Opened
from metier.study.settings import hash_of_bytes

__all__ = ["FILE", "MOST", "Lock", "declare", "mark", "standing"]

FILE = "study.lock"
MOST = 5
SEEN = "lock seen"
"""Note in the private index: hash of the lock under which estimates were seen."""

CHANGED = "lock changed"


class Lock(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The primary estimates, by key; parts left empty stand for all."""

    primary: tuple[str, ...]
    """figure, figure/panel, figure/panel/series or figure/panel/series/group."""


def _read(study: Opened) -> tuple[Lock, str] | None:
    path = study.folder / FILE
    if not path.exists():
        return None
    content = path.read_bytes()
    try:
        lock = msgspec.json.decode(content, type=Lock)
    except msgspec.DecodeError as error:
        raise SettingError(
            f"{path} cannot be read as a lock ({error}). Write it with `metier lock`, "
            "or remove it."
        ) from error
    return lock, hash_of_bytes(msgspec.json.encode(lock))


def declare(study: Opened, primary: tuple[str, ...], known: frozenset[str]) -> str:
    """Write the lock; return its hash."""
    if not 1 <= len(primary) <= MOST:
        raise SettingError(
            f"{len(primary)} primary estimates: declare one to {MOST}. What everything "
            "rests on is not everything."
        )
    for one in primary:
        if one.partition("/")[0] not in known:
            raise SettingError(
                f"{one!r} names no figure. Figures are: {', '.join(sorted(known))}."
            )
    lock = Lock(primary=primary)
    text = msgspec.json.format(msgspec.json.encode(lock), indent=2)
    write_bytes(study.folder / FILE, text + b"\n")
    return hash_of_bytes(msgspec.json.encode(lock))


def _is_primary(key: Key, lock: Lock) -> bool:
    place = (key.figure, key.panel, key.series, key.group)
    return any(
        place[: len(parts)] == parts
        for parts in (tuple(one.split("/")) for one in lock.primary)
    )


def mark(study: Opened, estimates: tuple[Estimate, ...]) -> tuple[Estimate, ...]:
    """Mark the primary estimates, and remember that they have now been seen."""
    found = _read(study)
    now = found[1] if found else ""
    seen = study.private.noted(SEEN)
    if seen is not None and seen != now:
        study.private.note(CHANGED, "yes")
    study.private.note(SEEN, now)
    if found is None:
        return estimates
    return tuple(
        msgspec.structs.replace(one, family="primary")
        if _is_primary(one.key, found[0])
        else one
        for one in estimates
    )


def standing(study: Opened) -> tuple[str | None, bool]:
    """Return the hash of the lock, and whether it was changed after looking."""
    found = _read(study)
    changed = study.private.noted(CHANGED) == "yes"
    return (found[1] if found else None), bool(found) and changed
