"""TAP, counted line by line: bats, tap, tape, prove -v and node's own."""

# ruff: noqa: E501 - a pattern is one line

import re

from metier.evidence.families.family import NOTHING_READ, Reading

__all__ = ["read", "read_closed", "read_leaves"]

_POINT = re.compile(
    r"^(?P<bad>not )?ok(?: (?P<number>\d+))?\b(?P<text>.*)$", re.MULTILINE
)
_PLAN = re.compile(r"^1\.\.(?P<total>\d+)\b.*$", re.MULTILINE)
_DIRECTIVE = re.compile(r"(?<!\\)# *(?P<word>skip|todo)\b", re.IGNORECASE)
_NODE_TAP = re.compile(r"^# \{ total: (?P<total>\d+)(?P<rest>[^}\n]*)\}$", re.MULTILINE)
_OPENS = re.compile(r"^(?:not )?ok \d+ .*\{$")
_TAPE = re.compile(
    r"^# tests +(?P<total>\d+)\n# pass +(?P<passed>\d+)(?:\n# todo +\d+|\n# skip +(?P<skipped>\d+))*(?:\n# fail +(?P<failed>\d+))?",
    re.MULTILINE,
)
_PART = re.compile(r"(?P<word>pass|fail|skip|todo): (?P<count>\d+)")


def read_closed(text: str) -> Reading:
    """Read the closing comment of tap, tape and ava; without one, the points."""
    taps = list(_NODE_TAP.finditer(text))
    if taps:
        rest = _PART.finditer(taps[-1]["rest"])
        counts = {match["word"]: int(match["count"]) for match in rest}
        return _closed(counts.get("pass"), counts.get("fail"), counts.get("skip"))
    tapes = list(_TAPE.finditer(text))
    if tapes:
        last = tapes[-1]
        failed = None if last["failed"] is None else int(last["failed"])
        skipped = None if last["skipped"] is None else int(last["skipped"])
        return _closed(int(last["passed"]), failed, skipped)
    return read(text)


def read_leaves(text: str) -> Reading:
    """Read nested TAP: a test is a point that opens no block (vitest)."""
    if "TAP version 13\n" not in text or "1.." not in text:
        return NOTHING_READ
    flat = [line.strip() for line in text.splitlines()]
    if flat.count("}") != sum(_OPENS.search(line) is not None for line in flat):
        return NOTHING_READ
    points = [line for line in flat if _POINT.match(line) and not line.endswith("{")]
    return read("\n".join([f"1..{len(points)}", *points]))


def _closed(passed: int | None, failed: int | None, skipped: int | None) -> Reading:
    return Reading(
        said="fail" if failed else "pass" if passed else "nothing",
        passed=passed,
        failed=failed,
        skipped=skipped,
        final=True,
        seen=True,
        runs=1,
    )


def read(text: str) -> Reading:
    """Count the points of the outermost level; the plan says if all are there."""
    passed = failed = skipped = 0
    for match in _POINT.finditer(text):
        directive = _DIRECTIVE.search(match["text"])
        if directive is not None and directive["word"].lower() == "skip":
            skipped += 1
        elif match["bad"] and directive is None:
            failed += 1
        elif not match["bad"]:
            passed += 1
    plan = _PLAN.search(text)
    points = passed + failed + skipped
    if not points:
        if plan is not None:
            return Reading(said="nothing", seen=True, final=True)
        return NOTHING_READ
    whole = plan is not None and points >= int(plan["total"])
    if not whole:
        return Reading(said="fail" if failed else None, seen=True)
    return Reading(
        said="fail" if failed else "pass" if passed else "nothing",
        passed=passed,
        failed=failed,
        skipped=skipped,
        final=True,
        seen=True,
        runs=1,
    )
