"""Perl, shell, Lua and R: prove, bats, shellcheck, busted, testthat."""

# ruff: noqa: E501 - a pattern is one line

import re

from metier.evidence.families import tap
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

_PROVE_FILES = re.compile(r"^Files=\d+, Tests=(?P<total>\d+), .*$", re.MULTILINE)

_PROVE_RESULT = re.compile(r"^Result: (?P<word>PASS|FAIL|NOTESTS)$", re.MULTILINE)

_PROVE_FAILED = re.compile(
    r"^ +Failed tests?: +(?P<list>[\d, -]+)$|^Failed (?P<count>\d+)/\d+ subtests ?$",
    re.MULTILINE,
)


def _read_prove(text: str) -> Reading:
    result = _PROVE_RESULT.search(text)
    files = _PROVE_FILES.search(text)
    if result is None and files is None:
        if lines(
            r"^Failed \d+/\d+ (?:subtests|test programs)", r"^Dubious, test returned"
        ).search(text):
            return Reading(said="fail", seen=True)
        if lines(r"^All tests successful\.").search(text):
            return Reading(said="pass", seen=True)
        return NOTHING_READ
    failed = sum(
        int(match["count"]) for match in _PROVE_FAILED.finditer(text) if match["count"]
    )
    total = int(files["total"]) if files is not None else None
    bad = (result is not None and result["word"] == "FAIL") or failed > 0
    said: Said | None = (
        "fail" if bad else "pass" if total or total is None else "nothing"
    )
    if result is not None and result["word"] == "NOTESTS":
        said = "nothing"
    return Reading(
        said=said,
        passed=None if total is None or (bad and not failed) else total - failed,
        failed=failed or None,
        final=True,
        seen=True,
        runs=1,
    )


PROVE = Family(
    name="prove",
    tool="prove",
    kind="test",
    shapes=(Shape(words=("prove",)), Shape(words=("yath", "test"), tool="yath")),
    without=frozenset({"-D", "--dry"}),
    reader=_read_prove,
    behind=True,
    source="prove 3.44",
)

BATS = Family(
    name="bats",
    tool="bats",
    kind="test",
    shapes=(Shape(words=("bats",)),),
    without=frozenset({"-c", "--count"}),
    summary=(
        Summary(
            line=lines(
                r"^ *(?P<total>\d+) tests?, (?P<failed>\d+) failures?(?:, (?P<skipped>\d+) skipped)?.*$"
            )
        ),
    ),
    reader=tap.read,
    fails=lines(
        r"^not ok \d+ ", r"^ ✗ ", r"^#? +\((?:in test file|from function) .*line \d+\)$"
    ),
    behind=False,
    source="bats 1.8",
)

SHELLCHECK = Family(
    name="shellcheck",
    tool="shellcheck",
    kind="lint",
    shapes=(
        Shape(words=("shellcheck",)),
        Shape(words=("shfmt",), tool="shfmt", needs=frozenset({"-d", "-l"})),
        Shape(words=("hadolint",), tool="hadolint"),
        Shape(words=("actionlint",), tool="actionlint"),
        Shape(words=("markdownlint",), tool="markdownlint"),
        Shape(words=("markdownlint-cli2",), tool="markdownlint"),
        Shape(words=("bash",), tool="bash", needs=frozenset({"-n"})),
    ),
    fails=lines(
        r"^In \S+ line \d+:$",
        r"^\S+:\d+:\d+: (?:error|warning|note|info): ",
        r"^\S+:\d+ (?:DL|SC)\d+ ",
        r"SC\d{4} \((?:error|warning|info|style)\)",
        r"^\S+:\d+(?::\d+)? (?:error )?MD\d+",
        r"^\S+: line \d+: syntax error",
    ),
    silent=True,
    source="shellcheck 0.9",
)

BUSTED = Family(
    name="busted",
    tool="busted",
    kind="test",
    shapes=(Shape(words=("busted",)),),
    without=frozenset({"--list", "-l"}),
    summary=(
        Summary(
            line=lines(
                r"^(?P<passed>\d+) \S+ / (?P<failed>\d+) \S+ / (?P<errors>\d+) \S+"
                r" / (?P<skipped>\d+) \S+ : [\d.]+ \S+$"
            )
        ),
    ),
    fails=lines(r"^(?:Failure|Error|Fehlgeschlagen|Fehler) (?:→|->) "),
    reader=tap.read,
    behind=True,
    source="busted 2.1",
)

TESTTHAT = Family(
    name="testthat",
    tool="testthat",
    kind="test",
    shapes=(
        Shape(
            words=("Rscript",),
            says=re.compile(r"testthat|devtools::(?:test|check)\b|rcmdcheck"),
        ),
        Shape(words=("R",), says=re.compile(r"testthat|devtools::test|CMD check")),
    ),
    summary=(
        Summary(
            line=lines(
                r"^\[ FAIL (?P<failed>\d+) \| WARN \d+ \| SKIP (?P<skipped>\d+) \| PASS (?P<passed>\d+) \]"
            )
        ),
        Summary(line=lines(r"^(?P<bad>Status: [1-9]\d* ERRORS?)")),
        Summary(line=lines(r"^(?P<good>Status: OK)")),
    ),
    fails=lines(r"^Error: Test failures", r"^── (?:Failure|Error) \("),
    nothing=lines(r"No test files found"),
    sign=lines(r"^✔ \| F W S  OK \| Context"),
    behind=True,
    source="testthat 3.1",
)

FAMILIES = (
    PROVE,
    BATS,
    SHELLCHECK,
    BUSTED,
    TESTTHAT,
)
