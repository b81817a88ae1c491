"""PHP's tools: pest, phpunit, phpstan, phpcs."""

# ruff: noqa: RUF001 - the signs stand as they are printed

import re

from metier.evidence.families.family import (
    Family,
    Shape,
    Summary,
    lines,
)

__all__ = ["FAMILIES"]

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
            line=lines(
                r"^ +Tests: +\d+ \w+(?:, \d+ (?!total)\w+)*(?: \(\d+ assertions?\))? *$"
            ),
            parts=_PEST,
        ),
        *PHPUNIT.summary,
    ),
    fails=lines(r"^ +FAILED +\S", r"^ +⨯ ", r"^   FAIL  \S"),
    nothing=lines(r"^ +INFO +No tests found", r"^ *No tests executed!"),
    behind=True,
    unlike=frozenset({"phpunit"}),
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

FAMILIES = (
    PEST,
    PHPUNIT,
    PHP_CHECKS,
    PHPCS,
)
