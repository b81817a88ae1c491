"""Counterfactual endings: the same words of a person, the machine's side made anew.

Built by rule from real sessions (methods 2.4). Whatever reads expertise from a session
must read it alike from all of them; how often it does not stands on the card.
"""

from collections.abc import Iterator

import msgspec

from metier.records import Action, Session

__all__ = ["endings"]

RAN = ("ok", "error")
GOOD = ("== 12 passed in 0.31s ==", "Done. All tests pass and it works.")
BAD = ("Exit code 1\n== 3 failed in 0.31s ==", "I could not do it, I am sorry.")


def endings(session: Session, other: Session) -> Iterator[Session]:
    """Give the session a good ending, a bad one, and the one of another session."""
    yield _ended(session, (GOOD[0],), (GOOD[1],), well=True)
    yield _ended(session, (BAD[0],), (BAD[1],), well=False)
    results = tuple(action.result for action in other.actions) or ("",)
    texts = tuple(message.text for message in other.messages) or ("",)
    ends = [action for action in other.actions if action.status in RAN]
    yield _ended(session, results, texts, well=bool(ends) and ends[-1].status == "ok")


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
