"""The verdict on one run, by its summary, its marks or its exit status.

The tool's own closing summary beats every status. Where there is none, a mark
that only a failing (or passing) run leaves decides; where there is none of
those either, the exit status does, if it is known to be this command's.
"""

import re

import msgspec

from metier.evidence.commits import is_quiet, without_bracket
from metier.evidence.families import NOTHING_READ, Reading
from metier.evidence.families.git import COMMIT, PUSH
from metier.evidence.outputs import Output
from metier.evidence.passages import CUT, FULL, Passage
from metier.evidence.recognition import Run
from metier.evidence.script import Command
from metier.evidence.worlds import Course
from metier.records import EvidenceKind, Verdict

__all__ = ["Found", "Seen", "is_missing", "judge", "kind_of", "verdict_of"]

_SIGNALS = frozenset({124, 130, 137, 143})


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
    throwaway: bool = False
    command: Command
    order: int = 0


class Seen(msgspec.Struct):
    """A run, the way of its output, and what was read of it."""

    run: Run
    passage: Passage
    reading: Reading = NOTHING_READ


def judge(one: Seen, course: Course | None, output: Output) -> list[Found]:
    """Come to a verdict, or to none where it never ran."""
    reading = one.reading
    if course is None and not reading.sure:
        # No world that fits has it run.
        return []
    sure = course is not None and course.ran
    # What prints when it runs, and did not print, did not run.
    if not sure and not reading.seen and not output.stopped and not _silent(one):
        return []
    verdict = verdict_of(one, course, output)
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


def verdict_of(one: Seen, course: Course | None, output: Output) -> Verdict:
    """Say how a run ended."""
    reading, family = one.reading, one.run.family
    if reading.said == "pass" and _has_more(one):
        reading = msgspec.structs.replace(reading, said=None)
    said = reading.said
    if said in ("pass", "fail"):
        return said
    if is_missing(one.run, output.text):
        return "fail"
    if reading.said == "nothing":
        return "unknown"
    told = _by_status(one, course, output)
    if told is None and family is COMMIT and not one.run.command.torn:
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


def _silent(one: Seen) -> bool:
    """Whether the tool prints nothing when all is well."""
    if one.run.family is PUSH:
        return is_quiet(one.run.command)
    return one.run.family.silent


def _has_more(one: Seen) -> bool:
    """Whether parts of the result can stand below what `head` let through."""
    family, passage = one.run.family, one.passage
    several = family.combine == "sum" or family.reader is not None
    return family.kind == "test" and several and passage.head and passage.reaches == CUT


def is_missing(run: Run, text: str) -> bool:
    """Whether the shell or the launcher says that there is no such tool."""
    first = run.command.words[0].rsplit("/", 1)[-1] if run.command.words else ""
    names = {run.command.program(), first} - {""}
    name = rf"(?:{'|'.join(re.escape(one) for one in sorted(names))})"
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


def _by_status(one: Seen, course: Course | None, output: Output) -> Verdict | None:
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


def _quiet(one: Seen, output: Output) -> bool:
    """Whether a tool that is silent when all is well was silent."""
    if output.stopped or not output.whole or one.passage.complaints_lost:
        return False
    if one.passage.reaches == FULL:
        return True
    return one.passage.reaches == CUT and not output.text.strip()
