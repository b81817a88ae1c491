"""What was released before: nobody may be found by subtracting one from another.

Two releases that each keep all rules can still give away a newcomer (methods 5.2).
So windows are whole months that do not overlap; the same window may be released
again only with the same people or with enough others, and a number whose sessions
changed by a few is withheld. The ledger is private and lies beside the salt; it
holds hashes of people under a key of its own.
"""

import hashlib
import math
import os
import secrets
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec

from metier.disclosure.policy import Policy
from metier.errors import DisclosureError
from metier.records import Cohort, Estimate, Key, Released, StudySummary

__all__ = ["Earlier", "Entry", "Ledger", "Now", "Window", "window_of"]

VERSION = 1
_HASH = 8
"""Bytes of a hash."""


class Window(msgspec.Struct, frozen=True):
    """Whole months, first and last, as 2026-03."""

    first: str
    last: str

    def overlaps(self, other: "Window") -> bool:
        """Say whether the two share a month."""
        return self.first <= other.last and other.first <= self.last


def window_of(summary: StudySummary) -> Window:
    """Return the months that a study covers."""
    if summary.first_day is None or summary.last_day is None:
        raise DisclosureError(
            "this study has no dates, so it cannot be compared with earlier releases. "
            "Its sessions carry no times; leave them out with `--since`."
        )
    return Window(summary.first_day[:7], summary.last_day[:7])


class _Shown(msgspec.Struct, frozen=True):
    key: Key
    sessions: int
    people: int
    value: float


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One release."""

    made: str
    window: Window
    people: tuple[str, ...]
    """Hashes, sorted."""

    shown: tuple[_Shown, ...]
    sessions: bytes = b""
    """Hashes of the sessions, eight bytes each; empty where they were not kept."""


Answer = Callable[[Sequence[int]], Iterable[Estimate]]
"""Answers the same questions over some of the sessions, named by their place."""


class Now(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be released, as far as earlier releases have to be told from it."""

    people: tuple[str, ...]
    sessions: tuple[str, ...] = ()
    """A mark of every session; one that has grown has another."""

    answer: Answer | None = None
    """None where single sessions are not known."""


class _Change(msgspec.Struct, frozen=True, kw_only=True):
    """What has come and gone since an earlier release."""

    shown: dict[Key, _Shown]
    known: bool
    """Whether the sessions of then are known."""

    gone: bool
    """Sessions of then are missing: what they were cannot be looked at any more."""

    late: dict[Key, Cohort]
    """Of each number, the sessions that came since."""


class Earlier:
    """Releases of the same window: what a new one is held against."""

    def __init__(self, changes: Iterable[_Change], policy: Policy) -> None:
        """Take what has changed since each of them."""
        self._policy = policy
        self._changes = tuple(changes)

    def gives_away(self, estimate: Estimate) -> bool:
        """Say whether this number and an earlier one differ by few."""
        return any(
            self._differs_by_few(estimate, shown) or self._late(estimate, change, shown)
            for change in self._changes
            if (shown := change.shown.get(estimate.key)) is not None
        )

    def _differs_by_few(self, estimate: Estimate, shown: _Shown) -> bool:
        least = self._policy.thresholds(estimate.key.figure)
        cohort = estimate.cohort
        sessions = abs(cohort.sessions - shown.sessions)
        people = abs(cohort.people - shown.people)
        if 0 < sessions < least.sessions or 0 < people < least.people:
            return True
        if cohort.partition and cohort.hits is not None and sessions:
            hits = abs(cohort.hits - round(shown.value * shown.sessions))
            return 0 < hits < least.sessions
        return False

    def _late(self, estimate: Estimate, change: _Change, shown: _Shown) -> bool:
        """Say whether what came or went may be a few people's (decision 154)."""
        if not change.known:
            return False
        if change.gone:
            return _has_changed(estimate, shown)
        late = change.late.get(estimate.key)
        if late is None or not late.sessions:
            return False
        least = self._policy.thresholds(estimate.key.figure)
        at_level = late.hits if late.partition and late.hits else late.sessions
        people = late.hit_people if late.partition and late.hits else late.people
        part = late.hit_largest_share if late.partition and late.hits else None
        return (
            late.sessions < least.sessions
            or late.people < least.people
            or late.largest_share > self._policy.largest_share
            or at_level < least.sessions
            or (people or 0) < least.people
            or (part or 0.0) > self._policy.largest_share
        )


def _has_changed(estimate: Estimate, shown: _Shown) -> bool:
    """Say whether a number is another than before, rounding apart."""
    cohort, value = estimate.cohort, estimate.value
    same = (cohort.sessions, cohort.people) == (shown.sessions, shown.people)
    close = value is not None and math.isclose(
        value, shown.value, rel_tol=1e-3, abs_tol=1e-4
    )
    return not (same and close)


class Ledger(msgspec.Struct, kw_only=True):
    """Every release of a study, oldest first."""

    version: int = VERSION
    key: str = msgspec.field(default_factory=lambda: secrets.token_hex(16))
    entries: tuple[Entry, ...] = ()
    exports: tuple[Window, ...] = ()
    """Months whose budget of noise is spent."""

    @classmethod
    def read(cls, path: Path) -> "Ledger":
        """Read the ledger, or begin one where there is none yet."""
        if not path.exists():
            return cls()
        try:
            ledger = msgspec.json.decode(path.read_bytes(), type=cls)
        except (OSError, msgspec.DecodeError) as error:
            raise DisclosureError(
                f"{path}: the ledger of earlier releases cannot be read ({error}). "
                "Without it a release could be subtracted from an earlier one; put "
                "back a copy of it, or publish nothing more of this study."
            ) from error
        if ledger.version > VERSION:
            raise DisclosureError(
                f"{path}: the ledger was written by a later metier (form "
                f"{ledger.version}; this one reads up to {VERSION}). Update metier."
            )
        return ledger

    def write(self, path: Path) -> None:
        """Write the ledger for its owner alone, whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(path.name + ".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(self))
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)

    def compare(self, window: Window, now: Now, policy: Policy) -> Earlier:
        """Refuse a release from which an earlier one can be subtracted."""
        hashes = frozenset(self._hashes(now.people))
        same = []
        for entry in self.entries:
            if not window.overlaps(entry.window):
                continue
            if window != entry.window:
                raise DisclosureError(_other_window(window, entry))
            same.append(entry)
            changed = len(hashes.symmetric_difference(entry.people))
            least = policy.thresholds("").people
            if 0 < changed < least:
                raise DisclosureError(
                    f"{window.first} to {window.last} was released on {entry.made}, "
                    f"and {changed} of the people have changed since: subtracting the "
                    f"two would show what they did. Wait until {least} have changed, "
                    "or keep the earlier release."
                )
        return Earlier((self._change(entry, now) for entry in same), policy)

    def _change(self, entry: Entry, now: Now) -> _Change:
        """Find which sessions have come, and whether any have gone."""
        before = {
            entry.sessions[place : place + _HASH]
            for place in range(0, len(entry.sessions), _HASH)
        }
        marks = [self._hash(mark) for mark in now.sessions]
        late = [place for place, mark in enumerate(marks) if mark not in before]
        found = now.answer(late) if before and late and now.answer is not None else ()
        blind = now.answer is None and bool(late)
        return _Change(
            shown={shown.key: shown for shown in entry.shown},
            known=bool(before) and bool(marks),
            gone=blind or not before.issubset(marks),
            late={estimate.key: estimate.cohort for estimate in found},
        )

    def add(self, released: Released, window: Window, now: Now, made: str) -> None:
        """Remember a release; the same again is remembered once."""
        entry = Entry(
            made=made,
            window=window,
            people=tuple(sorted(self._hashes(now.people))),
            sessions=b"".join(sorted(self._hash(mark) for mark in now.sessions)),
            shown=tuple(
                _Shown(e.key, e.sessions, e.people, e.value) for e in released.estimates
            ),
        )
        known = ((e.window, e.people, e.shown, e.sessions) for e in self.entries)
        if (entry.window, entry.people, entry.shown, entry.sessions) not in known:
            self.entries = (*self.entries, entry)

    def spend(self, window: Window) -> None:
        """Spend the budget of an export with noise: it can be spent once."""
        for spent in self.exports:
            if window.overlaps(spent):
                raise DisclosureError(
                    f"{spent.first} to {spent.last} was exported with noise already. "
                    "A second export would average the noise away; use the first, or "
                    "export months that were not exported yet."
                )
        self.exports = (*self.exports, window)

    def _hashes(self, people: Iterable[str]) -> Iterable[str]:
        return {self._hash(person).hex() for person in people}

    def _hash(self, name: str) -> bytes:
        key = self.key.encode()
        return hashlib.blake2b(name.encode(), key=key, digest_size=_HASH).digest()


def _other_window(window: Window, entry: Entry) -> str:
    """Say which months can be released instead."""
    return (
        f"this release covers {window.first} to {window.last}, and "
        f"{entry.window.first} to {entry.window.last} was released on {entry.made}: "
        "the months that only one of them has would follow by subtraction. Release "
        "the same months again, or only months that were not released yet "
        "(`--since`, `--until`)."
    )
