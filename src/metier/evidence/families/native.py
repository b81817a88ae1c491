"""C and C++: ctest, googletest, catch2, cmake, bazel."""

# ruff: noqa: E501 - a pattern is one line

import re

from metier.evidence.families.family import Family, Shape, Summary, lines

__all__ = ["FAMILIES"]

CTEST = Family(
    name="ctest",
    tool="ctest",
    kind="test",
    shapes=(
        Shape(words=("ctest",)),
        Shape(words=("meson", "test"), tool="meson"),
        Shape(words=("ninja", "test")),
        Shape(words=("cmake",), says=re.compile(r"--target (?:test|check)\b")),
    ),
    without=frozenset({"-N", "--show-only", "--list"}),
    summary=(
        Summary(
            line=lines(
                r"^\d+% tests passed, (?P<failed>\d+) tests? failed out of (?P<total>\d+)"
            )
        ),
        Summary(
            line=re.compile(
                r"^Ok: +(?P<passed>\d+) *\n(?:Expected Fail: +\d+ *\n)?(?:Fail: +(?P<failed>\d+) *)"
                r"(?:\nUnexpected Pass: +(?P<unexpected>\d+) *)?(?:\nSkipped: +(?P<skipped>\d+) *)?",
                re.MULTILINE,
            )
        ),
    ),
    fails=lines(
        r"^The following tests FAILED:",
        r"^Errors while running CTest",
        r"^ *\d+/\d+ Test +#\d+: .*\*\*\*(?:Failed|Exception|Timeout|Not Run)",
    ),
    nothing=lines(r"^No tests were found!!!", r"^No tests defined\."),
    sign=lines(r"^Test project /", r"^ *\d+/\d+ Test +#\d+: "),
    behind=True,
    nothing_codes=frozenset({8}) - {8},
    source="ctest 3.25",
)
GOOGLETEST = Family(
    name="googletest",
    tool="googletest",
    kind="test",
    shapes=(),
    combine="sum",
    summary=(
        Summary(
            line=re.compile(
                r"^\[==========\] (?P<total>\d+) tests? from \d+ test (?:suites?|cases?) ran\..*\n"
                r"\[  PASSED  \] (?P<passed>\d+) tests?\.(?:\n\[  SKIPPED \] (?P<skipped>\d+) tests?, listed below:)?"
                r"(?:\n\[  SKIPPED \] [^\d\n].*)*(?:\n\[  FAILED  \] (?P<failed>\d+) tests?, listed below:)?",
                re.MULTILINE,
            )
        ),
        Summary(line=lines(r"^ *(?P<failed>\d+) FAILED TESTS?$")),
        Summary(line=lines(r"^\[  PASSED  \] (?P<passed>\d+) tests?\.$")),
    ),
    fails=lines(r"^\[  FAILED  \] (?:\d+ tests?, listed below:|\w+\.\w+)"),
    sign=lines(r"^\[==========\] Running \d+ tests? from "),
    behind=True,
    source="googletest 1.12",
)
CATCH2 = Family(
    name="catch2",
    tool="catch2",
    kind="test",
    shapes=(),
    summary=(
        Summary(
            line=lines(
                r"^All tests passed \(\d+ assertions? in (?P<passed>\d+) test cases?\)$"
            )
        ),
        Summary(
            line=lines(r"^test cases: +(?P<total>\d+) \|.*$"),
            parts={
                "passed": re.compile(r"(\d+) passed"),
                "failed": re.compile(r"(\d+) failed(?! as)"),
                "skipped": re.compile(r"(\d+) skipped"),
            },
        ),
        Summary(
            line=lines(
                r"^\[doctest\] test cases: +(?P<total>\d+) \| +(?P<passed>\d+) passed \| +(?P<failed>\d+) failed \| +(?P<skipped>\d+) skipped"
            )
        ),
    ),
    fails=lines(r"^\[doctest\] Status: FAILURE!"),
    sign=lines(r"^\S+ is a Catch(?:2)? v\d", r"^No tests ran$"),
    nothing=lines(r"^No tests? (?:ran|cases? matched)"),
    behind=True,
    source="catch2 2.13",
)
_COMPILER = lines(
    r"^\S[^\n:]*:\d+:\d+: (?:fatal )?error: ",
    r"^CMake Error",
    r"^-- Configuring incomplete, errors occurred!",
    r"^(?:collect2|clang|ld): .*(?:error|failed)",
    r"^FAILED: ",
    r"^ninja: (?:build stopped|error)",
    r"^make(?:\[\d+\])?: \*\*\* ",
    r"^(?:gcc|g\+\+|cc|c\+\+|clang\+?\+?): (?:fatal )?error: ",
    r"^ERROR: ",
)
CMAKE = Family(
    name="cmake",
    tool="cmake",
    kind="build",
    shapes=(
        Shape(words=("cmake",)),
        Shape(words=("ninja",), tool="ninja"),
        Shape(words=("meson", "compile"), tool="meson"),
        Shape(words=("meson", "setup"), tool="meson"),
        Shape(words=("bazel", "build"), tool="bazel"),
        Shape(words=("bazelisk", "build"), tool="bazel"),
        Shape(words=("gcc",), tool="gcc"),
        Shape(words=("g++",), tool="gcc"),
        Shape(words=("clang",), tool="clang"),
        Shape(words=("clang++",), tool="clang"),
        Shape(words=("scons",), tool="scons"),
        Shape(words=("javac",), tool="javac"),
        Shape(words=("kotlinc",), tool="kotlinc"),
    ),
    without=frozenset({"-E", "--list-presets", "-n", "-t", "-L", "-LA", "-N"}),
    fails=_COMPILER,
    passes=lines(
        r"^\[100%\] Built target ",
        r"^-- Build files have been written to",
        r"^\[(\d+)/\1\] ",
        r"^INFO: Build completed successfully",
    ),
    nothing=lines(r"^ninja: no work to do\."),
    silent=True,
    source="cmake 3.25",
)
BAZEL = Family(
    name="bazel-test",
    tool="bazel",
    kind="test",
    shapes=(Shape(words=("bazel", "test")), Shape(words=("bazelisk", "test"))),
    summary=(
        Summary(
            line=lines(r"^Executed \d+ out of (?P<total>\d+) tests?: .*$"),
            parts={
                "passed": re.compile(r"(\d+) tests? pass"),
                "failed": re.compile(r"(\d+) fails? (?:locally|remotely)"),
                "skipped": re.compile(r"(\d+) (?:was|were) skipped"),
            },
        ),
    ),
    fails=lines(r"^//\S+ +FAILED in ", r"^ERROR: "),
    source="documentation",
)
FAMILIES = (
    CTEST,
    GOOGLETEST,
    CATCH2,
    CMAKE,
    BAZEL,
)
