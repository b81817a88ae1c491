"""Whether anything was attempted: a limit, a login, a model error is no failure.

Settled rule 3: where nothing was done because the agent could not start, the
session is left out of every success figure, counted and named.
"""

import re

from metier.records import Evidence, Session

__all__ = ["attempted"]

RAN = frozenset({"ok", "error"})
COULD_NOT_START = re.compile(
    r"usage limit|limit reached|hit your (usage |session |weekly )?limit|rate limit|"
    r"invalid api key|please run /login|/login|not logged in|authentication|"
    r"oauth token|credit balance|api error|model .{0,60}(not exist|not found|not "
    r"available)|overloaded|quota|insufficient|unauthorized|connection error|"
    r"prompt is too long",
    re.IGNORECASE,
)
SYNTHETIC = "<synthetic>"
SHORT_WORDS = 60


def attempted(session: Session, evidence: tuple[Evidence, ...]) -> bool:
    """Say whether the agent did anything, or at least answered.

    Where it neither did nor said anything, nothing was attempted, whether the log
    names the error or not.
    """
    is_shown = any(row.action_id is not None for row in evidence)
    if is_shown or any(action.status in RAN for action in session.actions):
        return True
    return any(
        (message.words_visible or message.words_thinking)
        and message.model != SYNTHETIC
        and not _is_notice(message.text)
        for message in session.messages
    )


def _is_notice(text: str) -> bool:
    is_short = len(text.split()) <= SHORT_WORDS
    return is_short and COULD_NOT_START.search(text) is not None
