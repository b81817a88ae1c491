"""How strongly a session shows success, and failure, from the ledger alone: 0 to 5.

The study's scale by rule. Success: two kinds of hard evidence are 5, one is 4, a
concrete corroboration (a check that passed, a command that ran) is 3, an artifact
and a clean end 2, a trace 1. Failure describes how things stood at the end and
what the person said, not the worst moment.
"""

import msgspec

from metier.records import Evidence, EvidenceKind, Session

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

_OVERRULES = frozenset({"interrupt", "reject"})
"""How a person pushes back without words; a plan refused is often only postponed."""

_AGREES = frozenset({"plan_approve", "plan_approve_clear"})
_OPENERS = frozenset({"prompt", "slash", "plan_prompt", "steer"})
MANY = 3
"""Times that a person pushed back, from which on the signal is moderate."""

_EXECUTED = frozenset({"ok", "error"})


class Signals(msgspec.Struct, frozen=True, kw_only=True):
    """Both signals of one session, and what each rests on."""

    success: int
    failure: int
    hard: int
    """Kinds of hard evidence of success."""

    corroborated: bool
    """Something softer spoke for it: a check passed, a plan was approved."""


def signals(session: Session, evidence: tuple[Evidence, ...]) -> Signals:
    """Read both signals off a session's ledger and its end."""
    rows = [row for row in evidence if not row.throwaway]
    groups = {_GROUPS[row.kind] for row in rows if _shows_success(row)}
    return Signals(
        success=_success(session, rows, len(groups)),
        failure=_failure(session, rows),
        hard=len(groups),
        corroborated=_corroborated(session, rows),
    )


def _shows_success(row: Evidence) -> bool:
    return row.verdict == "pass" and row.kind in _GROUPS


def _success(session: Session, rows: list[Evidence], hard: int) -> int:
    if hard:
        return min(3 + hard, 5)
    if _corroborated(session, rows):
        return 3
    # An answer is the artifact of a question.
    if any(action.status in _EXECUTED for action in session.actions):
        return 2
    return 1 if session.messages else 0


def _corroborated(session: Session, rows: list[Evidence]) -> bool:
    """Whether a softer check passed, or the person acknowledged a plan."""
    checked = any(
        row.verdict == "pass" and row.kind in ("build", "lint", "types") for row in rows
    )
    return checked or any(one.kind in _AGREES for one in session.decisions)


def _failure(session: Session, rows: list[Evidence]) -> int:
    if _nobody_answered(session):
        return 4
    complaints = [row for row in rows if row.kind == "complaint"]
    calm = [row.position for row in rows if _shows_success(row)]
    last_good = max(calm, default=-1)
    standing = [row for row in complaints if row.position > last_good]
    hard = min(len(standing), 2) + _ends_red(rows)
    if hard:
        return min(3 + hard, 5)
    overruled = sum(
        one.kind in _OVERRULES and one.actor == "human" for one in session.decisions
    )
    if len(complaints) > 1 or len(complaints) + overruled >= MANY:
        return 3
    if complaints or overruled:
        return 2
    return _soft_failure(session, rows)


def _nobody_answered(session: Session) -> bool:
    """Whether the agent left the last prompt without a word, and nothing made."""
    opened = [one.position for one in session.inputs if one.kind in _OPENERS]
    heard = [one.position for one in session.messages]
    heard += [one.position for one in session.actions]
    made = any(one.kind in ("edit", "write") for one in session.actions)
    return bool(opened) and not made and max(heard, default=-1) < opened[-1]


def _ends_red(rows: list[Evidence]) -> int:
    """Count the kinds of check whose last run failed."""
    last: dict[EvidenceKind, Evidence] = {}
    for row in rows:
        if row.kind in ("test", "build", "commit", "push") and row.verdict != "unknown":
            last[row.kind] = row
    return sum(row.verdict == "fail" and not row.stale for row in last.values())


def _soft_failure(session: Session, rows: list[Evidence]) -> int:
    failed = any(row.verdict == "fail" for row in rows)
    errors = any(action.status == "error" for action in session.actions)
    postponed = any(one.kind == "plan_reject" for one in session.decisions)
    return 1 if failed or errors or postponed else 0
