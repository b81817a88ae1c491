"""JavaScript's test runners: jest, vitest, mocha, node, ava, tap, bun, deno …"""

import re

from metier.evidence.families import tap
from metier.evidence.families.family import Family, Shape, Summary, lines

__all__ = ["FAMILIES"]

_N = re.compile
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
            line=lines(r"^Tests: +(?:\d+ \w+, )*\d+ total *$"),
            parts={
                "passed": _N(r"(\d+) passed"),
                "failed": _N(r"(\d+) failed"),
                "skipped": _N(r"(\d+) skipped"),
                "total": _N(r"(\d+) total"),
            },
        ),
    ),
    fails=lines(
        r"^Test Suites: +(?:\d+ skipped, )?\d+ failed\b.*total",
        r"^ ?FAIL +\S+\.(?:[cm]?[jt]sx?|vue|svelte)\b",
        r"^  ● .*",
        r"^● Validation Error",
        r"^No tests found, exiting with code 1",
    ),
    nothing=lines(r"^No tests found", r"^No tests found related to files"),
    sign=lines(r"^Ran all test suites", r"^ ?PASS +\S+\.[cm]?[jt]sx?\b"),
    behind=True,
    source="jest 30",
)
_VITEST_LINE = r"(?:\d+ \w+(?: \| )?)+\(\d+\)"
VITEST = Family(
    name="vitest",
    tool="vitest",
    kind="test",
    shapes=(Shape(words=("vitest",)),),
    without=frozenset({"list", "init"}),
    summary=(
        Summary(
            line=re.compile(
                rf"^ *Tests  +(?:{_VITEST_LINE}|no tests) *$(?:\n *Errors  +"
                r"(?P<errors>\d+) errors?)?",
                re.MULTILINE,
            ),
            parts={
                "passed": _N(r"(\d+) passed"),
                "failed": _N(r"(\d+) failed"),
                "skipped": _N(r"(\d+) skipped"),
                "total": _N(r"\((\d+)\)"),
            },
        ),
    ),
    fails=lines(
        r"^ *Test Files  +(?:\d+ skipped \| )?\d+ failed",
        r"^[ ⎯]*Failed (?:Tests|Suites) \d+ ?[⎯]+",
        r"^ FAIL  \S",
        r"^ ❯ \S+ \(\d+ tests? \| \d+ failed",
        r"^No test files found, exiting with code 1",
        r"^[ ⎯]*(?:Startup Error|Unhandled (?:Errors?|Rejection)) ?[⎯]+",
    ),
    nothing=lines(r"^No test files found", r"^ *Tests  +no tests"),
    sign=lines(r"^ (?:RUN|DEV)  v\d", r"^ *Test Files  +\d"),
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
    ),
    fails=lines(r"^Error: No test files found", r"^ *\d+\) .+:\n"),
    behind=True,
    source="mocha 12",
)
NODE = Family(
    name="node",
    tool="node",
    kind="test",
    shapes=(
        Shape(words=("node",), needs=frozenset({"--test"})),
        Shape(words=("tsx",), needs=frozenset({"--test"})),
        Shape(words=("c8", "node"), needs=frozenset({"--test"})),
    ),
    summary=(
        Summary(
            line=re.compile(
                r"^(?:#|ℹ) tests (?P<total>\d+)\n(?:(?:#|ℹ) suites \d+\n)?"
                r"(?:#|ℹ) pass (?P<passed>\d+)\n(?:#|ℹ) fail (?P<failed>\d+)"
                r"(?:\n(?:#|ℹ) cancelled (?P<errors>\d+)"
                r"\n(?:#|ℹ) skipped (?P<skipped>\d+))?",
                re.MULTILINE,
            )
        ),
        Summary(
            line=re.compile(
                r"^(?:#|ℹ) fail (?P<failed>\d+)(?:\n(?:#|ℹ) cancelled (?P<errors>\d+)"
                r"\n(?:#|ℹ) skipped (?P<skipped>\d+))?",
                re.MULTILINE,
            )
        ),
    ),
    fails=lines(r"^not ok \d+ - ", r"^✖ failing tests:"),
    sign=lines(r"^TAP version 13$", r"^(?:#|ℹ) (?:tests|pass|suites) \d+$"),
    behind=True,
    source="node 20",
)
AVA = Family(
    name="ava",
    tool="ava",
    kind="test",
    shapes=(Shape(words=("ava",)),),
    summary=(
        Summary(
            line=re.compile(
                r"^ *(?:(?P<failed>\d+) tests? failed)"
                r"(?:\n *(?P<errors>\d+) (?:uncaught exceptions?|unhandled rejections?))?"
                r"(?:\n *\d+ known failures?)?(?:\n *(?P<skipped>\d+) tests? skipped)?",
                re.MULTILINE,
            )
        ),
        Summary(
            line=re.compile(
                r"^ *(?P<passed>\d+) tests? passed"
                r"(?:\n *\d+ known failures?)?(?:\n *(?P<skipped>\d+) tests? skipped)?",
                re.MULTILINE,
            )
        ),
    ),
    fails=lines(
        r"^ *✖ No tests found in ", r"^ *✘ \[fail\]: ", r"^ *\d+ uncaught exception"
    ),
    nothing=lines(r"Couldn.t find any files to test"),
    behind=False,
    source="ava 7",
)
TAP = Family(
    name="tap",
    tool="tap",
    kind="test",
    shapes=(
        Shape(words=("tap",)),
        Shape(words=("tape",)),
        Shape(words=("tapes",)),
    ),
    reader=tap.read,
    source="tap 21",
)
PLAYWRIGHT = Family(
    name="playwright",
    tool="playwright",
    kind="test",
    shapes=(Shape(words=("playwright", "test")),),
    without=frozenset({"--list", "install", "codegen", "show-report"}),
    summary=(
        Summary(
            line=re.compile(
                r"^ +(?:\d+ (?:failed|flaky|interrupted|skipped|did not run|passed)\b.*"
                r"(?:\n +\[.*)*\n?(?: *\n)?)*?"
                r" +\d+ (?:passed \([\d.]+m?[smh]\)|failed|skipped|did not run) *$",
                re.MULTILINE,
            ),
            parts={
                "passed": _N(r"(?m)^ +(\d+) passed"),
                "failed": _N(r"(?m)^ +(\d+) failed"),
                "errors": _N(r"(?m)^ +(\d+) interrupted"),
                "skipped": _N(r"(?m)^ +(\d+) skipped"),
            },
        ),
    ),
    fails=lines(r"^Error: No tests found", r"^ +\d+ failed$"),
    sign=lines(r"^Running \d+ tests? using \d+ workers?"),
    behind=True,
    source="playwright 1.5",
)
CYPRESS = Family(
    name="cypress",
    tool="cypress",
    kind="test",
    shapes=(Shape(words=("cypress", "run")),),
    summary=(
        Summary(
            line=re.compile(
                r"^ +(?:(?P<good>✔ +All specs passed!)|(?P<bad>✖ +\d+ of \d+ failed))"
                r".*?(?P<total>\d+) +(?P<passed>\d+|-) +(?P<failed>\d+|-)"
                r" +(?P<pending>\d+|-) +(?P<skipped>\d+|-) *$",
                re.MULTILINE,
            )
        ),
    ),
    fails=lines(r"^ +✖ +\d+ of \d+ failed", r"^Can't run because no spec files"),
    sign=lines(r"^ *\(Run Starting\)"),
    behind=True,
    source="documentation",
)
BUN = Family(
    name="bun",
    tool="bun",
    kind="test",
    shapes=(Shape(words=("bun", "test")),),
    summary=(
        Summary(
            line=re.compile(
                r"^ *(?P<passed>\d+) pass\n(?: *(?P<skipped>\d+) skip\n)?"
                r"(?: *\d+ todo\n)?(?: *\d+ filtered out\n)? *(?P<failed>\d+) fail"
                r"(?:\n *(?P<errors>\d+) errors?)?$",
                re.MULTILINE,
            )
        ),
        Summary(line=lines(r"^ *(?P<failed>\d+) fail$")),
    ),
    fails=lines(r"^\(fail\) ", r"^error: "),
    nothing=lines(r"^No tests found!", r"did not match any test files"),
    sign=lines(r"^bun test v\d"),
    behind=True,
    source="bun 1",
)
DENO = Family(
    name="deno",
    tool="deno",
    kind="test",
    shapes=(Shape(words=("deno", "test")),),
    without=frozenset({"--no-run"}),
    summary=(
        Summary(
            line=lines(
                r"^(?:(?P<bad>FAILED)|(?P<good>ok)) \| (?P<passed>\d+) passed"
                r"(?: \(\d+ steps?\))? \| (?P<failed>\d+) failed(?: \(\d+ steps?\))?"
                r"(?: \| (?P<skipped>\d+) ignored)?.*$"
            )
        ),
    ),
    fails=lines(r"^error: "),
    nothing=lines(r"^error: No test modules found"),
    sign=lines(r"^running \d+ tests? from \./"),
    behind=True,
    source="deno 2",
)

FAMILIES = (
    JEST,
    VITEST,
    MOCHA,
    NODE,
    AVA,
    TAP,
    PLAYWRIGHT,
    CYPRESS,
    BUN,
    DENO,
)
