"""Which part of an output is whose, where several commands of a script printed."""

from itertools import pairwise

from metier.evidence.commits import is_quiet
from metier.evidence.families import NOTHING_READ, Reading
from metier.evidence.families.git import COMMIT
from metier.evidence.passages import FULL, HIDDEN, Passage
from metier.evidence.printing import spoken
from metier.evidence.script import Command
from metier.evidence.verdicts import Seen, is_missing

__all__ = ["COMMON", "Echoes", "Ways", "echoes_in", "readings_of"]

Ways = dict[int, tuple[Command, Passage]]

Echoes = dict[int, tuple[int, int]]
"""By command: where the line that an `echo` printed begins and ends."""

COMMON = frozenset({"OK", "ok", "FAILED", "FAIL", "PASS", "PASSED", "Done", "done"})
"""What scripts echo and tools print alike."""


def readings_of(
    group: list[Seen], text: str, ways: Ways, echoes: Echoes
) -> list[Reading]:
    """Read the output of the runs of one family, each its own part."""
    family = group[0].run.family
    order = list(ways)
    if len(group) == 1:
        start, end = _between(group[0], text, order, echoes)
        reading = family.read(text[start:end])
        # Older logs put the error stream below all else: also below an `echo`.
        return [reading if reading.seen else family.read(text)]
    readings = [NOTHING_READ] * len(group)
    parts: dict[tuple[int, int], list[int]] = {}
    for index, one in enumerate(group):
        if _speaks(one, text):
            parts.setdefault(_between(one, text, order, echoes), []).append(index)
    for (start, end), members in parts.items():
        found = _slices(text[start:end], [group[index] for index in members])
        for index, reading in zip(members, found, strict=True):
            readings[index] = reading
    if len(parts) > 1 and not any(reading.seen for reading in readings):
        members = [index for part in parts.values() for index in part]
        found = _slices(text, [group[index] for index in members])
        for index, reading in zip(members, found, strict=True):
            readings[index] = reading
    return readings


def _between(one: Seen, text: str, order: list[int], echoes: Echoes) -> tuple[int, int]:
    """Say where the `echo`s before and after a run begin and end its output."""
    if one.passage.file is not None or one.passage.background or one.passage.repeated:
        return 0, len(text)
    place = order.index(id(one.run.command))
    before = [echoes[name] for name in order[:place] if name in echoes]
    start = max((end for _, end in before), default=0)
    after = [echoes[name][0] for name in order[place:] if name in echoes]
    return start, next((end for end in after if end >= start), len(text))


def echoes_in(text: str, ways: Ways) -> Echoes:
    """Find the lines that `echo`s printed, each of which stands in a text once."""
    said: dict[str, int] = {}
    for command, passage in ways.values():
        shown = passage.reaches == FULL and not passage.repeated
        line = spoken(command) if shown else None
        if line is not None and "$" not in line and line not in COMMON:
            said[line] = id(command)
    places: dict[str, list[tuple[int, int]]] = {}
    at = 0
    for line in text.splitlines(keepends=True) if said else ():
        words = line.strip()
        if words in said:
            places.setdefault(words, []).append((at, at + len(line)))
        at += len(line)
    return {said[line]: found[0] for line, found in places.items() if len(found) == 1}


def _speaks(one: Seen, text: str) -> bool:
    if one.passage.reaches == HIDDEN or is_missing(one.run, text):
        return False
    return one.run.family is not COMMIT or not is_quiet(one.run.command)


def _slices(text: str, seen: list[Seen]) -> list[Reading]:
    """Read the output of several runs of one tool that nothing else parts."""
    family = seen[0].run.family
    if len(seen) == 1:
        return [family.read(text)]
    patterns = [summary.line for summary in family.summary]
    if family.parts is not None:
        patterns.append(family.parts)
    ends: list[int] = []
    for pattern in patterns:
        ends = [match.end() for match in pattern.finditer(text)]
        if ends:
            break
    if not ends or (family.combine == "sum" and len(ends) != len(seen)):
        # They cannot be told apart: what is said goes to the last that ran.
        whole = family.read(text)
        told = [index for index, one in enumerate(seen) if _is_named(one, text)]
        if whole.said == "fail" and len(told) == 1:
            readings = [Reading(seen=True)] * len(seen)
            readings[told[0]] = whole
            return readings
        earlier = Reading(seen=whole.seen) if whole.said == "fail" else whole
        return [*[earlier] * (len(seen) - 1), whole]
    parts = [text[start:end] for start, end in pairwise([0, *ends])]
    if family.silent and len(parts) < len(seen):
        return _named(parts, seen)
    if len(parts) > len(seen):
        parts = [*parts[: len(seen) - 1], text[[0, *ends][len(seen) - 1] :]]
    rest = text[ends[-1] :]
    parts.extend([rest] * (len(seen) - len(parts)))
    return [family.read(part) for part in parts]


def _named(parts: list[str], seen: list[Seen]) -> list[Reading]:
    """Give the words of a tool that is silent when all is well to what they name."""
    readings = [NOTHING_READ] * len(seen)
    for part in parts:
        told = [index for index, one in enumerate(seen) if _is_named(one, part)]
        readings[told[0] if told else -1] = seen[0].run.family.read(part)
    return readings


def _is_named(one: Seen, text: str) -> bool:
    """Say whether a text names a file that a command was given."""
    words = one.run.command.own[1:]
    files = (word for word in words if "." in word.strip("./") and word[:1] != "-")
    return any(file in text for file in files)
