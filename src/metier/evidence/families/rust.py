"""Rust: cargo test, nextest, clippy, build, fmt."""

# ruff: noqa: E501 - a pattern is one line

import re

from metier.evidence.families.family import Family, Shape, Summary, lines

__all__ = ["FAMILIES"]

_BROKEN = r"^error(?:\[E\d+\])?: (?!test failed|\d+ targets? failed)"
CARGO_TEST = Family(
    name="cargo-test",
    tool="cargo",
    kind="test",
    shapes=(
        Shape(words=("cargo", "test")),
        Shape(words=("cargo", "t")),
        Shape(words=("cargo", "tarpaulin")),
        Shape(words=("cross", "test")),
        Shape(words=("cargo", "llvm-cov")),
    ),
    without=frozenset({"--no-run"}),
    summary=(
        Summary(
            line=lines(
                r"^test result: (?:(?P<good>ok)|(?P<bad>FAILED))\. (?P<passed>\d+) passed; "
                r"(?P<failed>\d+) failed; (?P<skipped>\d+) ignored; \d+ measured; .*$"
            )
        ),
    ),
    combine="sum",
    fails=lines(
        r"^error: test failed, to rerun",
        r"^error: \d+ targets? failed:",
        r"^error: (?:could not compile|aborting due to|doctest failed)",
        r"^test \S+.* \.\.\. FAILED$",
        _BROKEN,
    ),
    sign=lines(
        r"^error: test failed, to rerun",
        r"^running \d+ tests?$",
        r"^ +Doc-tests \S+",
        r"^ +Running \S+ .*\(",
    ),
    behind=True,
    source="cargo 1.95",
)
NEXTEST = Family(
    name="cargo-nextest",
    tool="cargo-nextest",
    kind="test",
    shapes=(
        Shape(words=("cargo", "nextest", "run")),
        Shape(words=("cargo", "nextest", "r")),
        Shape(words=("cargo-nextest", "nextest", "run")),
        Shape(words=("cargo", "llvm-cov", "nextest")),
    ),
    without=frozenset({"--no-run"}),
    summary=(
        Summary(
            line=lines(
                r"^ +Summary \[ *[\d.]+s\] (?:\d+/)?(?P<total>\d+) tests? run: .*$"
            ),
            parts={
                "passed": re.compile(r"(\d+) passed"),
                "failed": re.compile(r"(\d+) failed"),
                "errors": re.compile(r"(\d+) (?:timed out|exec failed)"),
                "skipped": re.compile(r"(\d+) skipped"),
            },
        ),
    ),
    fails=lines(
        r"^error: test run failed",
        r"^ +FAIL \[ *[\d.]+s\]",
        r"^error: could not",
        _BROKEN,
    ),
    nothing=lines(r"^error: no tests (?:to run|run)", r"^ +Starting 0 tests"),
    sign=lines(r"^ +Starting \d+ tests? across", r"^ +PASS \[ *[\d.]+s\]"),
    behind=True,
    nothing_codes=frozenset({4}),
    source="documentation",
)
_COMPILED = lines(r"^ +Finished `?(?:dev|test|release|bench|\w+)`? .*target\(s\) in ")
CARGO_BUILD = Family(
    name="cargo-build",
    tool="cargo",
    kind="build",
    shapes=(
        Shape(words=("cargo", "build")),
        Shape(words=("cargo", "b")),
        Shape(words=("cargo", "check")),
        Shape(words=("cargo", "c")),
        Shape(words=("cargo", "test"), needs=frozenset({"--no-run"})),
        Shape(words=("cross", "build")),
        Shape(words=("cargo", "doc")),
        Shape(words=("rustc",), tool="rustc"),
    ),
    fails=lines(r"^error: could not compile", r"^error(?:\[E\d+\])?: "),
    passes=_COMPILED,
    sign=lines(r"^ +(?:Compiling|Checking) \S+ v"),
    source="cargo 1.95",
)
CLIPPY = Family(
    name="clippy",
    tool="clippy",
    kind="lint",
    shapes=(Shape(words=("cargo", "clippy")), Shape(words=("cargo-clippy",))),
    fails=lines(r"^error: could not compile", r"^error(?:\[E\d+\])?: "),
    passes=_COMPILED,
    sign=lines(r"^ +Checking \S+ v"),
    source="clippy 1.95",
)
RUSTFMT = Family(
    name="rustfmt",
    tool="rustfmt",
    kind="lint",
    shapes=(
        Shape(words=("cargo", "fmt"), needs=frozenset({"--check"})),
        Shape(words=("rustfmt",), needs=frozenset({"--check"})),
    ),
    fails=lines(r"^Diff in .*(?: at line \d+|:\d+):$", r"^error: "),
    silent=True,
    source="rustfmt 1.95",
)

FAMILIES = (CARGO_TEST, NEXTEST, CARGO_BUILD, CLIPPY, RUSTFMT)
