"""Features of how the person reacted to the work: pushback, approval. Counts only.

The first prompt sets the task; what is typed after it reacts to what was done.
Used for the success and failure signals, which the codebook reads from the end
state and the person's words; never for expertise, never for the outcome.
"""

import math
from collections.abc import Sequence

from metier.annotators.offline.seen.prompts import MOST_CHARACTERS, Prompt
from metier.records import Evidence, Session

__all__ = ["reactions"]

OPENERS = frozenset({"prompt", "slash", "plan_prompt"})
OVERRULES = frozenset({"reject", "plan_reject", "interrupt"})
LONG = 200
"""Words: a longer prompt is a new task rather than a reaction."""


def reactions(
    session: Session, evidence: tuple[Evidence, ...], said: Sequence[Prompt]
) -> dict[str, float]:
    """Count pushback and approval after the first prompt, and at the end."""
    later = [one for one in said[1:] if len(one.item.text) <= MOST_CHARACTERS]
    each = [_reaction(item) for item in later]
    total = max(1, len(each))
    last = each[-1] if each else (False, False, False)
    displeased = [_displeased(one) for one in later]
    pushes = sum(push for push, _, _ in each)
    reports = sum(report for _, report, _ in each)
    approves = sum(approve for _, _, approve in each)
    complaints = [row for row in evidence if row.kind == "complaint"]
    thanks = [row for row in evidence if row.kind == "confirmation"]
    opened = [i.position for i in session.inputs if i.kind in OPENERS]
    end = opened[-1] if opened else -1
    return {
        "overruled": math.log1p(
            sum(decision.kind in OVERRULES for decision in session.decisions)
        ),
        "r_pushes": math.log1p(pushes),
        "r_pushes_share": pushes / total,
        "r_reports": math.log1p(reports),
        "r_reports_share": reports / total,
        "r_approves": math.log1p(approves),
        "r_approves_share": approves / total,
        "r_last_pushes": float(last[0]),
        "r_last_reports": float(last[1]),
        "r_last_approves": float(last[2]),
        "r_displeased": math.log1p(sum(displeased)),
        "r_displeased_share": sum(displeased) / total,
        "r_last_displeased": float(bool(displeased) and displeased[-1]),
        "r_repeats": math.log1p(_repeats(later)),
        "complaints": math.log1p(len(complaints)),
        "complaint_share": len(complaints) / max(1, len(opened)),
        "complains_last": float(any(row.position >= end for row in complaints)),
        "confirms": math.log1p(len(thanks)),
        "confirms_last": float(any(row.position >= end for row in thanks)),
    }


def _reaction(prompt: Prompt) -> tuple[bool, bool, bool]:
    """Say whether it pushes back, reports an error, or approves."""
    parted, cues = prompt.said.parted, prompt.said.cues
    if not parted or len(parted) > LONG:
        return False, False, False
    pushes = cues["act_corrects"] > 0 or cues["act_vague"] > 1
    return (
        pushes,
        cues["act_reports_error"] > 0,
        cues["act_approves"] > 0 and not pushes,
    )


def _displeased(prompt: Prompt) -> bool:
    """Whether it says that something is still wrong, missing or not liked."""
    is_reaction = 0 < len(prompt.own.parted) <= LONG
    return is_reaction and prompt.own.cues["act_displeased"] > 0


def _repeats(later: list[Prompt]) -> int:
    """Count prompts that were typed before in the same words."""
    seen: set[str] = set()
    repeats = 0
    for prompt in later:
        text = " ".join(prompt.said.parted)
        repeats += len(text) > 8 and text in seen  # noqa: PLR2004 - not a bare yes
        seen.add(text)
    return repeats
