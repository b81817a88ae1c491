"""Scala's tools: sbt test and compile, mill, scala-cli."""

# ruff: noqa: E501 - a pattern is one line

import re

from metier.evidence.families.family import (
    NOTHING_READ,
    Family,
    Reading,
    Said,
    Shape,
    lines,
)

__all__ = ["FAMILIES"]

_SBT_TOTAL = re.compile(
    r"^\[(?:info|error)\] (?:Passed|Failed|Error): Total (?P<total>\d+), Failed (?P<failed>\d+), "
    r"Errors (?P<errors>\d+), Passed (?P<passed>\d+)(?:, (?:Ignored|Skipped) (?P<skipped>\d+))?",
    re.MULTILINE,
)
_SCALATEST = re.compile(
    r"^\[(?:info|error)\] Tests: succeeded (?P<passed>\d+), failed (?P<failed>\d+), canceled \d+, ignored (?P<skipped>\d+)",
    re.MULTILINE,
)
_SBT_BAD = lines(
    r"^\[error\] \(.*\) (?:sbt\.TestsFailedException|Compilation failed)",
    r"^\[error\] .*: Tests unsuccessful",
)


def _read_sbt(text: str) -> Reading:
    """Add the projects up: sbt's own totals where they count anything, else ScalaTest's."""
    totals = [match.groupdict() for match in _SBT_TOTAL.finditer(text)]
    if not any(int(one["total"]) for one in totals):
        totals = [match.groupdict() for match in _SCALATEST.finditer(text)] or totals

    def added(name: str) -> int:
        return sum(int(one.get(name) or 0) for one in totals)

    failed = added("failed") + added("errors")
    stated = any(one.get("skipped") is not None for one in totals)
    said: Said | None = "pass" if added("passed") else "nothing" if totals else None
    if failed or _SBT_BAD.search(text):
        said = "fail"
    if said is None:
        return NOTHING_READ
    return Reading(
        said=said,
        passed=added("passed") if totals else None,
        failed=failed if totals else None,
        skipped=added("skipped") if stated else None,
        final=bool(totals),
        seen=True,
        runs=1,
    )


def _tasks(*tasks: str) -> tuple[Shape, ...]:
    return tuple(Shape(words=("sbt", task), anywhere=True) for task in tasks)


SBT = Family(
    name="sbt-test",
    tool="sbt",
    kind="test",
    shapes=(
        *_tasks("test", "testOnly", "testQuick"),
        Shape(words=("mill", "test"), tool="mill"),
        Shape(words=("scala-cli", "test"), tool="scala-cli"),
    ),
    reader=_read_sbt,
    fails=lines(
        r"^\[error\] \(.*(?:test|Test|compile).*\) (?:sbt\.TestsFailedException|Compilation failed|.*unsuccessful)",
        r"^\[error\] Failed tests:",
        r"^\[error\] Total time: ",
    ),
    nothing=lines(r"^\[info\] No tests (?:were executed|to run)"),
    passes=lines(r"^\[info\] All tests passed\."),
    source="documentation",
)

SBT_BUILD = Family(
    name="sbt-build",
    tool="sbt",
    kind="build",
    shapes=_tasks("compile", "package", "assembly"),
    fails=lines(r"^\[error\] "),
    passes=lines(r"^\[success\] Total time"),
    source="documentation",
)

FAMILIES = (SBT, SBT_BUILD)
