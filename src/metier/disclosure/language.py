"""Sentences may not say more than the numbers do (methods 3.5).

What is observed cannot say what drives what. A sentence of a figure or a page
carries a claim, and only an experimental one may speak of causes. People are never
called experts: sessions are rated expert.
"""

import re
from typing import Literal

__all__ = ["Claim", "check"]

Claim = Literal["descriptive", "associational", "within-person", "experimental"]

_ALLOWED = re.compile(
    r"\b(?:fixed|side|random|marginal) effects?\b|\b(?:take|takes|took) effect\b"
    r"|\bin effect\b|\bno causal\b|\bnot (?:a )?caus\w+\b|\bdoes not cause\b",
    re.IGNORECASE,
)
"""Names of methods, and sentences that deny a cause."""

_CAUSAL = re.compile(
    r"\b(?:"
    r"drives|drove|driven by|driving (?:up|down|success|failure)"
    r"|lead(?:s|ing)? to|led to|result(?:s|ed|ing)? in|result of"
    r"|because|due to|thanks to|owing to|as a consequence|consequences? of"
    r"|impact(?:s|ed|ing|ful)?|effects?|affect(?:s|ed|ing)?"
    r"|caus(?:e|es|ed|ing|al|ally|ation)"
    r"|determin(?:e|es|ed|ing)|influenc(?:e|es|ed|ing)"
    r"|boost(?:s|ed|ing)?|improv(?:e|es|ed|ing) (?:the |their )?"
    r"(?:outcome|outcomes|success|odds|chances)"
    r"|make(?:s)? (?:people|sessions|agents|users) (?:more|less|better|worse)"
    r"|bring(?:s|ing)? about|brought about|give(?:s)? rise to|trigger(?:s|ed)?"
    r"|pay(?:s)? off|payoff|returns? to expertise"
    r")\b",
    re.IGNORECASE,
)
_PERSONS = re.compile(
    r"\b(?:experts|novices|beginners|an expert|a novice|a beginner|expert users?"
    r"|novice users?)\b",
    re.IGNORECASE,
)


def check(sentence: str, claim: Claim) -> tuple[str, ...]:
    """Return the words that say more than a claim of this kind may.

    Quotations are another's words: what stands between “ and ” is not looked at.
    """
    own = _ALLOWED.sub(" ", re.sub(r"“[^”]*”", " ", sentence))
    found = [match.group(0) for match in _PERSONS.finditer(own)]
    if claim != "experimental":
        found += [match.group(0) for match in _CAUSAL.finditer(own)]
    return tuple(found)
