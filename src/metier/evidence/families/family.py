"""What a family of tools is, as data: command shapes, and marks in their output.

A family file says how its tools are called and what they print when they are
done. `summary` is the closing line that beats every exit status; `fails`,
`passes` and `nothing` are marks that decide where the summary is cut off.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

import msgspec

from metier.evidence.patterns import late
from metier.records import EvidenceKind

__all__ = [
    "NOTHING_READ",
    "Family",
    "Reading",
    "Shape",
    "Summary",
    "lines",
]

ASKING = frozenset({"--version", "--help", "-h", "help", "version"})
"""With one of these a tool tells about itself and does no work."""

Said = Literal["pass", "fail", "nothing"]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What an output says of one run."""

    said: Said | None = None
    """`nothing`: the tool ran, and had nothing to do. None: no mark was found."""

    passed: int | None = None
    failed: int | None = None
    skipped: int | None = None
    final: bool = False
    """The tool's own closing summary was seen."""

    seen: bool = False
    """Something in the output speaks of a run."""

    sure: bool = False
    """What was seen is this tool's alone: it ran. Compilers share their marks."""

    runs: int = 0
    """Summaries found."""


NOTHING_READ = Reading()


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """A closing line, and where its numbers stand."""

    line: re.Pattern[str]
    """May name groups: passed, failed, errors, skipped, total, bad, good; aside: not
    among any of these (failures that were expected)."""

    parts: dict[str, re.Pattern[str]] = {}
    """For lines whose parts come in any order: a pattern for each number."""


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """One way to call a tool."""

    words: tuple[str, ...]
    """Program and sub-commands; options between them are passed over."""

    tool: str | None = None
    """Where it differs from the family's."""

    kind: EvidenceKind | None = None
    needs: frozenset[str] = frozenset()
    """One of these words must be there."""

    says: re.Pattern[str] | None = None
    """The words, joined, must match this (`Rscript -e "testthat::…"`)."""

    anywhere: bool = False
    """The sub-commands are tasks that may stand among others (`mvn clean test`)."""

    without: frozenset[str] = frozenset()
    """With one of these words it does no such work, and there is no row."""


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """Tools that are called and that report alike."""

    name: str
    tool: str
    kind: EvidenceKind
    shapes: tuple[Shape, ...]
    summary: tuple[Summary, ...] = ()
    combine: Literal["last", "sum"] = "last"
    """Whether several summaries in one output are parts of one result."""

    fails: re.Pattern[str] | None = None
    passes: re.Pattern[str] | None = None
    nothing: re.Pattern[str] | None = None
    sign: re.Pattern[str] | None = None
    """Shows that the tool ran, and decides nothing."""

    silent: bool = False
    """Prints nothing when all is well."""

    without: frozenset[str] = frozenset()
    """Options with which none of the family does such work."""

    reader: Callable[[str], Reading] | None = None
    """For output that patterns cannot say (JSON, counted lines)."""

    behind: bool = False
    """Its summary is so much its own that it is known behind `make` and `npm`."""

    parts: re.Pattern[str] | None = None
    """Where one run's output ends and the next one's begins, without a summary."""

    unlike: frozenset[str] = frozenset()
    """Families whose marks look alike: where one of them shows itself, this is not."""

    lenient: bool = False
    """Exits 0 whatever it found: what it prints says nothing of its status."""

    nothing_codes: frozenset[int] = frozenset()
    """Exit codes that mean that there was nothing to do."""

    failing: tuple[str, ...] = ()
    """Lines of a bad run, where its line of passes looks like a good one's."""

    source: str = ""
    """Version that was run for the fixtures, or `documentation`."""

    def read(self, text: str) -> Reading:
        """Read what an output (without colours) says."""
        found = self._read(text)
        if found.final or (self.sign is not None and self.sign.search(text)):
            return msgspec.structs.replace(found, sure=True, seen=True)
        return found

    def _read(self, text: str) -> Reading:
        if self.reader is not None:
            found = self.reader(text)
            if found.said is not None or found.seen:
                return found
        closed = self._closing(text)
        if closed is not None and closed.said != "nothing":
            return closed
        return self._marked(text, closed)

    def _marked(self, text: str, closed: Reading | None) -> Reading:
        """Look for the marks that decide where no closing line does."""
        if self.nothing is not None and self.nothing.search(text):
            return closed or Reading(said="nothing", seen=True)
        if self.fails is not None and self.fails.search(text):
            return Reading(said="fail", seen=True)
        if closed is None and self.passes is not None and self.passes.search(text):
            return Reading(said="pass", seen=True)
        return closed or NOTHING_READ

    def _closing(self, text: str) -> Reading | None:
        for summary in self.summary:
            found = [_count(summary, match) for match in summary.line.finditer(text)]
            if found:
                chosen = found if self.combine == "sum" else found[-1:]
                return _judge(chosen, len(found))
        return None


Counts = dict[str, int]


def _count(summary: Summary, match: re.Match[str]) -> Counts:
    """Read the numbers of one closing line."""
    counts: Counts = {}
    for name, value in match.groupdict().items():
        if value is not None and value != "-":
            digits = value.replace(",", "")
            counts[name] = int(digits) if digits.isdigit() else 1
    text = match.group()
    for name, pattern in summary.parts.items():
        found = [int(one) for one in pattern.findall(text)]
        if found:
            counts[name] = sum(found)
    return counts


def _judge(found: list[Counts], runs: int) -> Reading:
    """Add up closing lines, and say what they come to."""
    total: Counts = {}
    for counts in found:
        for name, value in counts.items():
            total[name] = total.get(name, 0) + value
    failed = _added(total, "failed", "errors")
    skipped = total.get("skipped")
    passed = total.get("passed")
    if passed is None and "total" in total:
        rest = (failed or 0) + (skipped or 0) + total.get("aside", 0)
        passed = max(total["total"] - rest, 0)
    said: Said = "nothing"
    if failed or total.get("bad"):
        said = "fail"
    elif passed or (passed is None and (total.get("good") or failed == 0)):
        # `0 failures` alone says that something ran, and that it was good.
        said = "pass"
    return Reading(
        said=said,
        passed=passed,
        failed=failed,
        skipped=skipped,
        final=True,
        seen=True,
        runs=runs,
    )


def _added(counts: Counts, *names: str) -> int | None:
    found = [counts[name] for name in names if name in counts]
    return sum(found) if found else None


def lines(*patterns: str) -> re.Pattern[str]:
    """Join patterns into one that looks at line starts and ends."""
    return late("|".join(f"(?:{pattern})" for pattern in patterns), re.MULTILINE)
