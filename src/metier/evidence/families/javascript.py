"""JavaScript's test runners: jest, vitest, mocha, jasmine."""

# ruff: noqa: RUF001 - the signs stand as they are printed

import re

from metier.evidence.families import tap
from metier.evidence.families.family import (
    Family,
    Shape,
    Summary,
    lines,
)

__all__ = ["FAMILIES"]

_N = re.compile

_SUITES = r"^Test Suites: +(?:\d+ skipped, )?(?P<bad>\d+ failed)\b.*\n"
"""A file that could not be read fails, though no test of it was counted."""

JSON = Summary(
    line=_N(r'"num[A-Z]\w+": ?\d+(?:,\s*"num[A-Z]\w+": ?\d+){3,}'),
    parts={
        "passed": _N(r'"numPassedTests": ?(\d+)'),
        "failed": _N(r'"numFailedTests": ?(\d+)'),
        "skipped": _N(r'"numPendingTests": ?(\d+)'),
        "bad": _N(r'"numFailedTestSuites": ?([1-9]\d*)'),
    },
)
"""What jest and vitest write with a JSON reporter."""

JEST = Family(
    name="jest",
    tool="jest",
    kind="test",
    shapes=(
        Shape(words=("jest",)),
        Shape(words=("react-scripts", "test")),
        Shape(words=("craco", "test")),
        Shape(words=("wp-scripts", "test-unit-js")),
    ),
    without=frozenset({"--listTests", "--showConfig", "--clearCache", "--init"}),
    summary=(
        Summary(
            line=lines(
                rf"(?:{_SUITES}(?=Tests: +\d+ \w+,))?"
                r"^Tests: +(?:\d+ \w+, )*\d+ total *$"
            ),
            parts={
                "passed": _N(r"Tests: .*?(\d+) passed"),
                "failed": _N(r"Tests: .*?(\d+) failed"),
                "skipped": _N(r"Tests: .*?(\d+) skipped"),
                "total": _N(r"Tests: .*?(\d+) total"),
            },
        ),
        JSON,
    ),
    fails=lines(
        r"^Test Suites: +(?:\d+ skipped, )?\d+ failed\b.*total",
        r"^ ?FAIL +\S+\.(?:[cm]?[jt]sx?|vue|svelte)\b",
        r"^  ● .*",
        r"^● Validation Error",
    ),
    nothing=lines(r"^No tests found", r"^No tests found related to files"),
    sign=lines(
        r"^Ran all test suites",
        r"^ ?(?:PASS|FAIL) +\S+\.[cm]?[jt]sx?\b",
        r"^  ● \S.* › ",
    ),
    behind=True,
    source="jest 30",
)

_FILES = r"^ *Test Files  +(?:\d+ skipped \| )?(?P<bad>\d+ failed)\b.*\n"
_VITEST_LINE = r"\d+ \w+(?: \| \d+ \w+)* \(\d+\)"

VITEST = Family(
    name="vitest",
    tool="vitest",
    kind="test",
    shapes=(Shape(words=("vitest",)),),
    without=frozenset({"list", "init"}),
    summary=(
        Summary(
            line=re.compile(
                rf"(?:{_FILES}(?= *Tests  +\d))?"
                rf"^ *Tests  +(?:{_VITEST_LINE}|no tests) *$(?:\n *Errors  +"
                r"(?P<errors>\d+) errors?)?",
                re.MULTILINE,
            ),
            parts={
                "passed": _N(r"Tests  .*?(\d+) passed"),
                "failed": _N(r"Tests  .*?(\d+) failed"),
                "skipped": _N(r"Tests  .*?(\d+) skipped"),
                "total": _N(r"Tests  .*?\((\d+)\)"),
            },
        ),
        JSON,
    ),
    fails=lines(
        r"^ *Test Files  +(?:\d+ skipped \| )?\d+ failed",
        r"^[ ⎯]*Failed (?:Tests|Suites) \d+ ?[⎯]+",
        r"^ FAIL  \S",
        r"^ ❯ \S+ \(\d+ tests? \| \d+ failed",
        r"^[ ⎯]*(?:Startup Error|Unhandled (?:Errors?|Rejection)) ?[⎯]+",
    ),
    reader=tap.read_leaves,
    nothing=lines(r"^No test files found"),
    sign=lines(
        r"^ (?:RUN|DEV)  v\d",
        r"^ *Test Files  +\d",
        r"^[ ⎯]*Failed (?:Tests|Suites) \d+",
    ),
    behind=True,
    source="vitest 4",
)

MOCHA = Family(
    name="mocha",
    tool="mocha",
    kind="test",
    shapes=(
        Shape(words=("mocha",)),
        Shape(words=("_mocha",)),
        Shape(words=("hardhat", "test")),
    ),
    without=frozenset({"--dry-run", "--list-files"}),
    summary=(
        Summary(
            line=re.compile(
                r"^ *(?P<passed>\d+) passing \([\d.]+ ?m?[smh]\)"
                r"(?:\n *(?P<skipped>\d+) pending)?(?:\n *(?P<failed>\d+) failing)?",
                re.MULTILINE,
            )
        ),
        Summary(line=lines(r"^ *(?P<failed>\d+) failing *$")),
        Summary(
            line=_N(
                r'"tests": \d+,\s*"passes": (?P<passed>\d+),'
                r'\s*"pending": (?P<skipped>\d+),\s*"failures": (?P<failed>\d+)'
            )
        ),
        Summary(
            line=lines(
                r"^# tests \d+\n# pass (?P<passed>\d+)\n# fail (?P<failed>\d+)\n1\.\."
            )
        ),
    ),
    fails=lines(
        r"^ *\d+\) .+:\n", r"^(?:Error|ReferenceError|SyntaxError|TypeError): "
    ),
    nothing=lines(
        r"^Error: No test files found", r"^ *0 passing \(.*\)(?!\s+\d+ failing)"
    ),
    behind=True,
    failing=(
        "  1 failing",
        "  1) login:",
    ),
    source="mocha 12",
)

JASMINE = Family(
    name="jasmine",
    tool="jasmine",
    kind="test",
    shapes=(
        Shape(words=("jasmine",)),
        Shape(words=("karma", "start"), tool="karma"),
        Shape(words=("ng", "test"), tool="karma"),
    ),
    summary=(
        Summary(
            line=lines(
                r"^(?P<total>\d+) specs?, (?P<failed>\d+) failures?"
                r"(?:, (?P<skipped>\d+) pending specs?)?$"
            )
        ),
        Summary(
            line=lines(
                r"^TOTAL: (?:(?P<failed>\d+) FAILED, )?(?P<passed>\d+) SUCCESS$",
                r"^.*Executed (?P<total_>\d+) of \d+.*(?P<good>SUCCESS).*$",
            )
        ),
    ),
    nothing=lines(r"^No specs found"),
    behind=True,
    source="jasmine 7",
)

FAMILIES = (
    JASMINE,
    JEST,
    VITEST,
    MOCHA,
)
