"""pytest, and what runs through it."""

# ruff: noqa: E501 - a pattern is one line

import re

import msgspec

from metier.evidence.families.family import Family, Shape, Summary, lines

__all__ = ["FAMILY", "SUMMED"]

_PART = (
    r"\d+ (?:passed|failed|errors?|skipped|deselected|xfailed|xpassed|warnings?|rerun)"
)
_TIME = r" in [\d.]+s(?: \(\d[\d:, a-z]*\))?"
FAMILY = Family(
    name="pytest",
    tool="pytest",
    kind="test",
    shapes=(Shape(words=("pytest",)), Shape(words=("py.test",))),
    without=frozenset(
        {"--collect-only", "--co", "--fixtures", "--markers", "--setup-plan"}
        | {"--fixtures-per-test", "--cache-show", "--trace-config"}
    ),
    summary=(
        Summary(
            line=lines(rf"^=* ?{_PART}(?:, {_PART})*{_TIME} ?=*$"),
            parts={
                "passed": re.compile(r"\b(\d+) passed"),
                "failed": re.compile(r"\b(\d+) failed"),
                "errors": re.compile(r"\b(\d+) errors?"),
                "skipped": re.compile(r"\b(\d+) skipped"),
            },
        ),
    ),
    fails=lines(
        r"^FAILED \S+(?:::\S+| - )",
        r"^ERROR \S+\.py(?:::\S+)?(?: - .*)?$",
        r"^=+ FAILURES =+$",
        r"^=+ ERRORS =+$",
        r"^!+ (?:Interrupted|stopping after|_pytest\.outcomes\.Exit).*!+$",
        r"^ERROR: (?:usage:|not found:|file or directory not found|found no collectors)",
        r"^(?:INTERNALERROR>|ImportError while loading conftest)",
        r"^pytest: error: ",
    ),
    # After a path that is not there pytest says so below its closing line.
    nothing=lines(r"^=* ?(?:no tests ran|no tests collected)\b.*$(?![\s\S]*^ERROR: )"),
    sign=lines(
        r"^FAILED \S+\.py::\S+",
        r"^=+ test session starts =+$",
        r"^(?:\S+\.py )?[.FEsxX]+ +\[ *\d+%\]$",
    ),
    behind=True,
    nothing_codes=frozenset({5}),
    source="pytest 9.1",
)

SUMMED = msgspec.structs.replace(FAMILY, combine="sum")
"""For tools that run pytest several times for one result."""
