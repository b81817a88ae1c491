"""The runs of one call, each with its verdict.

The tool's own closing summary beats every status. Where there is none, a mark
that only a failing (or passing) run leaves decides; where there is none of
those either, the exit status does, if it is known to be this command's.
"""

import re

import msgspec

from metier.evidence.behind import judge_behind
from metier.evidence.commits import is_quiet, without_statuses
from metier.evidence.families import Reading
from metier.evidence.families.git import COMMIT
from metier.evidence.inside import Echoes, by_output, stripped
from metier.evidence.known import Known
from metier.evidence.outputs import Output
from metier.evidence.passages import FULL, HIDDEN, Passage, passages
from metier.evidence.printing import STATUS, spoken
from metier.evidence.programs import asked_run
from metier.evidence.recognition import recognise
from metier.evidence.script import Command, Items, walk
from metier.evidence.verdicts import Found, Seen, judge
from metier.evidence.worlds import explore

__all__ = ["Found", "find_runs"]

_COMMON = frozenset({"OK", "ok", "FAILED", "FAIL", "PASS", "PASSED", "Done", "done"})


def find_runs(script: Items, output: Output, asked: str = "") -> list[Found]:
    """Find the runs of a script that was carried out with this output.

    The script is prepared. `asked` is what the person had typed: it tells a program
    that was asked for.
    """
    echoes = Echoes(output.text)
    for command in walk(script):
        echoes.expand(command)
    if any(run is not None and run.wraps for run in map(recognise, walk(script))):
        output = msgspec.structs.replace(output, text=stripped(output.text))
    ways = passages(script, output.text.rstrip("\n").count("\n") + 1)
    seen: list[Seen] = []
    for command, passage in ways.values():
        run = (
            recognise(command)
            or by_output(command, output.text)
            or asked_run(command, asked)
        )
        if run is not None and not (run.wraps and command.inner is not None):
            seen.append(Seen(run, passage))
    if not seen:
        return []
    output = msgspec.structs.replace(output, rest=_rest(ways, output.text))
    _read(seen, output)
    courses = explore(script, _known(ways, seen, output))
    found: list[Found] = []
    for order, one in enumerate(seen):
        course = courses.get(id(one.run.command))
        by = judge_behind if one.run.wraps else judge
        for made in by(one, course, output):
            made.order = order
            found.append(made)
    return found


def _rest(ways: dict[int, tuple[Command, Passage]], text: str) -> str:
    """Leave out what the script's own `echo`s and `git status` printed."""
    said = {spoken(command) for command, _ in ways.values()}
    printed = [_form(line) for line in said if line is not None]
    forms = re.compile("|".join(printed)) if printed else None
    lines = text.splitlines() if forms is not None else [text]
    rest = "\n".join(
        line for line in lines if forms is None or not forms.fullmatch(line.strip())
    )
    return without_statuses([command for command, _ in ways.values()], rest)


def _form(line: str) -> str:
    """Write a line as a pattern: a status stands where `$?` was written."""
    pattern, at = "", 0
    for match in STATUS.finditer(line):
        pattern += re.escape(line[at : match.start()]) + r"\d+"
        at = match.end()
    return pattern + re.escape(line[at:])


def _read(seen: list[Seen], output: Output) -> None:
    """Give every run what the output says of it."""
    families: dict[str, list[Seen]] = {}
    for one in seen:
        if not one.run.wraps:
            families.setdefault(one.run.family.name, []).append(one)
    for group in families.values():
        family = group[0].run.family
        text = output.rest if family is COMMIT else output.text
        if len(group) == 1:
            group[0].reading = family.read(text)
            continue
        visible = [one for one in group if _speaks(one)]
        if visible:
            readings = _slices(text, visible)
            for one, reading in zip(visible, readings, strict=True):
                one.reading = reading


def _speaks(one: Seen) -> bool:
    if one.passage.reaches == HIDDEN:
        return False
    return one.run.family is not COMMIT or not is_quiet(one.run.command)


def _slices(text: str, seen: list[Seen]) -> list[Reading]:
    """Read the output of several runs of one tool, each its own part."""
    family = seen[0].run.family
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
        earlier = Reading(seen=whole.seen) if whole.said == "fail" else whole
        return [*[earlier] * (len(seen) - 1), whole]
    starts = [0, *ends[:-1]]
    parts = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    if len(parts) > len(seen):
        parts = [*parts[: len(seen) - 1], text[starts[len(seen) - 1] :]]
    rest = text[ends[-1] :]
    parts.extend([rest] * (len(seen) - len(parts)))
    return [family.read(part) for part in parts]


def _echoed(ways: dict[int, tuple[Command, Passage]], text: str) -> frozenset[str]:
    """List the lines that an `echo` of the script has printed."""
    shown = {line.strip() for line in text.splitlines()}
    last = text.rstrip().rsplit("\n", 1)[-1].strip()
    found: set[str] = set()
    for command, passage in ways.values():
        line = spoken(command) if passage.reaches == FULL else None
        if line is None or "$" in line or line not in shown:
            continue
        # `OK` and `FAILED` are also what tools print, though hardly at the end.
        if line not in _COMMON or line == last:
            found.add(line)
    return frozenset(found)


def _known(
    ways: dict[int, tuple[Command, Passage]], seen: list[Seen], output: Output
) -> Known:
    """Put together what the log shows of the chain."""
    statuses: dict[int, bool] = {}
    for one in seen:
        said = one.reading.said
        if said in ("pass", "fail") and not one.passage.repeated:
            statuses[id(one.run.command)] = said == "pass"
    return Known(
        succeeded=output.succeeded,
        statuses=statuses,
        text=output.text,
        whole=output.whole and not output.stopped,
        cd_failed=output.cd_failed,
        echoed=_echoed(ways, output.text),
        ran=frozenset(
            id(one.run.command)
            for one in seen
            if one.reading.sure and not one.run.wraps and not one.passage.background
        ),
    )
