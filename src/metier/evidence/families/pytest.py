"""pytest, and what runs through it."""

# ruff: noqa: E501 - a pattern is one line

import re

import msgspec

from metier.evidence.families.family import (
    NOTHING_READ,
    Family,
    Reading,
    Shape,
    Summary,
    lines,
)

__all__ = ["FAMILY", "SUMMED"]

_PART = (
    r"\d+ (?:passed|failed|errors?|skipped|deselected|xfailed|xpassed|warnings?|rerun)"
)
_STOPPED = re.compile(r"^!+ KeyboardInterrupt !+$", re.MULTILINE)


def _read(text: str) -> Reading:
    """See whether somebody stopped it: what had passed by then is no result."""
    if not _STOPPED.search(text):
        return NOTHING_READ
    return Reading(said="nothing", seen=True, final=True)


_TIME = r" in [\d.]+s(?: \(\d[\d:, a-z]*\))?"
FAMILY = Family(
    name="pytest",
    tool="pytest",
    kind="test",
    shapes=(Shape(words=("pytest",)), Shape(words=("py.test",))),
    without=frozenset(
        {"--collect-only", "--co", "--fixtures", "--markers", "--setup-plan"}
        | {"--fixtures-per-test", "--cache-show", "--trace-config", "-V"}
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
        # pytest-sugar writes a table.
        Summary(
            line=re.compile(
                r"^Results \([\d.]+s\):\n(?:^ +(?:\d+ \w+|- .*) *$\n?)+", re.MULTILINE
            ),
            parts={
                "passed": re.compile(r"^ +(\d+) passed", re.MULTILINE),
                "failed": re.compile(r"^ +(\d+) failed", re.MULTILINE),
                "errors": re.compile(r"^ +(\d+) errors?", re.MULTILINE),
                "skipped": re.compile(r"^ +(\d+) skipped", re.MULTILINE),
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
    # After a path that is not there pytest says so, above its closing line or below.
    nothing=lines(
        r"\A(?![\s\S]*^ERROR: )[\s\S]*?^=* ?(?:no tests ran|no tests collected)\b.*$"
    ),
    sign=lines(
        r"^FAILED \S+\.py::\S+",
        r"^=+ test session starts =+$",
        r"^(?:\S+\.py )?[.FEsxX]+ +\[ *\d+%\]$",
    ),
    reader=_read,
    behind=True,
    nothing_codes=frozenset({5}),
    source="pytest 9.1",
)

SUMMED = msgspec.structs.replace(FAMILY, combine="sum")
"""For tools that run pytest several times for one result."""
