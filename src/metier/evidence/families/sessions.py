"""tox, nox and behave: what runs Python's tests in sessions or scenarios."""

import re

from metier.evidence.families import pytest, unittest
from metier.evidence.families.family import (
    NOTHING_READ,
    Family,
    Reading,
    Said,
    Shape,
    Summary,
    lines,
)

__all__ = ["FAMILIES"]

_TOX_BAD = lines(
    r"^ +evaluation failed :\(",
    r"^ +[\w.{},-]+: FAIL (?:code -?\d+|✖)",
    r"^ERROR: +[\w.-]+: commands failed",
    r"^[\w.-]+: FAIL ✖ in ",
)
_TOX_GOOD = lines(r"^ +congratulations :\)", r"^[\w.-]+: OK ✔ in ")
_NOX_BAD = lines(
    r"^nox > Session \S+ (?:failed|aborted)",
    r"^nox > \* \S+: failed",
    r"^nox > Command .+ failed",
)
_NOX_GOOD = lines(r"^nox > Session \S+ was successful", r"^nox > \* \S+: success")


def _through(good: re.Pattern[str], bad: re.Pattern[str], text: str) -> Reading:
    """Take the verdict from the outer tool and the counts from the inner one."""
    said: Said | None = None
    if bad.search(text):
        said = "fail"
    elif good.search(text):
        said = "pass"
    inner = NOTHING_READ
    for family in (pytest.SUMMED, unittest.UNITTEST):
        inner = family.read(text)
        if inner.final or inner.said == "nothing":
            break
    if inner.said == "nothing" and not inner.failed:
        said = "nothing"
    if said is None and inner.said is None:
        return NOTHING_READ
    return Reading(
        said=said,
        passed=inner.passed,
        failed=inner.failed,
        skipped=inner.skipped,
        final=inner.final,
        seen=True,
        runs=1,
    )


def _read_tox(text: str) -> Reading:
    return _through(_TOX_GOOD, _TOX_BAD, text)


def _read_nox(text: str) -> Reading:
    return _through(_NOX_GOOD, _NOX_BAD, text)


TOX = Family(
    name="tox",
    tool="tox",
    kind="test",
    shapes=(Shape(words=("tox",)),),
    without=frozenset(
        {
            "list",
            "l",
            "config",
            "c",
            "-l",
            "--listenvs",
            "devenv",
            "-a",
            "--notest",
            "quickstart",
        }
    ),
    reader=_read_tox,
    sign=lines(r"^[\w.-]+: commands\[\d+\]> "),
    source="tox 4",
)
NOX = Family(
    name="nox",
    tool="nox",
    kind="test",
    shapes=(Shape(words=("nox",)),),
    without=frozenset({"--list", "-l", "--list-sessions", "--install-only"}),
    reader=_read_nox,
    sign=lines(r"^nox > Running session"),
    source="nox 2026",
)
BEHAVE = Family(
    name="behave",
    tool="behave",
    kind="test",
    shapes=(
        Shape(words=("behave",)),
        Shape(words=("cucumber",), tool="cucumber"),
        Shape(words=("cucumber-js",), tool="cucumber"),
    ),
    summary=(
        Summary(
            line=lines(r"^\d+ scenarios? passed, \d+ failed.*$"),
            parts={
                "passed": re.compile(r"(\d+) scenarios? passed"),
                "failed": re.compile(r"(\d+) failed"),
                "errors": re.compile(r"(\d+) error"),
                "skipped": re.compile(r"(\d+) skipped"),
            },
        ),
        Summary(
            line=lines(r"^(?P<total>\d+) scenarios? \(.*\)$"),
            parts={
                "passed": re.compile(r"(\d+) passed"),
                "failed": re.compile(r"(\d+) failed"),
                "skipped": re.compile(r"(\d+) skipped"),
            },
        ),
    ),
    fails=lines(r"^Failing scenarios:"),
    behind=True,
    source="behave 1.3",
)

ROBOT = Family(
    name="robot",
    tool="robot",
    kind="test",
    shapes=(
        Shape(words=("robot",)),
        Shape(words=("pabot",)),
        Shape(words=("robot.run",)),
    ),
    without=frozenset({"--dryrun"}),
    summary=(
        Summary(
            line=lines(
                r"^(?P<total>\d+) tests?, (?P<passed>\d+) passed, "
                r"(?P<failed>\d+) failed(?:, (?P<skipped>\d+) skipped)?$"
            )
        ),
    ),
    fails=lines(r"^\S.* \| FAIL \|$", r"^\[ ERROR \] "),
    behind=True,
    source="robot 7",
)

FAMILIES = (TOX, NOX, BEHAVE, ROBOT)
