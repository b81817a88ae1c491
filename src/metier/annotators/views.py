"""Views: what an annotator may see of a session, facet by facet.

Expertise is read from what the person typed up to the first attempt at hard
evidence, whatever came of the attempt, so that no ending can colour it
(methods 2.4). Nothing the machine wrote is in it: answers picked from a menu
are the agent's words and stay out, and so does a plan handed over by a key.
"""

import re

from metier.evidence import tries
from metier.records import HumanInput, Session

__all__ = ["first_attempt", "first_prompt", "typed", "typed_before"]

TYPED = frozenset(
    {"prompt", "slash", "steer", "approval_comment", "rejection_comment"}
    | {"plan_feedback"}
)
OPENERS = frozenset({"prompt", "slash", "plan_prompt"})
COMMAND = re.compile(r"^\s*/[\w:.-]+")
GREETING = re.compile(
    r"^\W*(hi|hello|hey|yo|hola|olá|oi|bonjour|salut|hallo|moin|привет|你好|您好|"
    r"こんにちは|안녕|안녕하세요|test|ping|good (morning|evening))\W*$",
    re.IGNORECASE,
)
BARE_ID = re.compile(r"^\W*[\w-]*\d[\w-]*\W*$")
INTERFACE = re.compile(
    r"^\s*(/(model|clear|compact|login|logout|exit|quit|cost|config|status|help|"
    r"resume|mcp|permissions|doctor|usage|context|ide|theme|vim|fast|rename)\b"
    r"|!\s*\w)"
)


def first_attempt(session: Session) -> int | None:
    """Place of the first attempt at hard evidence; None if there was none.

    An attempt is known by its command alone: were it known by what came of it, an
    ending could move it.
    """
    ordered = sorted(session.actions, key=lambda action: action.position)
    return next((action.position for action in ordered if tries(action)), None)


def typed(session: Session) -> tuple[HumanInput, ...]:
    """Everything that the person typed, in order."""
    return tuple(words for words in session.inputs if words.kind in TYPED)


def typed_before(session: Session) -> tuple[HumanInput, ...]:
    """Return what was typed up to the first attempt at hard evidence."""
    end = first_attempt(session)
    if end is None:
        return typed(session)
    return tuple(words for words in typed(session) if words.position < end)


def first_prompt(session: Session) -> HumanInput | None:
    """Return the first thing typed that carries content (settled rule 1)."""
    for words in session.inputs:
        if words.kind in OPENERS and _carries_content(words):
            return words
    return None


def _carries_content(words: HumanInput) -> bool:
    if words.kind == "plan_prompt" or words.words_pasted or words.pasted:
        return True
    text = words.text.strip()
    if not text or INTERFACE.match(text):
        return False
    text = COMMAND.sub("", text).strip()
    return bool(text) and not (GREETING.match(text) or BARE_ID.match(text))
