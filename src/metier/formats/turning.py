"""Where a session's turns begin and end, and what stands in each."""

from bisect import bisect_right
from itertools import pairwise

import msgspec

from metier.records import Action, HumanInput, Message, Session, Turn

__all__ = ["cut"]

OPENERS = ("prompt", "slash", "plan_prompt")
NOT_EXECUTED = ("pending", "rejected", "denied", "invalid")

LONGEST_THOUGHT_S = 60.0
"""A longer gap without a running tool is no work of the agent (formats 3.15)."""

LONGEST_TOOL_S = 600.0
WAITS_FOR_A_PERSON = ("edit", "write", "ask", "plan")
"""A long gap that ends in these is a permission prompt, not work."""


def cut(session: Session) -> Session:
    """Give everything its turn, and count what each turn holds."""
    openers = [item for item in session.inputs if item.kind in OPENERS]
    starts = [opener.position for opener in openers]

    def turn_of(position: int) -> int | None:
        index = bisect_right(starts, position) - 1
        return index if index >= 0 else None

    inputs = tuple(
        msgspec.structs.replace(item, turn=turn_of(item.position))
        for item in session.inputs
    )
    decisions = tuple(
        msgspec.structs.replace(item, turn=turn_of(item.position))
        for item in session.decisions
    )
    messages = tuple(
        msgspec.structs.replace(item, turn=turn_of(item.position))
        for item in session.messages
    )
    actions = tuple(
        msgspec.structs.replace(item, turn=turn_of(item.position))
        for item in session.actions
    )
    turns = _turns(openers, messages, actions)
    return msgspec.structs.replace(
        session,
        inputs=tuple(
            msgspec.structs.replace(item, answered=turns[item.turn].answered)
            if item.kind in OPENERS and item.turn is not None
            else item
            for item in inputs
        ),
        decisions=decisions,
        messages=messages,
        actions=actions,
        turns=turns,
        agent_s=_agent_s(session)
        if session.agent_s is None and session.times
        else session.agent_s,
    )


def _turns(
    openers: list[HumanInput],
    messages: tuple[Message, ...],
    actions: tuple[Action, ...],
) -> tuple[Turn, ...]:
    said: list[list[Message]] = [[] for _ in openers]
    done: list[list[Action]] = [[] for _ in openers]
    for message in messages:
        if message.turn is not None and message.thread == "main":
            said[message.turn].append(message)
    for action in actions:
        if action.turn is not None and action.thread_kind == "main":
            done[action.turn].append(action)
    return tuple(
        _turn(index, opener, said[index], done[index])
        for index, opener in enumerate(openers)
    )


def _turn(
    index: int, opener: HumanInput, said: list[Message], done: list[Action]
) -> Turn:
    thought = [message.words_thinking for message in said]
    known = [words for words in thought if words is not None]
    times = [
        time
        for time in (
            opener.time,
            *(message.time for message in said),
            *(moment for action in done for moment in (action.time, action.ended)),
        )
        if time is not None
    ]
    return Turn(
        index=index,
        opener=opener.kind,
        position=opener.position,
        end_position=max(
            opener.position,
            *(message.position for message in said),
            *(action.ended_position or action.position for action in done),
            opener.position,
        ),
        started=opener.time,
        ended=max(times, default=None),
        actions=len(done),
        actions_executed=sum(1 for item in done if item.status not in NOT_EXECUTED),
        words_visible=sum(message.words_visible for message in said),
        words_thinking=sum(known) if len(known) == len(thought) else None,
        words_tool_inputs=sum(action.words_input for action in done),
        answered=bool(said or done),
        abandoned=opener.abandoned,
    )


def _agent_s(session: Session) -> float:
    """Add up the gaps in which the agent worked, prompts' own gaps left out."""
    marks: list[tuple[float, bool, bool]] = [
        (item.time, True, False) for item in session.inputs if item.time is not None
    ]
    marks += [
        (item.time, False, False) for item in session.messages if item.time is not None
    ]
    for action in session.actions:
        if action.time is not None:
            marks.append((action.time, False, False))
        if action.ended is not None:
            marks.append((action.ended, False, action.kind not in WAITS_FOR_A_PERSON))
    marks.sort()
    return sum(
        later[0] - earlier[0]
        for earlier, later in pairwise(marks)
        if not later[1]
        and later[0] - earlier[0] <= (LONGEST_TOOL_S if later[2] else LONGEST_THOUGHT_S)
    )
