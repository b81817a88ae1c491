"""Go: test (text, -v, -json), gotestsum, build, vet, gofmt, golangci-lint."""

import re

import msgspec

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

_OK = re.compile(r"^ok +\t?\S+[\t ]+(?:[\d.]+s|\(cached\))(?P<rest>.*)$", re.MULTILINE)
_BAD_PACKAGE = lines(
    r"^FAIL[\t ]+\S+[\t ]+(?:[\d.]+s|\[(?:build|setup) failed\])$",
    r"^FAIL\t\S+",
)
_BAD = lines(
    _BAD_PACKAGE.pattern,
    r"^FAIL$",
    r"^panic: test timed out",
)
_PASSED = lines(r"^PASS$(?![\s\S]*\[no tests to run\])")
_NONE = lines(
    r"\[no test files\]$", r"\[no tests to run\]$", r"^testing: warning: no tests"
)
_POINT = re.compile(r"^ *--- (?P<word>PASS|FAIL|SKIP): \S+ \([\d.]+s\)$", re.MULTILINE)
_COMPILE = lines(
    r"^# \S+(?: \[\S+\])?\n\S+\.go:\d+:\d+: ", r"^go: .*(?:not found|no Go)"
)
_ALL = lines(r"^=== RUN ")


class _Event(msgspec.Struct):
    action: str = msgspec.field(name="Action", default="")
    test: str | None = msgspec.field(name="Test", default=None)


def read(text: str) -> Reading:
    """Read a go test output of any of its three forms."""
    if '"Action":"' in text:
        return _events(text)
    # A test may print anything; go's own lines for packages decide.
    points = [match["word"] for match in _POINT.finditer(text)]
    passed = _PASSED.search(text) is not None
    ran = [match for match in _OK.finditer(text) if "[no tests" not in match["rest"]]
    bad = _BAD.search(text) is not None or _COMPILE.search(text) is not None
    seen = bad or passed or bool(ran) or bool(points) or _NONE.search(text) is not None
    if not seen:
        return NOTHING_READ
    counted = bool(points) and _ALL.search(text) is not None
    said: Said | None = "fail" if bad else "pass" if ran or passed else None
    if said is None and _NONE.search(text):
        said = "nothing"
    return Reading(
        said=said,
        passed=points.count("PASS") if counted else None,
        failed=points.count("FAIL") if counted else None,
        skipped=points.count("SKIP") if counted else None,
        final=bool(ran) or _BAD_PACKAGE.search(text) is not None,
        seen=True,
        runs=1,
    )


def _events(text: str) -> Reading:
    counts = {"pass": 0, "fail": 0, "skip": 0}
    packages: list[str] = []
    first = ""
    for line in text.splitlines():
        if not line.startswith("{"):
            continue
        try:
            event = msgspec.json.decode(line, type=_Event)
        except msgspec.DecodeError:
            continue
        first = first or event.action
        if event.action not in ("pass", "fail", "skip", "build-fail"):
            continue
        if event.test is None:
            packages.append(event.action)
        elif event.action in counts:
            counts[event.action] += 1
    failed = counts["fail"] or "fail" in packages or "build-fail" in packages
    said: Said | None = "fail" if failed else "pass" if counts["pass"] else None
    if said is None and packages:
        said = "nothing"
    # What does not begin with a beginning was cut: its events are not all there.
    is_whole = first in ("start", "run")
    return Reading(
        said=said,
        passed=counts["pass"] if is_whole else None,
        failed=counts["fail"] if is_whole else None,
        skipped=counts["skip"] if is_whole else None,
        final=bool(packages),
        seen=True,
        runs=1,
    )


GO_TEST = Family(
    name="go-test",
    tool="go",
    kind="test",
    shapes=(Shape(words=("go", "test")), Shape(words=("richgo", "test"))),
    without=frozenset({"-list", "-c", "--list"}),
    reader=read,
    behind=True,
    source="go 1.19",
)
GOTESTSUM = Family(
    name="gotestsum",
    tool="gotestsum",
    kind="test",
    shapes=(Shape(words=("gotestsum",)),),
    summary=(
        Summary(
            line=lines(
                r"^DONE (?:\d+ runs, )?(?P<total>\d+) tests?(?:, .*)? in [\d.]+s$"
            ),
            parts={
                "failed": re.compile(r"(\d+) failures?"),
                "errors": re.compile(r"(\d+) errors?"),
                "skipped": re.compile(r"(\d+) skipped"),
            },
        ),
    ),
    fails=lines(r"^=== (?:FAIL|Failed)\b", r"^✖  \S"),
    nothing=lines(r"^∅  \S"),
    sign=lines(r"^[✓✖∅]  \S"),
    behind=True,
    source="gotestsum 1.8",
)
GINKGO = Family(
    name="ginkgo",
    tool="ginkgo",
    kind="test",
    shapes=(Shape(words=("ginkgo",)),),
    without=frozenset({"bootstrap", "generate", "build", "--dry-run"}),
    combine="sum",
    summary=(
        Summary(
            line=lines(
                r"^(?:SUCCESS|FAIL)! -- (?P<passed>\d+) Passed "
                r"\| (?P<failed>\d+) Failed \| \d+ Pending \| (?P<skipped>\d+) Skipped"
            )
        ),
    ),
    fails=lines(r"^Test Suite Failed$"),
    behind=True,
    source="documentation",
)
_COMPILER = (
    r"(?:undefined: |undeclared name|declared (?:and|but) not used|syntax error|cannot "
    r"|missing return|not enough |too many |assignment mismatch|invalid |unknown field"
    r"|could not import|expected |.*(?:imported and not used|redeclared in"
    r"|is not a type|has no field or method|does not implement|mismatched types))"
)
"""How the compiler speaks; what vet finds is said in other words."""

GO_BUILD = Family(
    name="go-build",
    tool="go",
    kind="build",
    shapes=(
        Shape(words=("go", "build")),
        Shape(words=("go", "install")),
    ),
    fails=lines(
        r"^# \S+(?: \[\S+\])?\n\S+\.go:\d+",
        r"^\S+\.go:\d+:\d+: ",
        r"^go: (?!warning|downloading|finding)",
    ),
    silent=True,
    source="go 1.19",
)
GO_VET = Family(
    name="go-vet",
    tool="go",
    kind="lint",
    shapes=(
        Shape(words=("go", "vet")),
        Shape(words=("staticcheck",), tool="staticcheck"),
        Shape(words=("revive",), tool="revive"),
    ),
    fails=lines(
        r"^vet: ",
        rf"^# \S+(?: \[\S+\])?\n(?!vet: )(?!\S+\.go:\d+:\d+: {_COMPILER})",
        rf"^\S+\.go:\d+:\d+: (?!{_COMPILER})",
    ),
    silent=True,
    source="go 1.19",
)
GOFMT = Family(
    name="gofmt",
    tool="gofmt",
    kind="lint",
    shapes=(
        Shape(words=("gofmt",), needs=frozenset({"-l", "-d"})),
        Shape(words=("gofumpt",), tool="gofumpt", needs=frozenset({"-l", "-d"})),
        Shape(words=("goimports",), tool="goimports", needs=frozenset({"-l", "-d"})),
    ),
    without=frozenset({"-w"}),
    fails=lines(r"^\S+\.go$", r"^diff \S+", r"^\S+\.go:\d+:\d+: "),
    silent=True,
    lenient=True,
    source="go 1.19",
)
GOLANGCI = Family(
    name="golangci-lint",
    behind=True,
    tool="golangci-lint",
    kind="lint",
    shapes=(Shape(words=("golangci-lint", "run")), Shape(words=("golangci-lint",))),
    without=frozenset({"linters", "cache", "config", "fmt"}),
    summary=(
        Summary(line=lines(r"^(?P<bad>[1-9]\d*) issues[:.]", r"^(?P<good>0 issues)\.")),
    ),
    fails=lines(r"^\S+\.go:\d+(?::\d+)?: .+\(\w+\)$", r"^level=error", r"^Error: "),
    silent=True,
    source="documentation",
)

FAMILIES = (GO_TEST, GINKGO, GOTESTSUM, GO_BUILD, GO_VET, GOFMT, GOLANGCI)
