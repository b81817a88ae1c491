"""How strongly a session shows success, and failure, from the ledger alone: 0 to 5.

The study's scale by rule. Success: two kinds of hard evidence are 5, one is 4, a
concrete corroboration (a check that passed, a command that ran) is 3, an artifact
and a clean end 2, a trace 1. Failure describes how things stood at the end and
what the person said, not the worst moment.
"""

import msgspec

from metier.records import Action, Evidence, EvidenceKind, Session

__all__ = ["Signals", "signals"]

_GROUPS: dict[EvidenceKind, str] = {
    "test": "test",
    "commit": "delivery",
    "merge": "delivery",
    "push": "push",
    "tag": "push",
    "pull_request": "request",
    "publish": "release",
    "deploy": "release",
    "confirmation": "words",
    "run": "run",
}
"""Which kinds of hard evidence count as one kind, since one brings the other."""

_EXECUTED = frozenset({"ok", "error"})


class Signals(msgspec.Struct, frozen=True, kw_only=True):
    """Both signals of one session, and what each rests on."""

    success: int
    failure: int
    hard: int
    """Kinds of hard evidence of success."""

    corroborated: bool
    """Something softer spoke for it: a check passed, a command ran."""


def signals(session: Session, evidence: tuple[Evidence, ...]) -> Signals:
    """Read both signals off a session's ledger and its end."""
    rows = [row for row in evidence if not row.throwaway]
    groups = {_GROUPS[row.kind] for row in rows if _shows_success(row)}
    return Signals(
        success=_success(session, rows, len(groups)),
        failure=_failure(session, rows),
        hard=len(groups),
        corroborated=_corroborated(rows),
    )


def _shows_success(row: Evidence) -> bool:
    return row.verdict == "pass" and row.kind in _GROUPS


def _success(session: Session, rows: list[Evidence], hard: int) -> int:
    if hard:
        return min(3 + hard, 5)
    if _corroborated(rows):
        return 3
    # An answer is the artifact of a question.
    if any(action.status in _EXECUTED for action in session.actions):
        return 2
    return 1 if session.messages else 0


def _corroborated(rows: list[Evidence]) -> bool:
    return any(
        row.verdict == "pass" and row.kind in ("build", "lint", "types") for row in rows
    )


def _failure(session: Session, rows: list[Evidence]) -> int:
    complaints = [row for row in rows if row.kind == "complaint"]
    calm = [row.position for row in rows if _shows_success(row)]
    last_good = max(calm, default=-1)
    standing = [row for row in complaints if row.position > last_good]
    red = _ends_red(rows)
    hard = min(len(standing), 2) + red
    if hard:
        return min(3 + hard, 5)
    if complaints:
        return 3 if len(complaints) > 1 else 2
    return _soft_failure(session, rows)


def _ends_red(rows: list[Evidence]) -> int:
    """Count the kinds of check whose last run failed."""
    last: dict[EvidenceKind, Evidence] = {}
    for row in rows:
        if row.kind in ("test", "build", "commit", "push") and row.verdict != "unknown":
            last[row.kind] = row
    return sum(row.verdict == "fail" and not row.stale for row in last.values())


def _soft_failure(session: Session, rows: list[Evidence]) -> int:
    if any(row.verdict == "fail" for row in rows):
        return 1
    pushed_back = any(
        decision.kind in ("reject", "plan_reject", "interrupt")
        for decision in session.decisions
    )
    errors = sum(_failed(action) for action in session.actions)
    return 1 if pushed_back or errors else 0


def _failed(action: Action) -> bool:
    return action.status == "error"
