"""Features of single prompts: what each one does, and how deep it goes.

Level 5 of expertise needs one or two strong sentences in a whole session, so
strong prompts are counted, not averaged: a question at a mechanism, a
correction with a reason, a requirement that names structure. Numbers only.
"""

import math
import re
from collections.abc import Iterable, Mapping

from metier.annotators.offline.seen.prompts import Prompt, Reading

__all__ = ["acts"]

REQUEST = re.compile(
    r"^\W*(please|can you|could you|would you|can we|could we|let's|lets|help)\b",
    re.IGNORECASE,
)
QUESTION = re.compile(r"[?？]")  # noqa: RUF001 - a full-width question mark
BRIEF = 8
FEW = 3
KINDS = (
    "asks_mechanic",
    "asks_why",
    "corrects_with_reason",
    "sets_structure",
    "weighs",
    "names_much",
    "brief",
    "vague",
    "approves",
    "reports",
    "requests",
)


def acts(prompts: Iterable[Prompt], prefix: str) -> dict[str, float]:
    """Count prompts by what they do, under names that begin with `prefix`."""
    found = dict.fromkeys(KINDS, 0)
    total = 0
    deepest = 0.0
    for prompt in prompts:
        if not prompt.said.parted:
            continue
        total += 1
        said = _acts_of(prompt.said)
        for kind in KINDS:
            found[kind] += said[kind]
        deepest = max(deepest, _depth(said))
    features = {f"{prefix}deepest": deepest}
    for kind, count in found.items():
        features[f"{prefix}{kind}_log"] = math.log1p(count)
        features[f"{prefix}{kind}_share"] = count / max(1, total)
    return features


def _acts_of(said: Reading) -> dict[str, bool]:
    text, parted, cues = said.text.strip(), said.parted, said.cues
    names = said.names + min(cues["mechanics"], FEW)
    asks = QUESTION.search(text) is not None
    requests = REQUEST.match(text) is not None or cues["act_asks_help"] > 0
    reasons = cues["act_trades_off"] > 0
    limits = cues["act_constrains"] + 2 * cues["act_edge_cases"]
    return {
        "asks_mechanic": asks
        and not REQUEST.match(text)
        and (names > 0 or cues["act_checks_mechanic"] > 0),
        "asks_why": asks and cues["act_checks_mechanic"] > 0,
        "corrects_with_reason": cues["act_corrects"] > 0 and (names > 1 or reasons),
        "sets_structure": limits > 1 and names > 1,
        "weighs": reasons and len(parted) > BRIEF and names > 0,
        "names_much": names >= FEW,
        "brief": len(parted) <= BRIEF and names == 0,
        "vague": (cues["act_vague"] > 0 or cues["act_does_not_know"] > 0) and not names,
        "approves": cues["act_approves"] > 0 and len(parted) <= BRIEF,
        "reports": cues["act_reports_error"] > 0,
        "requests": requests,
    }


def _depth(said: Mapping[str, bool]) -> float:
    """Add up the signs of one prompt that only knowledge gives."""
    signs = ("asks_mechanic", "corrects_with_reason", "sets_structure", "weighs")
    return float(sum(said[sign] for sign in signs))
