"""Features of how a session ended, and of the evidence in it. Numbers only.

The person comes in through key presses alone (rejections, interruptions), never
through words, so that an outcome and a rating of expertise share no input.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from metier.annotators.views import first_prompt
from metier.records import Action, Evidence, Message, Session, chosen

__all__ = ["HARD_KINDS", "ending", "hard_kinds"]

HARD_KINDS = frozenset(
    {"test", "commit", "push", "pull_request", "merge", "tag", "deploy", "publish"}
)
SHIPPED = frozenset({"push", "pull_request", "merge", "tag", "deploy", "publish"})
CHECKS = ("test", "lint", "types", "build", "run")
RAN = frozenset({"ok", "error"})
LAST_ACTIONS = 5
ASKS = re.compile(r"[?？]\s*\W*$")  # noqa: RUF001 - a full-width question mark
CLAIMS_DONE = re.compile(
    r"\b(done|complete[d]?|successfully|fixed|implemented|all tests pass|pushed|"
    r"committed|created|updated|ready)\b|✅|完了|完成|已|완료|listo|hecho|pronto|"
    r"terminé|fertig|erledigt|готово",
    re.IGNORECASE,
)
ADMITS = re.compile(
    r"\b(unable to|cannot|can.?t|couldn.?t|could not|failed|failing|blocked|limitation|"
    r"unfortunately|not (yet )?(done|complete|possible|implemented|working)|"
    r"still (fails|broken|failing)|remaining|workaround|gave up|skipped|"
    r"permission denied)\b",
    re.IGNORECASE,
)
ASKS_BACK = re.compile(
    r"\b(?:(?:could|can|would) you (?:please )?(?:share|provide|paste|tell|clarify|"
    r"confirm|describe|let me know)|please (?:share|provide|paste|clarify)|"
    r"if you (?:can|could) (?:share|provide|paste)|copy/paste|more details|"
    r"more information|no access|"
    r"(?:not|n.t) (?:able to|have access|open|access|reach))\b"
    r"|puedes (?:compartir|pegar)|pode (?:compartilhar|colar)|pouvez-vous (?:partager|"
    r"coller|préciser)|könntest du|können sie|можешь(?:те)? прислать|请提供|教えて|"
    r"알려 ?주|공유해",
    re.IGNORECASE,
)
"""The agent has not what it needs, and says so."""

TAIL_CHARACTERS = 1_500
FEW_LAST_WORDS = 60
MANY_LAST_WORDS = 90


def hard_kinds(evidence: tuple[Evidence, ...]) -> set[str]:
    """Name the kinds of hard machine evidence that went through."""
    return {
        "pushed" if row.kind in SHIPPED else row.kind
        for row in evidence
        if row.kind in HARD_KINDS and row.verdict == "pass" and not row.throwaway
    }


def ending(session: Session, evidence: tuple[Evidence, ...]) -> dict[str, float]:
    """Describe the end state."""
    features = {
        **_shown(evidence),
        **_checks(evidence),
        **_last_steps(session),
        **_last_words(session),
        **_person(session),
    }
    return features | _verdicts(features)


def _verdicts(seen: Mapping[str, float]) -> dict[str, float]:
    """Put signs together that mean little alone."""
    is_bare = bool(seen["hard_none"])
    is_unchanged = is_bare and not seen["changed"]
    said = math.expm1(seen["last_words"])
    return {
        "stopped_short": float(is_bare and bool(seen["ends_mid"])),
        "rejected_short": float(is_bare and bool(seen["ends_rejected"])),
        "said_little": float(is_unchanged and said < FEW_LAST_WORDS),
        "explained": float(is_unchanged and said >= MANY_LAST_WORDS),
        "refused": float(bool(seen["agent_admits"]) and is_unchanged),
        "asked_back": float(bool(seen["agent_asks_back"]) and is_unchanged),
        "blocked": float(min(seen["last_commit"], seen["last_push"]) < 0),
        "delivered": float(
            bool(seen["changed"])
            and not seen["ends_mid"]
            and not seen["failing_at_end"]
        ),
    }


def _shown(evidence: tuple[Evidence, ...]) -> dict[str, float]:
    kinds = hard_kinds(evidence)
    passed: Counter[str] = Counter(
        row.kind for row in evidence if row.verdict == "pass" and not row.throwaway
    )
    features = {
        "hard_kinds": float(len(kinds)),
        "hard_none": float(not kinds),
        "hard_several": float(len(kinds) > 1),
        "hard_rows": math.log1p(
            sum(row.strength == "hard" and row.verdict == "pass" for row in evidence)
        ),
        "shown_shipped": float("pushed" in kinds),
        "soft_pass": float(any(row.verdict == "pass" for row in evidence)),
    }
    for kind in (*CHECKS, "commit"):
        features[f"pass_{kind}"] = float(passed[kind] > 0)
    return features


def _checks(evidence: tuple[Evidence, ...]) -> dict[str, float]:
    """Take the last verdict of each kind of check, 1 passed, -1 failed, 0 unknown."""
    sign = {"pass": 1.0, "fail": -1.0, "unknown": 0.0}
    features = {f"last_{kind}": 0.0 for kind in (*CHECKS, "commit", "push")}
    failing = 0
    for row in evidence:
        name = f"last_{row.kind}"
        if name in features and row.verdict != "unknown":
            features[name] = sign[row.verdict]
    for kind in CHECKS:
        failing += features[f"last_{kind}"] < 0
    fails = sum(row.verdict == "fail" for row in evidence)
    features["failing_at_end"] = float(failing > 0)
    features["fails_log"] = math.log1p(fails)
    features["recovered"] = float(fails > 0 and not failing)
    return features


def _last_steps(session: Session) -> dict[str, float]:
    main = chosen(session.actions, lambda action: action.thread == "main")
    ran = chosen(main, lambda action: action.status in RAN)
    tail = ran[-LAST_ACTIONS:]
    features = {
        "tail_errors": sum(a.status == "error" for a in tail) / max(1, len(tail)),
        "ends_on_error": float(bool(tail) and tail[-1].status == "error"),
        "ends_pending": float(bool(main) and main[-1].status == "pending"),
        "ends_rejected": float(
            bool(main) and main[-1].status in {"rejected", "denied", "interrupted"}
        ),
        "errors_log": math.log1p(sum(a.status == "error" for a in ran)),
        "repeats": math.log1p(_repeats(ran)),
        "nothing_ran": float(not ran),
        "changed": float(
            any(a.kind in {"edit", "write"} and a.status == "ok" for a in ran)
        ),
        "api_errors": math.log1p(
            sum(event.kind == "api_error" for event in session.events)
        ),
    }
    places = [e.position for e in session.events if e.kind == "api_error"]
    last = max((a.position for a in ran), default=-1)
    features["ends_api_error"] = float(bool(places) and max(places) > last)
    return features


def _repeats(ran: Sequence[Action]) -> int:
    """Count failing commands that were failing when last run, too."""
    before: dict[str, bool] = {}
    repeats = 0
    for action in ran:
        if action.command:
            failed = action.status == "error"
            repeats += failed and before.get(action.command, False)
            before[action.command] = failed
    return repeats


def _last_words(session: Session) -> dict[str, float]:
    main = chosen(
        session.messages, lambda m: m.thread == "main" and m.words_visible > 0
    )
    last = main[-1] if main else None
    tail = last.text.strip()[-TAIL_CHARACTERS:] if last else ""
    return {
        "agent_spoke": float(last is not None),
        "agent_asks": float(bool(ASKS.search(tail))),
        "agent_claims": float(bool(CLAIMS_DONE.search(tail))),
        "agent_admits": float(bool(ADMITS.search(tail))),
        "agent_asks_back": float(bool(ASKS_BACK.search(tail))),
        "last_words": math.log1p(last.words_visible if last else 0),
        "unanswered": float(_unanswered(session, last)),
        "ends_mid": float(_ends_mid(session, last)),
        "no_task": float(first_prompt(session) is None),
    }


def _ends_mid(session: Session, last: Message | None) -> bool:
    """Whether the last thing is an action, without a closing word."""
    places = [a.position for a in session.actions if a.thread == "main"]
    spoken = -1 if last is None else last.position
    return max(places, default=-1) > spoken


def _unanswered(session: Session, last: Message | None) -> bool:
    openers = [i for i in session.inputs if i.kind in {"prompt", "slash"}]
    if not openers:
        return False
    return last is None or openers[-1].position > last.position


def _person(session: Session) -> dict[str, float]:
    kinds: Counter[str] = Counter(decision.kind for decision in session.decisions)
    openers = [i for i in session.inputs if i.kind in {"prompt", "slash"}]
    return {
        "rejections": math.log1p(kinds["reject"] + kinds["plan_reject"]),
        "interrupts": math.log1p(kinds["interrupt"]),
        "ends_interrupted": float(_ends_on(session, "interrupt")),
        "ends_plan_rejected": float(_ends_on(session, "plan_reject")),
        "steers": math.log1p(sum(i.kind == "steer" for i in session.inputs)),
        "end_turns": math.log1p(len(openers)),
    }


def _ends_on(session: Session, kind: str) -> bool:
    if not session.decisions or session.decisions[-1].kind != kind:
        return False
    spoken = [m.position for m in session.messages if m.thread == "main"]
    return session.decisions[-1].position > max(spoken, default=-1)
