"""The runs of one call, each with its verdict.

The tool's own closing summary beats every status. Where there is none, a mark
that only a failing (or passing) run leaves decides; where there is none of
those either, the exit status does, if it is known to be this command's.
"""

import re

import msgspec

from metier.evidence.families import FAMILIES, NOTHING_READ, SCRIPTS, Reading, purpose
from metier.evidence.families.git import COMMIT, PUSH
from metier.evidence.commits import is_quiet, without_bracket
from metier.evidence.inside import Echoes, by_output, script_names, stripped
from metier.evidence.outputs import Output
from metier.evidence.passages import CUT, FULL, HIDDEN, Passage, passages
from metier.evidence.programs import asked_run
from metier.evidence.recognition import Run, prepare, recognise
from metier.evidence.script import Command, Items, walk
from metier.evidence.worlds import Course, Known, explore, spoken
from metier.records import EvidenceKind, Verdict

__all__ = ["Found", "find_runs"]

_SIGNALS = frozenset({124, 130, 137, 143})
_COMMON = frozenset({"OK", "ok", "FAILED", "FAIL", "PASS", "PASSED", "Done", "done"})


class Found(msgspec.Struct, kw_only=True):
    """One run of one call, ready for the ledger."""

    kind: EvidenceKind
    tool: str
    verdict: Verdict
    passed: int | None = None
    failed: int | None = None
    skipped: int | None = None
    background: bool = False
    amended: bool = False
    command: Command
    order: int = 0


class _Seen(msgspec.Struct):
    """A run, the way of its output, and what was read of it."""

    run: Run
    passage: Passage
    reading: Reading = NOTHING_READ


def find_runs(script: Items, output: Output, asked: str = "") -> list[Found]:
    """Find the runs of a script that was carried out with this output.

    `asked` is what the person had typed: it tells a program that was asked for.
    """
    prepare(script)
    echoes = Echoes(output.text)
    for command in walk(script):
        echoes.expand(command)
    ways = passages(script, output.text.rstrip("\n").count("\n") + 1)
    seen: list[_Seen] = []
    for command, passage in ways.values():
        run = (
            recognise(command)
            or by_output(command, output.text)
            or asked_run(command, asked)
        )
        if run is not None and not (run.wraps and command.inner is not None):
            seen.append(_Seen(run, passage))
    if not seen:
        return []
    _read(seen, output)
    courses = explore(script, _known(ways, seen, output))
    found: list[Found] = []
    for order, one in enumerate(seen):
        for made in _judge(one, courses.get(id(one.run.command)), output):
            made.order = order
            found.append(made)
    return found


def _read(seen: list[_Seen], output: Output) -> None:
    """Give every run what the output says of it."""
    families: dict[str, list[_Seen]] = {}
    for one in seen:
        if not one.run.wraps:
            families.setdefault(one.run.family.name, []).append(one)
    for group in families.values():
        family = group[0].run.family
        if len(group) == 1:
            group[0].reading = family.read(output.text)
            continue
        visible = [one for one in group if _speaks(one)]
        if visible:
            readings = _slices(output.text, visible)
            for one, reading in zip(visible, readings, strict=True):
                one.reading = reading


def _speaks(one: _Seen) -> bool:
    if one.passage.reaches == HIDDEN:
        return False
    return one.run.family is not COMMIT or not is_quiet(one.run.command)


def _slices(text: str, seen: list[_Seen]) -> list[Reading]:
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


def _known(
    ways: dict[int, tuple[Command, Passage]], seen: list[_Seen], output: Output
) -> Known:
    """Put together what the log shows of the chain."""
    statuses: dict[int, bool] = {}
    for one in seen:
        said = one.reading.said
        if said in ("pass", "fail") and not one.passage.repeated:
            statuses[id(one.run.command)] = said == "pass"
    shown = {line.strip() for line in output.text.splitlines()}
    last = output.text.rstrip().rsplit("\n", 1)[-1].strip()
    echoes: set[str] = set()
    for command, passage in ways.values():
        text = spoken(command) if passage.reaches == FULL else None
        if text and "$" not in text and text in shown:
            if text not in _COMMON or text == last:
                echoes.add(text)
    return Known(
        succeeded=output.succeeded,
        statuses=statuses,
        text=output.text,
        whole=output.whole and not output.stopped,
        cd_failed=output.cd_failed,
        echoed=frozenset(echoes),
        ran=frozenset(
            id(one.run.command)
            for one in seen
            if one.reading.sure and not one.run.wraps and not one.passage.background
        ),
    )


def _judge(one: _Seen, course: Course | None, output: Output) -> list[Found]:
    """Come to a verdict, or to none where it never ran."""
    reading = one.reading
    if course is None and not reading.sure:
        # No world that fits has it run.
        return []
    if one.run.wraps:
        return _behind(one, course, output)
    sure = course is not None and course.ran
    # What prints when it runs, and did not print, did not run.
    if not sure and not reading.seen and not output.stopped and not _silent(one):
        return []
    verdict = _verdict(one, course, output)
    counts = reading if reading.final else NOTHING_READ
    made = Found(
        kind=kind_of(one.run),
        tool=one.run.tool,
        verdict=verdict,
        passed=counts.passed,
        failed=counts.failed,
        skipped=counts.skipped,
        background=one.passage.background,
        amended="--amend" in one.run.command.words,
        command=one.run.command,
    )
    if one.run.family is COMMIT and reading.runs > 1:
        return [msgspec.structs.replace(made) for _ in range(reading.runs)]
    return [made]


def _verdict(one: _Seen, course: Course | None, output: Output) -> Verdict:
    reading, family = one.reading, one.run.family
    if reading.said == "pass" and _has_more(one):
        reading = msgspec.structs.replace(reading, said=None)
    if reading.said == "pass" or reading.said == "fail":
        return reading.said
    if _is_missing(one.run, output.text):
        return "fail"
    if reading.said == "nothing":
        return "unknown"
    told = _by_status(one, course, output)
    if told is None and family is COMMIT:
        told = without_bracket(one.run.command, one.passage, output)
    if told is None and _silent(one) and _quiet(one, output):
        told = "pass"
    return told or "unknown"


def kind_of(run: Run) -> EvidenceKind:
    """Give the kind of a run: tsc builds where a build script calls it."""
    emits = not any(word.lower() == "--noemit" for word in run.command.own)
    if run.family.name == "tsc" and run.command.purpose == "build" and emits:
        return "build"
    return run.kind


def _silent(one: _Seen) -> bool:
    """Whether the tool prints nothing when all is well."""
    if one.run.family is PUSH:
        return is_quiet(one.run.command)
    return one.run.family.silent


def _has_more(one: _Seen) -> bool:
    """Whether parts of the result can stand below what `head` let through."""
    family, passage = one.run.family, one.passage
    several = family.combine == "sum" or family.reader is not None
    return family.kind == "test" and several and passage.head and passage.reaches == CUT


def _is_missing(run: Run, text: str) -> bool:
    """Whether the shell or the launcher says that there is no such tool."""
    name = re.escape(run.command.program())
    return (
        re.search(
            rf"(?m)(?:^|[: ]){name}: (?:command )?not found$|"
            rf"^.*No module named '?{name}'?$|^npm error npx canceled due to missing|"
            rf"^npm (?:error|ERR!) (?:Missing script|missing script)|"
            rf"^npm (?:error|ERR!) could not determine executable to run|"
            rf"(?:^|[: ]){name}: No such file or directory$|"
            rf"^error: no such command: `|"
            rf"^.*[Cc]ommand \"{name}\" not found",
            text,
        )
        is not None
    )


def _by_status(one: _Seen, course: Course | None, output: Output) -> Verdict | None:
    if course is None or course.succeeded is None or output.stopped:
        return None
    if one.run.command.torn:
        return None
    if course.succeeded:
        return "pass"
    if course.last and output.code is not None:
        codes = one.run.family.nothing_codes | _SIGNALS
        if output.code in codes:
            return "unknown"
    return "fail"


def _quiet(one: _Seen, output: Output) -> bool:
    """Whether a tool that is silent when all is well was silent."""
    if output.stopped or not output.whole or one.passage.complaints_lost:
        return False
    if one.passage.reaches == FULL:
        return True
    return one.passage.reaches == CUT and not output.text.strip()


def _behind(one: _Seen, course: Course | None, output: Output) -> list[Found]:
    """Judge `make test`: by the tool behind it, where that shows itself."""
    text = stripped(output.text)
    wanted = _wanted(one.run)
    made: list[Found] = []
    if wanted is None:
        return []
    for family in FAMILIES:
        if not family.behind or family in SCRIPTS:
            continue
        if wanted != "any" and family.kind != wanted:
            continue
        reading = family.read(text)
        known = reading.sure or (reading.said == "pass" and family.kind == "build")
        if not known:
            continue
        inner = Run(
            command=one.run.command,
            family=family,
            shape=family.shapes[0],
            kind=family.kind,
            tool=family.tool,
        )
        made.extend(_judge(_Seen(inner, one.passage, reading), course, output))
    if made:
        return made
    kind: EvidenceKind = "test" if wanted == "any" else wanted
    failed = one.run.family.fails
    reading = NOTHING_READ
    if failed is not None and failed.search(output.text):
        reading = Reading(said="fail", seen=True)
    if (course is None or not course.ran) and not reading.seen:
        return []
    verdict = _verdict(_Seen(one.run, one.passage, reading), course, output)
    return [
        Found(
            kind=kind,
            tool=one.run.tool,
            verdict=verdict,
            background=one.passage.background,
            command=one.run.command,
        )
    ]


_ANY = re.compile(
    r"(?:^|[:_./-])(?:checks?|ci|verify|validate|all|qa|precommit|pre-commit)$"
)


def _wanted(run: Run) -> EvidenceKind | str | None:
    names = script_names(run)
    for name in names:
        if _ANY.search(name):
            return "any"
    for name in names:
        kind = purpose(name)
        if kind is not None:
            return kind
    if run.family.name == "make" and not names:
        return "build"
    return None
