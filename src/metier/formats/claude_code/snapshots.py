"""Growing copies of one file put together: each line once, in the file's order."""

from collections import defaultdict

import msgspec

from metier.formats.claude_code.lines import Line
from metier.formats.claude_code.scan import keys_of

__all__ = ["union"]


def union(files: list[list[Line]]) -> list[Line]:
    """Put files of one thread together; lines of the largest keep their places."""
    if len(files) == 1:
        return _once(files[0])
    files = sorted(files, key=lambda lines: (-len(lines), _last(lines)))
    merged = _once(files[0]) if files else []
    for lines in files[1:]:
        merged = _merge(merged, _once(lines))
    return merged


def _last(lines: list[Line]) -> str:
    """Give the time of the last line, so that the order of files does not matter."""
    return max((line.timestamp or "" for line in lines), default="")


def _merge(merged: list[Line], lines: list[Line]) -> list[Line]:
    places = {_identity(line): place for place, line in enumerate(merged)}
    both = {places[name] for name in map(_identity, lines) if name in places}
    # What only this file has stands after the line that it follows here, and after
    # what only the other file has there, if that is older.
    after: defaultdict[int, list[Line]] = defaultdict(list)
    at = -1
    for line in lines:
        place = places.get(_identity(line))
        if place is not None:
            at = max(at, place)
            continue
        while at + 1 < len(merged) and at + 1 not in both:
            if not _is_older(merged[at + 1], line):
                break
            at += 1
        after[at].append(line)
    if not after:
        return merged
    whole = list(after.get(-1, ()))
    for place, line in enumerate(merged):
        whole.append(line)
        whole += after.get(place, ())
    return whole


def _is_older(line: Line, other: Line) -> bool:
    return (
        line.timestamp is not None
        and other.timestamp is not None
        and line.timestamp < other.timestamp
    )


def _identity(line: Line) -> object:
    if line.uuid:
        return line.uuid
    keys = keys_of(line)
    return keys[0] if keys else msgspec.json.encode(line)


def _once(lines: list[Line]) -> list[Line]:
    """Drop lines whose id came before in the same file."""
    seen: set[str] = set()
    kept = []
    for line in lines:
        if line.uuid:
            if line.uuid in seen:
                continue
            seen.add(line.uuid)
        kept.append(line)
    return kept
