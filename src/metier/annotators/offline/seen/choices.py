"""Features of who chose what: requirements, picks, overrulings, proposals. Counts."""

# ruff: noqa: RUF001 - full-width marks end sentences in Chinese and Japanese

import math
import re
from collections import Counter

from metier.annotators.views import typed
from metier.records import HumanInput, Session

__all__ = ["choices"]

CLAUSE = re.compile(r"[.!?;。！？；\n]+\s*|,\s+(?:and|but|also|then|y|e|et|und|и)\s+")
FEW_WORDS = 3
MOST_CLAUSES = 60
EDITS = frozenset({"edit", "write"})
PICKS_A_ROUND = 5
"""Settled rule 8: at most five decisions a round of the menu."""

EXECUTION_SIGN = re.compile(
    r"`[^`\n]+`|(?:[\w.@-]+/)+[\w.@-]+|\b[\w-]+\.[a-z]{1,5}\b|\b\w+\(\)|--[a-z][\w-]+"
    r"|\b(?:use|using|run|call|import|install|commit|push|merge|rename|branch)\b",
    re.IGNORECASE,
)


def choices(session: Session) -> dict[str, float]:
    """Count the places where somebody chose."""
    said = typed(session)
    kinds = Counter(decision.kind for decision in session.decisions)
    clauses = [_clauses(words.text) for words in said]
    flat = [clause for part in clauses for clause in part]
    how = sum(bool(EXECUTION_SIGN.search(clause)) for clause in flat)
    picks = _picks(session)
    first = clauses[0] if clauses else []
    actions = Counter(a.kind for a in session.actions if a.thread == "main")
    edits = actions["edit"] + actions["write"]
    files = {
        path
        for action in session.actions
        if action.kind in EDITS
        for path in action.paths
    }
    plans = [words for words in session.inputs if words.kind == "plan_prompt"]
    plan_words = sum(len(words.text.split()) for words in plans)
    asked = actions["ask"]
    counts = {
        "clauses": len(flat),
        "clauses_first": len(first),
        "clauses_later": len(flat) - len(first),
        "clauses_how": how,
        "clauses_what": len(flat) - how,
        "picks": picks,
        "asked": asked,
        "plan_approvals": kinds["plan_approve"] + kinds["plan_approve_clear"],
        "overruled": kinds["reject"] + kinds["plan_reject"] + kinds["interrupt"],
        "steered": sum(
            w.kind in {"steer", "rejection_comment", "plan_feedback"} for w in said
        ),
        "handed_plan_words": plan_words,
        "choice_turns": len(session.turns),
        "choice_actions": sum(actions.values()),
        "choice_edits": edits,
        "choice_files": len(files),
        "choice_runs": actions["run"],
        "choice_delegations": actions["delegate"],
        "choice_plans": actions["plan"],
        "choice_looks": actions["read"] + actions["search"],
        "choice_said": sum(m.words_visible for m in session.messages),
    }
    features = {name: math.log1p(count) for name, count in counts.items()}
    features["handed_plan"] = float(bool(plans))
    features["how_share"] = how / max(1, len(flat))
    features["clauses_per_action"] = features["clauses"] - features["choice_actions"]
    return features


def _clauses(text: str) -> list[str]:
    parts = (part for part in CLAUSE.split(text[:20_000]) if part)
    kept = [part for part in parts if len(part.split()) >= FEW_WORDS]
    return kept[:MOST_CLAUSES] or ([text] if text.strip() else [])


def _picks(session: Session) -> int:
    """Count answers picked from menus, at most five a round."""
    rounds: Counter[str | None] = Counter(
        decision.action_id
        for decision in session.decisions
        if decision.kind == "answer_choice"
    )
    picked = sum(min(count, PICKS_A_ROUND) for count in rounds.values())
    return max(picked, sum(_is_answer(words) for words in session.inputs))


def _is_answer(words: HumanInput) -> bool:
    return words.kind == "answer"
