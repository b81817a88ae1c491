"""TAP, counted line by line: bats, tap, tape, prove -v and node's own."""

import re

from metier.evidence.families.family import NOTHING_READ, Reading

__all__ = ["read"]

_POINT = re.compile(
    r"^(?P<bad>not )?ok(?: (?P<number>\d+))?\b(?P<text>.*)$", re.MULTILINE
)
_PLAN = re.compile(r"^1\.\.(?P<total>\d+)\b.*$", re.MULTILINE)
_DIRECTIVE = re.compile(r"(?<!\\)# *(?P<word>skip|todo)\b", re.IGNORECASE)
_CLOSING = re.compile(r"^# (?:tests|pass|fail) +\d+$", re.MULTILINE)


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
        skipped=skipped or None,
        final=True,
        seen=True,
        runs=1,
    )
