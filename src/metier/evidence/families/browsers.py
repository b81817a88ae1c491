"""Tests in a browser: playwright and cypress."""

import re

from metier.evidence.families.family import (
    Family,
    Reading,
    Shape,
    Summary,
    lines,
)

__all__ = ["FAMILIES"]

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
    fails=lines(r"^ +✖ +\d+ of \d+ failed"),
    nothing=lines(r"^Can't run because no spec files"),
    sign=lines(r"^ *\(Run Starting\)"),
    behind=True,
    source="documentation",
)

FAMILIES = (
    PLAYWRIGHT,
    CYPRESS,
)
