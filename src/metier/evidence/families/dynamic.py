"""Ruby, PHP, Perl, shell, Lua, R: rspec, minitest, phpunit, prove, bats …"""

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

RSPEC = Family(
    name="rspec",
    tool="rspec",
    kind="test",
    shapes=(
        Shape(words=("rspec",)),
        Shape(words=("parallel_rspec",)),
        Shape(words=("rake", "spec")),
    ),
    without=frozenset({"--dry-run", "--init"}),
    combine="sum",
    summary=(
        Summary(
            line=lines(
                r"^(?P<total>\d+) examples?, (?P<failed>\d+) failures?(?:, (?P<skipped>\d+) pending)?"
                r"(?:, (?P<errors>\d+) errors? occurred outside of examples)?$"
            )
        ),
    ),
    fails=lines(
        r"^Failed examples:$",
        r"^rspec \./\S+:\d+ # ",
        r"^Failures:$",
        r"^An error occurred while loading ",
    ),
    behind=True,
    source="rspec 3.12",
)
MINITEST = Family(
    name="minitest",
    tool="minitest",
    kind="test",
    shapes=(
        Shape(words=("rails", "test")),
        Shape(words=("minitest",)),
        Shape(words=("m",), needs=frozenset({"--name"})),
    ),
    summary=(
        Summary(
            line=lines(
                r"^(?P<total>\d+) (?:runs|tests), \d+ assertions, (?P<failed>\d+) failures, (?P<errors>\d+) errors"
                r"(?:, (?P<skipped>\d+) (?:skips|pendings))?.*$"
            )
        ),
    ),
    fails=lines(
        r"^ +\d+\) (?:Failure|Error):$",
        r"^rake aborted!",
        r"^Failure: test",
        r"^Error: test",
    ),
    sign=lines(r"^# Running:$", r"^Run options: .*--seed \d+"),
    behind=True,
    source="minitest 5.17",
)
RUBOCOP = Family(
    name="rubocop",
    tool="rubocop",
    kind="lint",
    shapes=(
        Shape(words=("rubocop",)),
        Shape(words=("standardrb",), tool="standardrb"),
        Shape(words=("brakeman",), tool="brakeman"),
    ),
    summary=(
        Summary(line=lines(r"^\d+ files? inspected, (?P<good>no offenses) detected")),
        Summary(
            line=lines(
                r"^\d+ files? inspected, (?P<good>\d+ offenses? detected, \d+ offenses? corrected)$"
            )
        ),
        Summary(line=lines(r"^\d+ files? inspected, (?P<bad>\d+ offenses?) detected")),
    ),
    source="documentation",
)
_PARTS = {
    "failed": re.compile(r"Failures: (\d+)"),
    "errors": re.compile(r"Errors: (\d+)"),
    "skipped": re.compile(r"(?:Skipped|Incomplete): (\d+)"),
    "total": re.compile(r"Tests: (\d+)"),
}
PHPUNIT = Family(
    name="phpunit",
    tool="phpunit",
    kind="test",
    shapes=(
        Shape(words=("phpunit",)),
        Shape(words=("simple-phpunit",)),
        Shape(words=("paratest",), tool="paratest"),
        Shape(words=("codecept", "run"), tool="codeception"),
    ),
    without=frozenset({"--list-tests", "--list-suites", "--list-groups"}),
    summary=(
        Summary(line=lines(r"^OK \((?P<passed>\d+) tests?, \d+ assertions?\)")),
        Summary(
            line=lines(r"^Tests: \d+, Assertions: \d+(?:, [\w ]+: \d+)*\.$"),
            parts=_PARTS,
        ),
    ),
    fails=lines(
        r"^(?:FAILURES|ERRORS)!$",
        r"^There (?:was|were) \d+ (?:failures?|errors?):$",
        r"^PHP (?:Fatal|Parse) error: ",
    ),
    nothing=lines(r"^No tests executed!", r"^No tests found in class"),
    sign=lines(r"^PHPUnit \d+\.\d"),
    behind=True,
    source="phpunit 9.6",
)
_PEST = {
    "passed": re.compile(r"(\d+) passed"),
    "failed": re.compile(r"(\d+) failed"),
    "skipped": re.compile(r"(\d+) (?:skipped|todos?|incomplete)"),
}
PEST = Family(
    name="pest",
    tool="pest",
    kind="test",
    shapes=(Shape(words=("pest",)), Shape(words=("artisan", "test"), tool="phpunit")),
    without=frozenset({"--list-tests", "--init"}),
    summary=(
        Summary(
            line=lines(r"^ +Tests: +\d+ \w+(?:, \d+ \w+)*(?: \(\d+ assertions?\))? *$"),
            parts=_PEST,
        ),
        *PHPUNIT.summary,
    ),
    fails=lines(r"^ +FAILED +\S", r"^ +⨯ ", r"^   FAIL  \S"),
    nothing=lines(r"^ +INFO +No tests found", r"^ *No tests executed!"),
    behind=True,
    source="documentation",
)
PHP_CHECKS = Family(
    name="phpstan",
    tool="phpstan",
    kind="types",
    shapes=(Shape(words=("phpstan",)), Shape(words=("psalm",), tool="psalm")),
    fails=lines(
        r"^ \[ERROR\] Found \d+ errors?", r"^\d+ errors? found$", r"^ERROR: \w+ - "
    ),
    passes=lines(r"^ \[OK\] No errors", r"^ +No errors found!"),
    source="documentation",
)
PHPCS = Family(
    name="phpcs",
    tool="phpcs",
    kind="lint",
    shapes=(
        Shape(words=("phpcs",)),
        Shape(words=("pint",), tool="pint", needs=frozenset({"--test"})),
        Shape(
            words=("php-cs-fixer",), tool="php-cs-fixer", needs=frozenset({"--dry-run"})
        ),
        Shape(words=("php",), tool="php", needs=frozenset({"-l"})),
    ),
    fails=lines(
        r"^FOUND [1-9]\d* ERRORS?",
        r"^ +FAIL +\.+ ",
        r"^PHP Parse error: ",
        r"^Errors parsing ",
        r"^Found \d+ of \d+ files that can be fixed",
    ),
    passes=lines(r"^No syntax errors detected in", r"^ +PASS +\.+ "),
    silent=True,
    source="documentation",
)
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
    fails=lines(r"^not ok \d+ ", r"^ ✗ "),
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
EXUNIT = Family(
    name="exunit",
    tool="exunit",
    kind="test",
    shapes=(Shape(words=("mix", "test")),),
    without=frozenset({"--list"}),
    combine="sum",
    summary=(
        Summary(
            line=lines(
                r"^(?:\d+ (?:doctests?|propert(?:y|ies)), )*(?P<total>\d+) tests?, (?P<failed>\d+) failures?(?:, \d+ excluded)?(?:, (?P<errors>\d+) invalid)?(?:, (?P<skipped>\d+) skipped)?(?: \(.*\))?$"
            )
        ),
    ),
    fails=lines(
        r"^\*\* \(\w*(?:Error|Mix)\w*\)",
        r"^== Compilation error in file",
        r"^ +\d+\) test ",
    ),
    nothing=lines(r"^There are no tests to run"),
    behind=True,
    source="elixir 1.14",
)
MIX = Family(
    name="mix",
    tool="mix",
    kind="build",
    shapes=(Shape(words=("mix", "compile")), Shape(words=("mix", "release"))),
    fails=lines(r"^\*\* \(", r"^== Compilation error"),
    silent=True,
    source="elixir 1.14",
)
MIX_CHECKS = Family(
    name="mix-checks",
    tool="credo",
    kind="lint",
    shapes=(
        Shape(words=("mix", "credo")),
        Shape(
            words=("mix", "format"), tool="mix", needs=frozenset({"--check-formatted"})
        ),
        Shape(words=("mix", "dialyzer"), tool="dialyzer", kind="types"),
    ),
    fails=lines(
        r"^\*\* \(Mix\)", r"^\d+ mods/funs, found [1-9]", r"^Total errors: [1-9]"
    ),
    silent=True,
    source="elixir 1.14",
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
    RSPEC,
    MINITEST,
    RUBOCOP,
    PEST,
    PHPUNIT,
    PHP_CHECKS,
    PHPCS,
    PROVE,
    BATS,
    SHELLCHECK,
    EXUNIT,
    MIX,
    MIX_CHECKS,
    BUSTED,
    TESTTHAT,
)
