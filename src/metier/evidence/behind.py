"""The verdict on `make test` and its like: by the tool behind, if it shows itself."""

import re
from typing import Literal

from metier.evidence.families import FAMILIES, NOTHING_READ, Reading, Shape, purpose
from metier.evidence.inside import script_names, stripped
from metier.evidence.outputs import Output
from metier.evidence.recognition import Run
from metier.evidence.verdicts import Found, Seen, judge, verdict_of
from metier.evidence.worlds import Course
from metier.records import EvidenceKind

__all__ = ["judge_behind", "kinds_wanted"]

Wanted = EvidenceKind | Literal["any"]
_ALONE: dict[str, EvidenceKind] = {"make": "build", "rake": "test"}
"""What they do where no target is named."""

_SHOWS = re.compile(
    r"log|show|report|print|cat|hist|start|serve|dev|watch|deploy|help|list",
    re.IGNORECASE,
)
"""Names of scripts that show what others have printed, or go on for ever."""

_ANY = re.compile(
    r"(?:^|[:_./-])(?:checks?|ci|verify|validate|all|qa|precommit|pre-commit)$"
)


def judge_behind(
    one: Seen, course: Course | None, output: Output, *, alone: bool
) -> list[Found]:
    """Judge `make test`: by the tool behind it, where that shows itself.

    Where it stands `alone` in its call, all that closed in the output is its own.
    """
    asked = kinds_wanted(one.run)
    if course is None:
        return []
    if not asked and not alone:
        return []
    if not asked:
        return _nameless(one, course, output)
    made = [row for kind in asked for row in _shown(one, course, output, kind)]
    beside = [] if "any" in asked or not alone else _beside(one, course, output, asked)
    checks = {"lint", "types"}
    if made or (beside and checks.issuperset(asked)):
        return [*made, *beside]
    return [*beside, *_by_itself(one, course, output, asked[0])]


def _by_itself(
    one: Seen, course: Course, output: Output, wanted: Wanted
) -> list[Found]:
    """Judge by the task runner's own words, where nothing behind it shows itself."""
    failed, nothing = one.run.family.fails, one.run.family.nothing
    reading = NOTHING_READ
    if failed is not None and failed.search(output.text):
        reading = Reading(said="fail", seen=True)
    elif nothing is not None and nothing.search(output.text):
        reading = Reading(said="nothing", seen=True)
    if not course.ran and not reading.seen:
        return []
    return [
        Found(
            kind=_kind(wanted),
            tool=one.run.tool,
            verdict=verdict_of(Seen(one.run, one.passage, reading), course, output),
            background=one.passage.background,
            command=one.run.command,
        )
    ]


def _beside(
    one: Seen, course: Course, output: Output, asked: list[Wanted]
) -> list[Found]:
    """List what closed besides: a `lint` script may check types as well."""
    kinds: tuple[EvidenceKind, ...] = ("lint", "types", "test")
    return [
        row
        for kind in kinds
        if kind not in asked
        for row in _shown(one, course, output, kind)
        if row.verdict != "unknown"
    ]


def _nameless(one: Seen, course: Course, output: Output) -> list[Found]:
    """Judge `make quick`: it tests where the closing words of a runner stand."""
    names = script_names(one.run)
    if not names or any(_SHOWS.search(name) for name in names):
        return []
    return [
        row for row in _shown(one, course, output, "test") if row.verdict != "unknown"
    ]


def _shown(one: Seen, course: Course, output: Output, wanted: Wanted) -> list[Found]:
    """List the tools of the wanted kind whose own words stand in the output."""
    text = stripped(output.text)
    made: list[Found] = []
    read = {
        family.name: family.read(text)
        for family in FAMILIES
        if family.behind and wanted in ("any", family.kind)
    }
    sure = {name for name, reading in read.items() if reading.sure}
    for family in FAMILIES:
        reading = read.get(family.name, NOTHING_READ)
        if not family.unlike.isdisjoint(sure):
            continue
        if reading.sure or (reading.said == "pass" and family.kind == "build"):
            inner = Run(
                command=one.run.command,
                family=family,
                shape=Shape(words=(family.name,)),
                kind=family.kind,
                tool=family.tool,
            )
            made.extend(judge(Seen(inner, one.passage, reading), course, output))
    return made


def kinds_wanted(run: Run) -> list[Wanted]:
    """List the kinds of work that the named scripts do: `turbo run lint test`."""
    names = script_names(run)
    if any(_ANY.search(name) for name in names):
        return ["any"]
    kinds = dict.fromkeys(purpose(name) for name in names)
    found: list[Wanted] = [kind for kind in kinds if kind is not None]
    if not names and run.tool in _ALONE:
        return [_ALONE[run.tool]]
    return found


def _kind(wanted: Wanted) -> EvidenceKind:
    """Take a check of any kind for a test: that is what most of them come to."""
    return "test" if wanted == "any" else wanted
