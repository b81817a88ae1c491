"""Tests that JavaScript's runtimes and TAP tools run: node, bun, deno, ava, tap."""

# ruff: noqa: E501, RUF001 - a pattern is one line, in the signs that are printed

import re

from metier.evidence.families import tap
from metier.evidence.families.family import (
    Family,
    Shape,
    Summary,
    lines,
)

__all__ = ["FAMILIES"]

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
                r"^(?:(?:#|ℹ) pass (?P<passed>\d+)\n)?(?:#|ℹ) fail (?P<failed>\d+)"
                r"(?:\n(?:#|ℹ) cancelled (?P<errors>\d+))?"
                r"(?:\n(?:#|ℹ) skipped (?P<skipped>\d+))?",
                re.MULTILINE,
            )
        ),
    ),
    fails=lines(r"^not ok \d+ - ", r"^✖ failing tests:"),
    sign=lines(r"^TAP version 13$", r"^(?:#|ℹ) (?:tests|pass|suites) \d+$"),
    behind=True,
    failing=(
        "# fail 1",
        "ℹ fail 1",
        "not ok 1 - login",
        "✖ failing tests:",
    ),
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
    failing=(
        "  1 test failed",
        "  ✘ [fail]: login",
    ),
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
    failing=(
        "# fail  1",
        "not ok 1 login",
        "# failed 1 test",
    ),
    source="tap 21",
)

_AVA_BEHIND = Family(
    name="ava-behind",
    tool="ava",
    kind="test",
    shapes=(),
    summary=(
        Summary(
            line=re.compile(
                r"^  (?P<failed>\d+) tests? failed$(?:\n  (?P<skipped>\d+) tests? skipped)?",
                re.MULTILINE,
            )
        ),
        Summary(
            line=re.compile(
                r"^  (?P<passed>\d+) tests? passed$(?:\n  (?P<skipped>\d+) tests? skipped)?",
                re.MULTILINE,
            )
        ),
    ),
    behind=True,
    source="ava 7",
)

_TAPE_BEHIND = Family(
    name="tape-behind",
    tool="tape",
    kind="test",
    shapes=(),
    summary=(
        Summary(
            line=re.compile(
                r"^# tests +\d+\n# pass  (?P<passed>\d+)$(?:\n# skip +(?P<skipped>\d+))?"
                r"(?:\n# (?:todo) +\d+)?(?:\n# fail  (?P<failed>\d+))?",
                re.MULTILINE,
            )
        ),
    ),
    behind=True,
    source="tape 5",
)

QUNIT = Family(
    name="qunit",
    tool="qunit",
    kind="test",
    shapes=(Shape(words=("qunit",)), Shape(words=("ember", "test"))),
    without=frozenset({"--watch"}),
    summary=(
        Summary(
            line=re.compile(
                r"^(?:# pass (?P<passed>\d+)\n)?# skip (?P<skipped>\d+)\n"
                r"# todo \d+\n# fail (?P<failed>\d+)$",
                re.MULTILINE,
            )
        ),
    ),
    fails=lines(r"^not ok \d+ ", r"^Error: No tests were run"),
    behind=True,
    source="qunit 2.24",
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
    failing=(
        " 1 fail",
        "(fail) login [1.00ms]",
    ),
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

FAMILIES = (
    NODE,
    AVA,
    TAP,
    _AVA_BEHIND,
    _TAPE_BEHIND,
    QUNIT,
    BUN,
    DENO,
)
