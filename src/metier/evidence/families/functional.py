"""Dart, Flutter and Haskell: dart test, flutter test, cabal, stack."""

# ruff: noqa: E501 - a pattern is one line

from metier.evidence.families.family import Family, Shape, Summary, lines

__all__ = ["FAMILIES"]

_LAST = (
    r"^\d\d:\d\d (?:\+(?P<passed>\d+))?(?: ~(?P<skipped>\d+))?(?: -(?P<failed>\d+))?: "
)
DART = Family(
    name="dart-test",
    tool="dart",
    kind="test",
    shapes=(
        Shape(words=("dart", "test")),
        Shape(words=("flutter", "test"), tool="flutter"),
        Shape(words=("fvm", "flutter", "test"), tool="flutter"),
        Shape(words=("dart", "run", "test")),
    ),
    without=frozenset({"--list"}),
    summary=(
        Summary(
            line=lines(
                _LAST
                + r"(?:(?P<bad>Some tests failed\.)|(?P<good>All tests passed!)|All tests skipped\.)"
            )
        ),
    ),
    fails=lines(r"^Some tests failed\.", r" \[E\]$", r"^\S+\.dart:\d+:\d+: Error: "),
    passes=lines(r"All tests passed!$"),
    nothing=lines(
        r"^No tests (?:ran|were found|match)", r"^Test directory \"test\" not found\."
    ),
    behind=True,
    source="documentation",
)
DART_CHECKS = Family(
    name="dart-analyze",
    tool="dart",
    kind="lint",
    shapes=(
        Shape(words=("dart", "analyze")),
        Shape(words=("flutter", "analyze"), tool="flutter"),
        Shape(words=("dart", "format"), needs=frozenset({"--set-exit-if-changed"})),
    ),
    fails=lines(
        r"^\d+ issues? found\.",
        r"^ +error [-•] ",
        r"^error - ",
        r"^Formatted \d+ files? \([1-9]\d* changed\)",
    ),
    passes=lines(r"^No issues found!", r"^Formatted \d+ files? \(0 changed\)"),
    source="documentation",
)
FLUTTER_BUILD = Family(
    name="flutter-build",
    tool="flutter",
    kind="build",
    shapes=(
        Shape(words=("flutter", "build")),
        Shape(words=("dart", "compile"), tool="dart"),
    ),
    fails=lines(
        r"^FAILURE: Build failed",
        r"^(?:Error|Exception|Failed to|lib/\S+: Error)",
        r"^Target \S+ failed",
    ),
    passes=lines(r"^✓ +Built ", r"^√ +Built ", r"^Generated: "),
    source="documentation",
)
_HASKELL = (
    Summary(
        line=lines(
            r"^(?P<total>\d+) examples?, (?P<failed>\d+) failures?(?:, (?P<skipped>\d+) pending)?$"
        )
    ),
    Summary(line=lines(r"^All (?P<passed>\d+) tests passed \([\d.]+s\)$")),
    Summary(
        line=lines(r"^(?P<failed>\d+) out of (?P<total>\d+) tests failed \([\d.]+s\)$")
    ),
    Summary(
        line=lines(
            r"^Cases: (?P<total>\d+)  Tried: \d+  Errors: (?P<errors>\d+)  Failures: (?P<failed>\d+)$"
        )
    ),
)
CABAL = Family(
    name="cabal-test",
    tool="cabal",
    kind="test",
    shapes=(
        Shape(words=("cabal", "test")),
        Shape(words=("cabal", "v2-test")),
        Shape(words=("cabal", "new-test")),
        Shape(words=("stack", "test"), tool="stack"),
    ),
    without=frozenset({"--no-run-tests", "--dry-run"}),
    # One closing line a suite.
    combine="sum",
    summary=(
        *_HASKELL,
        Summary(
            line=lines(
                r"^(?P<suites>\d+) of (?:(?P=suites)|(?P<bad>\d+)) test suites \((?P<passed>\d+) of (?P<total>\d+) test cases\) passed\.$"
            )
        ),
    ),
    fails=lines(
        r"^Test suite [\w-]+: FAIL",
        r"^0 of [1-9]\d* test suites",
        r"^(?:Error: )?cabal: ",
        r"^\S+\.hs:\d+:\d+: error:",
        r"^Test suite failure for package",
        r"^Error: ",
        r"^rejecting:",
    ),
    passes=lines(
        r"^(?P<n>[1-9]\d*) of (?P=n) test suites ",
        r"^Test suite [\w-]+: PASS",
        r"Test suite [\w-]+ passed$",
    ),
    nothing=lines(
        r"^There are no test suites", r"^No tests to run", r"has no test suites"
    ),
    source="cabal 3.4",
)
ZIG = Family(
    name="zig-test",
    tool="zig",
    kind="test",
    shapes=(
        Shape(words=("zig", "test")),
        Shape(words=("zig", "build"), needs=frozenset({"test"})),
    ),
    summary=(
        Summary(line=lines(r"^All (?P<passed>\d+) tests passed\.")),
        Summary(
            line=lines(
                r"^(?P<passed>\d+) passed; (?P<skipped>\d+) skipped; (?P<failed>\d+) failed\."
            )
        ),
    ),
    fails=lines(r"^error: ", r"^\S+:\d+:\d+: error: "),
    silent=True,
    source="documentation",
)
CABAL_BUILD = Family(
    name="cabal-build",
    tool="cabal",
    kind="build",
    shapes=(
        Shape(words=("cabal", "build")),
        Shape(words=("stack", "build"), tool="stack"),
        Shape(words=("ghc",), tool="ghc"),
        Shape(words=("dune", "build"), tool="dune"),
        Shape(words=("zig", "build"), tool="zig"),
        Shape(words=("nim", "c"), tool="nim"),
        Shape(words=("elm", "make"), tool="elm"),
    ),
    without=frozenset({"-e", "--dry-run", "test"}),
    fails=lines(
        r"^\S+\.hs:\d+:\d+: error",
        r"^(?:Error|cabal): ",
        r"^Error:",
        r"^-- [A-Z ]+ -+ ",
    ),
    silent=True,
    source="cabal 3.4",
)

FAMILIES = (DART, DART_CHECKS, FLUTTER_BUILD, CABAL, ZIG, CABAL_BUILD)
