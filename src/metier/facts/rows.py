"""A session becomes rows: ids, counts, times and levels; its words stay behind.

Every text of a row comes from a closed set or is checked against a pattern of
digits, so that nothing typed or named can slip through a field that usually
holds something harmless.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from metier.codebook import FACET_BY_NAME
from metier.facts.identities import Salt
from metier.facts.tables import ANNOTATIONS, EVIDENCE, MOMENTS, SESSIONS, Row
from metier.records import Annotation, Evidence, Session

__all__ = [
    "annotation_rows",
    "attempted_row",
    "evidence_rows",
    "moments_row",
    "session_row",
]

VERSION = re.compile(r"\d{1,4}(\.\d{1,6}){1,3}")
WORD = re.compile(r"[a-z0-9][a-z0-9 +._-]{0,39}")
TIERS = ("opus", "sonnet", "haiku")
NOT_COUNTS = frozenset(
    {"session_id", "models", "versions", "agent", "interactive", "surface"}
    | {"started", "ended"}
)
"""Keys of `counts` that this module fills by itself."""


def session_row(
    session: Session, counts: Mapping[str, object], salt: Salt, person: str
) -> Row:
    """Return the row of one session."""
    known = {field.name for field in SESSIONS.fields}
    numbers = {
        name: value
        for name, value in counts.items()
        if name in known
        and name not in NOT_COUNTS
        and isinstance(value, int | float | None)
    }
    quality = session.quality
    return SESSIONS.only(
        {
            **numbers,
            "session": salt.id("session", session.id),
            "person": person,
            "project": _project(session, salt),
            "agent": session.agent,
            "surface": session.surface,
            "interactive": session.interactive,
            "model_tier": _tier(session),
            "versions": _versions(session.versions),
            "started": session.started,
            "ended": session.ended,
            "sdk_prompts": session.sdk_prompts,
            "lines": quality.lines,
            "lines_not_read": quality.torn + quality.unreadable + quality.oversized,
            "lines_unknown": sum(count for _, count in quality.unknown_types),
            "lines_copied": quality.copied_lines,
            "truncated_head": quality.truncated_head,
        }
    )


def moments_row(session: Session, salt: Salt, person: str) -> Row:
    """Return when anything happened, without what."""
    return MOMENTS.only(
        {
            "session": salt.id("session", session.id),
            "person": person,
            "seconds": [
                second for second, _ in groupby(sorted(map(int, session.times)))
            ],
        }
    )


def evidence_rows(
    session: Session, evidence: Iterable[Evidence], salt: Salt
) -> Iterator[Row]:
    """Give the ledger of one session, its ids salted."""
    name = salt.id("session", session.id)
    return (
        EVIDENCE.only(
            {
                "session": name,
                "action": None
                if item.action_id is None
                else salt.id("action", item.action_id),
                "position": item.position,
                "time": item.time,
                "kind": item.kind,
                "tool": item.tool if item.tool and WORD.fullmatch(item.tool) else None,
                "verdict": item.verdict,
                "passed": item.passed,
                "failed": item.failed,
                "skipped": item.skipped,
                "stale": item.stale,
                "strength": item.strength,
                "thread": item.thread,
                "initiator": item.initiator,
                "amended": item.amended,
                "throwaway": item.throwaway,
            }
        )
        for item in evidence
    )


def annotation_rows(
    session: Session, annotations: Iterable[Annotation], salt: Salt
) -> list[Row]:
    """Return the answers for one session; answers outside the codebook are dropped."""
    name = salt.id("session", session.id)
    rows = []
    for answer in annotations:
        levels = _levels(answer.facet)
        if levels is None:
            continue
        rows.append(
            ANNOTATIONS.only(
                {
                    "session": name,
                    "facet": answer.facet,
                    "version": answer.version,
                    "annotator": answer.annotator,
                    "value": _allowed(answer.value, levels),
                    "number": answer.number,
                    "probability": answer.probability,
                    "probabilities": {
                        level: value
                        for level, value in answer.probabilities
                        if _allowed(level, levels) is not None
                    }
                    or None,
                    "reason": answer.reason
                    if answer.reason and WORD.fullmatch(answer.reason)
                    else None,
                }
            )
        )
    return rows


def attempted_row(session: Session, salt: Salt, *, attempted: bool) -> Row:
    """Return whether anything was done at all (settled rule 3), as an annotation."""
    return ANNOTATIONS.only(
        {
            "session": salt.id("session", session.id),
            "facet": "attempted",
            "version": 1,
            "annotator": "log-1",
            "value": "yes" if attempted else "no",
            "number": float(attempted),
        }
    )


def _levels(facet: str) -> frozenset[str] | None:
    known = FACET_BY_NAME.get(facet)
    if known is None:
        return None
    return frozenset(
        [level.name for level in known.levels]
        + ([known.unclear] if known.unclear else [])
    )


def _allowed(value: str | None, levels: frozenset[str]) -> str | None:
    """Return a level of the codebook, or a plain number where there are none."""
    if value is None or value in levels:
        return value
    return value if re.fullmatch(r"\d{1,9}(\.\d{1,6})?", value) else None


def _project(session: Session, salt: Salt) -> str | None:
    return salt.id("project", session.cwds[0]) if session.cwds else None


def _tier(session: Session) -> str | None:
    models = Counter(
        message.model
        for message in session.messages
        if message.model and not message.model.startswith("<")
    )
    names: Sequence[str] = [name for name, _ in models.most_common(1)] or [
        name for name in session.models[:1] if not name.startswith("<")
    ]
    if not names:
        return None
    return next((tier for tier in TIERS if tier in names[0].lower()), "other")


def _versions(versions: Iterable[str]) -> list[str]:
    return [version for version in versions if VERSION.fullmatch(version)]
