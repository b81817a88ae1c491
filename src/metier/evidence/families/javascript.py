"""JavaScript's test runners: jest, vitest, mocha, node, ava, tap, bun, deno …"""

import re

from metier.evidence.families import tap
from metier.evidence.families.family import (
    Family,
    Reading,
    Shape,
    Summary,
    lines,
)

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
        r"^[ ⎯]*(?:Startup Error|Unhandled (?:Errors?|Rejection)) ?[⎯]+",
    ),
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
    ),
    fails=lines(
        r"^ *\d+\) .+:\n", r"^(?:Error|ReferenceError|SyntaxError|TypeError): "
    ),
    nothing=lines(
        r"^Error: No test files found", r"^ *0 passing \(.*\)(?!\s+\d+ failing)"
    ),
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
    reader=tap.read_closed,
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
        Shape(words=("tape",), tool="tape"),
        Shape(words=("faucet",), tool="tape"),
    ),
    reader=tap.read_closed,
    fails=lines(r"^ *not ok \d+ ", r"^ *FAIL +\S"),
    nothing=lines(r"^No test files found"),
    source="tap 21",
)
_PLAYED = re.compile(
    r"^  (?P<count>\d+) (?P<word>passed|failed|flaky|interrupted|skipped|did not run)"
    r"(?: \([\d.]+m?[smh]\))?$",
    re.MULTILINE,
)


def _read_playwright(text: str) -> Reading:
    """Put together the closing block, which names failures before successes."""
    counts = {match["word"]: int(match["count"]) for match in _PLAYED.finditer(text)}
    first = _PLAYED.match(text)
    if not counts or (first is not None and first["word"] == "passed"):
        # The lines above a lone first line may have been cut off.
        return Reading(seen=bool(counts))
    failed = counts.get("failed", 0) + counts.get("interrupted", 0)
    passed = counts.get("passed")
    done = bool(passed or counts.get("flaky"))
    return Reading(
        said="fail" if failed else "pass" if done else "nothing",
        passed=passed,
        failed=failed or None,
        skipped=counts.get("skipped"),
        final=True,
        seen=True,
        runs=1,
    )


PLAYWRIGHT = Family(
    name="playwright",
    tool="playwright",
    kind="test",
    shapes=(Shape(words=("playwright", "test")),),
    without=frozenset({"--list", "install", "codegen", "show-report"}),
    reader=_read_playwright,
    fails=lines(r"^ +\d+ failed$", r"^Error: (?!No tests found)"),
    nothing=lines(r"\A\s*Error: No tests found"),
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
    sign=lines(r"^bun test v\d", r"^\((?:fail|pass)\) .+ \[[\d.]+ms\]$"),
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
    fails=lines(r"^error: (?!No test modules found)"),
    nothing=lines(r"^error: No test modules found"),
    sign=lines(r"^running \d+ tests? from \./"),
    behind=True,
    source="deno 2",
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
    NODE,
    AVA,
    TAP,
    PLAYWRIGHT,
    CYPRESS,
    BUN,
    DENO,
)
