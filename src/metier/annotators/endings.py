"""Counterfactual endings: the same words of a person, the machine's side made anew.

Built by rule from real sessions (methods 2.4). Whatever reads expertise from a session
must read it alike from all of them; how often it does not stands on the card.
"""

from collections.abc import Iterator

import msgspec

from metier.records import Action, Session

__all__ = ["ended", "endings", "without_reaction"]

RAN = ("ok", "error")
GOOD = ("== 12 passed in 0.31s ==", "Done. All tests pass and it works.")
BAD = ("Exit code 1\n== 3 failed in 0.31s ==", "I could not do it, I am sorry.")


def endings(session: Session, other: Session) -> Iterator[Session]:
    """Give the session a good ending, a bad one, and the one of another session."""
    yield ended(session, well=True)
    yield ended(session, well=False)
    results = tuple(action.result for action in other.actions) or ("",)
    texts = tuple(message.text for message in other.messages) or ("",)
    ends = [action for action in other.actions if action.status in RAN]
    well = bool(ends) and ends[-1].status == "ok"
    yield _ended(session, results, texts, well=well)


def ended(session: Session, *, well: bool) -> Session:
    """Let everything that the machine did and said turn out well, or badly."""
    result, text = GOOD if well else BAD
    return _ended(session, (result,), (text,), well=well)


def without_reaction(session: Session) -> Session:
    """Leave out what was typed after the last action: it answers the real ending."""
    last = max((action.position for action in session.actions), default=None)
    if last is None:
        return session
    kept = tuple(words for words in session.inputs if words.position < last)
    return msgspec.structs.replace(session, inputs=kept)


def _ended(
    session: Session, results: tuple[str, ...], texts: tuple[str, ...], *, well: bool
) -> Session:
    return msgspec.structs.replace(
        session,
        actions=tuple(
            _returns(action, results[index % len(results)], well=well)
            for index, action in enumerate(session.actions)
        ),
        messages=tuple(
            msgspec.structs.replace(message, text=texts[index % len(texts)])
            for index, message in enumerate(session.messages)
        ),
    )


def _returns(action: Action, result: str, *, well: bool) -> Action:
    if action.status not in RAN:
        return action
    return msgspec.structs.replace(
        action,
        status="ok" if well else "error",
        is_error=not well,
        exit_code=0 if well else 1,
        result=result,
        git=None,
    )
