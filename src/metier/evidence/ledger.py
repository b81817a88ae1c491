"""The ledger: one row for each thing that a session shows to have happened."""

import re

from metier.evidence.edits import edited_positions
from metier.evidence.outputs import Output, output_of
from metier.evidence.recognition import may_hold_runs
from metier.evidence.runs import Found, find_runs
from metier.evidence.shell import NotShell, parse
from metier.evidence.throwaway import in_throwaway
from metier.records import (
    Action,
    Evidence,
    EvidenceKind,
    EvidenceThread,
    Session,
    Strength,
)

__all__ = ["HARD", "ledger"]

HARD: frozenset[EvidenceKind] = frozenset(
    {
        "test",
        "build",
        "run",
        "commit",
        "push",
        "pull_request",
        "merge",
        "tag",
        "deploy",
        "publish",
        "confirmation",
        "complaint",
    }
)
"""Kinds that the study calls hard signals; lint and types are soft."""

_NOT_RUN = frozenset({"rejected", "denied", "invalid"})
_TASK = re.compile(r"\bID:? ?([\w-]{4,})")


def ledger(session: Session) -> tuple[Evidence, ...]:
    """List the evidence of a session in the order in which it came."""
    edits = edited_positions(session)
    rows: list[tuple[int, int, Evidence]] = []
    for action in session.actions:
        if action.command is None or action.status in _NOT_RUN:
            continue
        found = runs_of(action, _later(action, session))
        for one in found:
            row = _row(session, action, one, edits)
            rows.append((row.position, one.order, row))
    rows.sort(key=lambda item: item[:2])
    return tuple(row for _, _, row in rows)


def runs_of(action: Action, later: str | None = None) -> list[Found]:
    """Find the runs of one action."""
    command = action.command or ""
    if not may_hold_runs(command):
        return []
    try:
        script = parse(command)
    except NotShell:
        return []
    output: Output = output_of(action, later)
    return [
        one
        for one in find_runs(script, output)
        if not in_throwaway(script, one.command)
    ]


def _later(action: Action, session: Session) -> str | None:
    """Look for the answer that a background run gave when it was asked."""
    if not action.background or action.completion:
        return action.completion
    match = _TASK.search(action.result)
    if match is None:
        return None
    name = match[1]
    for other in reversed(session.actions):
        if other.tool in ("BashOutput", "TaskOutput") and name in other.input_text:
            return other.result
    return None


def _row(session: Session, action: Action, found: Found, edits: list[int]) -> Evidence:
    position = (
        action.position if action.ended_position is None else action.ended_position
    )
    return Evidence(
        session=session.id,
        action_id=action.id,
        position=position,
        time=action.ended if action.ended is not None else action.time,
        kind=found.kind,
        tool=found.tool,
        verdict=found.verdict,
        passed=found.passed,
        failed=found.failed,
        skipped=found.skipped,
        stale=any(edit > position for edit in edits),
        strength=strength_of(found.kind),
        thread=_thread(action, background=found.background),
        initiator="human" if action.tool == "!" else "agent",
        amended=found.amended,
    )


def strength_of(kind: EvidenceKind) -> Strength:
    """Tell the study's hard signals from its soft ones."""
    return "hard" if kind in HARD else "soft"


def _thread(action: Action, *, background: bool) -> EvidenceThread:
    if action.background or background:
        return "background"
    return "main" if action.thread_kind == "main" else "sub-agent"
