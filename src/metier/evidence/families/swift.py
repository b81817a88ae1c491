"""Swift and Xcode: swift test and build, xcodebuild, swiftlint."""

# ruff: noqa: E501 - a pattern is one line

import re

from metier.evidence.families.family import (
    NOTHING_READ,
    Family,
    Reading,
    Shape,
    Summary,
    lines,
)

__all__ = ["FAMILIES"]

_SUITE = re.compile(
    r"^ *Test Suite '(?:All|Selected) tests' (?:passed|failed) at .*\n(?P<line>.*)$",
    re.MULTILINE,
)
_EXECUTED = re.compile(
    r"^[ \t]*Executed (?P<total>\d+) tests?, with (?:(?P<skipped>\d+) tests? skipped and )?"
    r"(?P<failed>\d+) failures? \(\d+ unexpected\) in ",
    re.MULTILINE,
)
_RUN = re.compile(
    r"^ *\S+ +Test run with (?P<total>\d+) tests? (?:in \d+ suites? )?(?P<word>passed|failed) after ",
    re.MULTILINE,
)
_BROKEN = lines(
    r"^\*\* TEST(?: EXECUTE)? FAILED \*\*",
    r"^\*\* BUILD FAILED \*\*",
    r"^Testing failed:",
    r"^(?:▸ )?Test Failed$",
    r"^xcodebuild: error: ",
)
_DONE = lines(
    r"^\*\* TEST(?: EXECUTE)? SUCCEEDED \*\*",
    r"^(?:▸ )?Test Succeeded$",
)


def read(text: str) -> Reading:
    """Add up what XCTest and Swift Testing report: a run of both ends with two lines."""
    suites = [
        match
        for suite in _SUITE.finditer(text)
        if (match := _EXECUTED.search(suite["line"])) is not None
    ]
    # A tail may hold the number without the suite that it belongs to.
    executed = suites or list(_EXECUTED.finditer(text))[-1:]
    runs = list(_RUN.finditer(text))
    ran = sum(int(one["total"]) for one in [*executed, *runs])
    failed = sum(int(one["failed"]) for one in executed)
    skipped = sum(int(one["skipped"] or 0) for one in executed)
    broken = any(run["word"] == "failed" for run in runs)
    if _BROKEN.search(text) or failed or broken:
        counted = bool(executed or runs) and not broken
        return Reading(
            said="fail",
            passed=ran - failed - skipped if counted else None,
            failed=failed if counted else None,
            skipped=skipped or None,
            final=bool(executed or runs),
            seen=True,
            runs=1,
        )
    if executed or runs:
        return Reading(
            said="pass" if ran - skipped else "nothing",
            passed=ran - skipped,
            failed=0 if executed else None,
            skipped=skipped or None,
            final=True,
            seen=True,
            runs=1,
        )
    return Reading(said="pass", seen=True) if _DONE.search(text) else NOTHING_READ


SWIFT = Family(
    name="swift-test",
    tool="swift",
    kind="test",
    shapes=(Shape(words=("swift", "test")),),
    without=frozenset({"list", "--list-tests", "-l"}),
    reader=read,
    fails=lines(r"^error: ", r"^\S+\.swift:\d+(?::\d+)?: error: "),
    sign=lines(r"^ *Test Suite '", r"^\S+ +Test run started"),
    behind=True,
    source="documentation",
)
XCODEBUILD = Family(
    name="xcodebuild-test",
    tool="xcodebuild",
    kind="test",
    shapes=(
        Shape(
            words=("xcodebuild",), needs=frozenset({"test", "test-without-building"})
        ),
    ),
    without=frozenset(
        {"-list", "-showsdks", "-showBuildSettings", "-showdestinations"}
    ),
    reader=read,
    source="documentation",
)
SWIFT_BUILD = Family(
    name="swift-build",
    tool="swift",
    kind="build",
    shapes=(
        Shape(words=("swift", "build")),
        Shape(words=("xcodebuild",), tool="xcodebuild"),
        Shape(words=("swiftc",), tool="swiftc"),
    ),
    without=frozenset(
        {
            "-list",
            "-showsdks",
            "-showBuildSettings",
            "-showdestinations",
            "-version",
            "clean",
        }
    ),
    fails=lines(
        r"^\*\* BUILD FAILED \*\*",
        r"^\S+\.swift:\d+:\d+: error: ",
        r"^error: ",
        r"^xcodebuild: error: ",
    ),
    passes=lines(
        r"^\*\* (?:BUILD|ARCHIVE|CLEAN) SUCCEEDED \*\*",
        r"^Build complete!",
        r"^Build of target: .* complete!",
    ),
    source="documentation",
)
SWIFTLINT = Family(
    name="swiftlint",
    tool="swiftlint",
    kind="lint",
    shapes=(
        Shape(words=("swiftlint",)),
        Shape(words=("swiftformat",), tool="swiftformat", needs=frozenset({"--lint"})),
    ),
    summary=(
        Summary(
            line=lines(
                r"^Done linting! Found \d+ violations?, (?P<bad>[1-9]\d*) serious in "
            )
        ),
        Summary(
            line=lines(r"^(?P<good>Done linting! Found \d+ violations?, 0 serious) in ")
        ),
    ),
    source="documentation",
)

FAMILIES = (SWIFT, XCODEBUILD, SWIFT_BUILD, SWIFTLINT)
