"""The runs of one call, each with its verdict.

The tool's own closing summary beats every status. Where there is none, a mark
that only a failing (or passing) run leaves decides; where there is none of
those either, the exit status does, if it is known to be this command's.
"""

import re

import msgspec

from metier.evidence.behind import judge_behind
from metier.evidence.chosen import hides_failures, uncaptured
from metier.evidence.commits import without_statuses
from metier.evidence.families.git import COMMIT
from metier.evidence.inside import Echoes, by_output, stripped
from metier.evidence.known import Known
from metier.evidence.outputs import Output
from metier.evidence.parting import COMMON, Ways, echoes_in, readings_of
from metier.evidence.passages import FULL, passages
from metier.evidence.printing import STATUS, spoken
from metier.evidence.programs import asked_run
from metier.evidence.recognition import recognise
from metier.evidence.script import Items, walk
from metier.evidence.verdicts import Found, Seen, judge
from metier.evidence.worlds import explore

__all__ = ["Found", "find_runs"]


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
    text = uncaptured((command for command, _ in ways.values()), output.text)
    output = msgspec.structs.replace(output, rest=_rest(ways, text), text=text)
    _read(seen, output, ways)
    courses = explore(script, _known(ways, seen, output))
    found: list[Found] = []
    for order, one in enumerate(seen):
        course = courses.get(id(one.run.command))
        alone = len(seen) == 1
        made = (
            judge_behind(one, course, output, alone=alone)
            if one.run.wraps
            else judge(one, course, output)
        )
        for row in made:
            row.order = order
            found.append(row)
    return found


def _rest(ways: Ways, text: str) -> str:
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


def _read(seen: list[Seen], output: Output, ways: Ways) -> None:
    """Give every run what the output says of it."""
    families: dict[str, list[Seen]] = {}
    for one in seen:
        if not one.run.wraps:
            families.setdefault(one.run.family.name, []).append(one)
    echoes = echoes_in(output.text, ways) if families else {}
    for group in families.values():
        commits = group[0].run.family is COMMIT
        text, marks = (output.rest, {}) if commits else (output.text, echoes)
        found = readings_of(group, text, ways, marks)
        for one, reading in zip(group, found, strict=True):
            hides = reading.said == "pass" and hides_failures(
                one.passage, one.run.family
            )
            one.reading = (
                msgspec.structs.replace(reading, said=None) if hides else reading
            )


def _echoed(ways: Ways, text: str) -> frozenset[str]:
    """List the lines that an `echo` of the script has printed."""
    shown = {line.strip() for line in text.splitlines()}
    last = text.rstrip().rsplit("\n", 1)[-1].strip()
    found: set[str] = set()
    for command, passage in ways.values():
        line = spoken(command) if passage.reaches == FULL else None
        if line is None or "$" in line or line not in shown:
            continue
        # `OK` and `FAILED` are also what tools print, though hardly at the end.
        if line not in COMMON or line == last:
            found.add(line)
    return frozenset(found)


def _known(ways: Ways, seen: list[Seen], output: Output) -> Known:
    """Put together what the log shows of the chain."""
    statuses: dict[int, bool] = {}
    for one in seen:
        said = one.reading.said
        hidden = one.passage.repeated or (said == "fail" and one.run.family.lenient)
        if said in ("pass", "fail") and not hidden:
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
