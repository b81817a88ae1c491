"""What a run was asked to do; kept in the manifest, so that it can be repeated."""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from hashlib import blake2b
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from metier.errors import SettingError

__all__ = [
    "Scope",
    "Settings",
    "day",
    "hash_of",
    "hash_of_bytes",
    "local_timezone",
    "today",
    "zone",
]

Scope = Literal["default", "study"]
DAYS = re.compile(r"(\d{1,5})d")
ALSO_UTC = ("Etc/UTC", "Etc/UCT", "UCT", "Universal", "Zulu", "Etc/Universal")
LOCALTIME = Path("/etc/localtime")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Which sessions of the study count, and how they are counted.

    Projects are salted ids, never names: the manifest lies in the study.
    """

    since: str | None = None
    """First day, ISO date in the study's time zone."""

    until: str | None = None
    """Last day, included."""

    projects: tuple[str, ...] = ()
    """Ids of the only projects that count; all where empty."""

    without_projects: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    timezone: str = "UTC"
    scope: Scope = "default"
    seed: int = 20260616
    annotator: str = "offline"
    occupation: str | None = None
    """SOC-2018 major group that the person states; beats any annotator's."""


def day(text: str, today: date) -> str:
    """Read a date, or a number of days before today such as `30d`."""
    found = DAYS.fullmatch(text.strip())
    if found:
        try:
            return (today - timedelta(days=int(found[1]))).isoformat()
        except OverflowError:
            pass
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise SettingError(
            f"{text!r} is neither a date such as 2026-03-01 nor a number of days such "
            "as 30d."
        ) from None


def zone(name: str) -> tzinfo:
    """Return the time zone of this name."""
    if name == "UTC":
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingError(
            f"{name!r} is no time zone that this machine knows. Use a name such as "
            "Europe/Berlin, or UTC."
        ) from None


def local_timezone(environ_name: str | None) -> str:
    """Name this machine's time zone; UTC where it does not say."""
    names = [environ_name.lstrip(":")] if environ_name else []
    if LOCALTIME.is_symlink():
        target = str(LOCALTIME.resolve())
        if "zoneinfo/" in target:
            names.append(target.split("zoneinfo/", 1)[1])
    for name in names:
        try:
            zone(name)
        except SettingError:
            continue
        return "UTC" if name in ALSO_UTC else name
    return "UTC"


def today(zone_: tzinfo) -> date:
    """Return the day it is in this zone."""
    return datetime.now(zone_).date()


def hash_of_bytes(content: bytes) -> str:
    """Return a short name of some bytes."""
    return blake2b(content, digest_size=6).hexdigest()


def hash_of(settings: Settings) -> str:
    """Return a short name of these settings; equal settings have equal names."""
    return hash_of_bytes(msgspec.json.encode(settings))
