"""Lines that stand in several sessions count where they first appeared.

First means the session whose earliest line is earliest; neither the order of the
files nor their dates on disk matter. A line that says it was forked, or that bears
another session's id, is the copy.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from metier.formats.claude_code.scan import FOREIGN, FORKED, PROMPT, Digest

__all__ = ["Owners", "order", "owners"]

Owners = Mapping[int, str]
"""Session to which a key that several sessions hold belongs."""

KEYS_AT_ONCE = 1_000_000
"""Keys compared in one go: more are compared in slices, to bound the memory."""


def owners(sessions: Mapping[str, Sequence[Digest]]) -> dict[int, str]:
    """Give every key that more than one session holds to one of them."""
    shared = _shared(sessions)
    if not shared:
        return {}
    rank = {session: place for place, session in enumerate(order(sessions, shared))}
    best: dict[int, tuple[int, int, str]] = {}
    for session, digests in sessions.items():
        for digest in digests:
            if shared.isdisjoint(digest.keys):
                continue
            for key, mark in zip(digest.keys, digest.marks, strict=True):
                if key in shared:
                    penalty = (mark & FORKED) + (mark & FOREIGN)
                    claim = (penalty, rank[session], session)
                    if key not in best or claim < best[key]:
                        best[key] = claim
    return {key: claim[2] for key, claim in best.items()}


def _shared(sessions: Mapping[str, Sequence[Digest]]) -> set[int]:
    if len(sessions) <= 1:
        return set()
    total = sum(len(item.keys) for group in sessions.values() for item in group)
    slices = total // KEYS_AT_ONCE + 1
    shared: set[int] = set()
    for part in range(slices):
        seen: set[int] = set()
        for digests in sessions.values():
            keys = {
                key
                for digest in digests
                for key in digest.keys
                if slices == 1 or key % slices == part
            }
            shared |= seen & keys
            seen |= keys
    return shared


def order(
    sessions: Mapping[str, Sequence[Digest]], shared: set[int] | None = None
) -> list[str]:
    """Order sessions by their earliest line."""
    shared = shared or set()
    by_first: defaultdict[float, list[str]] = defaultdict(list)
    for session, digests in sessions.items():
        by_first[_first(digests)].append(session)
    ordered: list[str] = []
    for first in sorted(by_first):
        tied = by_first[first]
        ordered += sorted(
            tied,
            key=lambda session: (
                *_claim(sessions[session], shared),
                _last(sessions[session]),
                session,
            ),
        )
    return ordered


def _first(digests: Sequence[Digest]) -> float:
    return min(
        (item.first for item in digests if item.first is not None),
        default=float("inf"),
    )


def _last(digests: Sequence[Digest]) -> float:
    return max(
        (item.last for item in digests if item.last is not None),
        default=float("inf"),
    )


def _claim(digests: Sequence[Digest], shared: set[int]) -> tuple[bool, int]:
    """Say how likely the original is another session that begins just the same.

    What goes on in the middle of a turn was copied from; what goes on with a new
    prompt was taken up from the other.
    """
    if not shared:
        return False, 0
    marks = 0
    after = 1
    for digest in digests:
        last = -1
        for place, key in enumerate(digest.keys):
            if key in shared:
                last = place
                marks |= digest.marks[place]
        if 0 <= last < len(digest.keys) - 1:
            after = 2 if digest.marks[last + 1] & PROMPT else 0
    return bool(marks & (FORKED | FOREIGN)), after
