"""The JVM's tools: maven and gradle."""

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

_MAVEN = ("mvn", "mvnw", "mvnd")

_GRADLE = ("gradle", "gradlew", "gradlew.bat")


def _tasks(programs: tuple[str, ...], *tasks: str) -> tuple[Shape, ...]:
    return tuple(
        Shape(words=(program, task), anywhere=True)
        for task in tasks
        for program in programs
    )


_MVN_TOTAL = re.compile(
    r"^(?:\[(?:INFO|WARNING|ERROR)\] )?Tests run: (?P<total>\d+), Failures: (?P<failed>\d+), "
    r"Errors: (?P<errors>\d+), Skipped: (?P<skipped>\d+) *$",
    re.MULTILINE,
)

_MVN_BAD = lines(
    r"^\[(?:INFO|ERROR)\] BUILD FAILURE",
    r"^BUILD FAILURE",
    r"^\[ERROR\] Failed to execute goal",
    r"^\[ERROR\] COMPILATION ERROR",
    r"^\[ERROR\] There are test failures",
    r"^\[ERROR\] (?:To see the full stack trace|Re-run Maven using|For more information)",
    r"^\[ERROR\] \[Help 1\]",
    r"^\[ERROR\] +Tests run: ",
    r"^\[ERROR\] (?:Failures|Errors): $",
)

_MVN_GOOD = lines(r"^(?:\[INFO\] )?BUILD SUCCESS")

_MVN_NONE = lines(
    r"^(?:\[INFO\] )?(?:No tests to run\.|Tests are skipped\.|There are no tests to run)"
)


def _read_maven(text: str) -> Reading:
    """Add the totals of all modules; a build that fails is a failure."""
    totals = [
        {name: int(value) for name, value in match.groupdict().items()}
        for match in _MVN_TOTAL.finditer(text)
    ]
    failed = sum(one["failed"] + one["errors"] for one in totals)
    skipped = sum(one["skipped"] for one in totals)
    ran = sum(one["total"] for one in totals)
    said: Said | None = None
    if failed or _MVN_BAD.search(text):
        said = "fail"
    elif ran - skipped > 0:
        said = "pass"
    elif totals or _MVN_NONE.search(text) or _MVN_GOOD.search(text):
        said = "nothing"
    if said is None:
        return NOTHING_READ
    return Reading(
        said=said,
        passed=ran - failed - skipped if totals else None,
        failed=failed if totals else None,
        skipped=skipped if totals else None,
        final=bool(totals),
        seen=True,
        runs=1,
    )


MAVEN = Family(
    name="maven-test",
    tool="maven",
    kind="test",
    shapes=_tasks(_MAVEN, "test", "verify", "surefire:test", "integration-test"),
    without=frozenset(
        {
            "-DskipTests",
            "-DskipTests=true",
            "-Dmaven.test.skip",
            "-Dmaven.test.skip=true",
        }
    ),
    reader=_read_maven,
    behind=True,
    source="maven 3.8, surefire 2.22",
)

MAVEN_BUILD = Family(
    name="maven-build",
    tool="maven",
    kind="build",
    shapes=_tasks(_MAVEN, "compile", "package", "install", "test-compile", "verify"),
    fails=_MVN_BAD,
    passes=_MVN_GOOD,
    source="maven 3.8",
)

_GRADLE_COUNT = re.compile(
    r"^(?P<total>\d+) tests? completed(?:, (?P<failed>\d+) failed)?(?:, (?P<skipped>\d+) skipped)?$",
    re.MULTILINE,
)

_GRADLE_BAD = lines(
    r"^BUILD FAILED",
    r"^FAILURE: Build failed with an exception",
    r"^> Task :\S+ FAILED$",
    r"^> There were failing tests",
    r"^Execution failed for task ",
)

_GRADLE_GOOD = lines(r"^BUILD SUCCESSFUL")

_GRADLE_NONE = lines(
    r"^(?:> Task )?:(?:\w+:)*\w*[tT]est(?:\w*) (?:NO-SOURCE|UP-TO-DATE|FROM-CACHE|SKIPPED)$",
    r"^No tests found for given includes",
)

_GRADLE_RAN = lines(
    r"^(?:> Task )?:(?:[\w-]+:)*\w*[tT]est\w*$",
    r" > .+\(\) PASSED$",
    r"^\S+ > .+ (?:PASSED|FAILED)$",
)


def _read_gradle(text: str) -> Reading:
    """Take the count where gradle prints one, and the build's end where not."""
    counts = list(_GRADLE_COUNT.finditer(text))
    total = sum(int(count["total"]) for count in counts)
    failed = sum(int(count["failed"] or 0) for count in counts)
    skipped = sum(int(count["skipped"] or 0) for count in counts)
    said: Said | None = None
    if failed or _GRADLE_BAD.search(text):
        said = "fail"
    elif counts:
        said = "pass"
    elif _GRADLE_NONE.search(text) and not _GRADLE_RAN.search(text):
        said = "nothing"
    elif _GRADLE_GOOD.search(text):
        said = "pass"
    if said is None:
        return NOTHING_READ
    return Reading(
        said=said,
        passed=total - failed - skipped if counts else None,
        failed=failed if counts else None,
        skipped=skipped or None,
        final=True,
        seen=True,
        runs=1,
    )


GRADLE = Family(
    name="gradle-test",
    tool="gradle",
    kind="test",
    shapes=_tasks(
        _GRADLE,
        "test",
        "check",
        "connectedAndroidTest",
        "integrationTest",
        "testDebugUnitTest",
        "testReleaseUnitTest",
        "allTests",
        "jvmTest",
        "connectedCheck",
    ),
    without=frozenset({"--dry-run", "-m", "tasks", "-x", "--exclude-task"}),
    reader=_read_gradle,
    source="gradle 4.4",
)

GRADLE_BUILD = Family(
    name="gradle-build",
    tool="gradle",
    kind="build",
    shapes=_tasks(
        _GRADLE,
        "build",
        "assemble",
        "assembleDebug",
        "assembleRelease",
        "compileJava",
        "compileKotlin",
        "bundleRelease",
        "jar",
        "compileDebugKotlin",
        "bootJar",
        "shadowJar",
    ),
    without=frozenset({"--dry-run", "-m"}),
    fails=_GRADLE_BAD,
    passes=_GRADLE_GOOD,
    source="gradle 4.4",
)

GRADLE_LINT = Family(
    name="gradle-lint",
    tool="gradle",
    kind="lint",
    shapes=_tasks(
        _GRADLE,
        "lint",
        "ktlintCheck",
        "detekt",
        "spotlessCheck",
        "checkstyleMain",
        "lintDebug",
    ),
    fails=_GRADLE_BAD,
    passes=_GRADLE_GOOD,
    source="gradle 4.4",
)

FAMILIES = (
    MAVEN,
    MAVEN_BUILD,
    GRADLE,
    GRADLE_BUILD,
    GRADLE_LINT,
)
