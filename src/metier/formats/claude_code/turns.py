"""The turns of a session: what was said and done in each, added up in one pass."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from metier.records import Action, HumanInput, Message, Turn

__all__ = ["turns_of"]

NOT_EXECUTED = ("pending", "rejected", "denied", "invalid")


class _Sums(msgspec.Struct):
    """What one turn holds."""

    end_position: int
    messages: int = 0
    actions: int = 0
    executed: int = 0
    visible: int = 0
    thinking: int | None = 0
    inputs: int = 0


def turns_of(
    openers: Sequence[HumanInput],
    messages: Iterable[Message],
    actions: Iterable[Action],
    ends: Mapping[int, float],
    gone: set[int],
) -> Iterator[Turn]:
    """Give a turn for each opener; `ends` are the last moments by turn."""
    sums = [_Sums(-1) for _ in openers]
    for message in messages:
        if message.thread == "main" and message.turn is not None:
            _say(sums[message.turn], message)
    for action in actions:
        if action.thread_kind == "main" and action.turn is not None:
            _do(sums[action.turn], action)
    for index, (opener, own) in enumerate(zip(openers, sums, strict=True)):
        yield Turn(
            index=index,
            opener=opener.kind,
            position=opener.position,
            end_position=opener.position if own.end_position < 0 else own.end_position,
            started=opener.time,
            ended=ends.get(index, opener.time),
            actions=own.actions,
            actions_executed=own.executed,
            words_visible=own.visible,
            words_thinking=own.thinking,
            words_tool_inputs=own.inputs,
            answered=own.messages > 0,
            abandoned=opener.position in gone,
        )


def _say(own: _Sums, message: Message) -> None:
    own.messages += 1
    own.end_position = max(own.end_position, message.position)
    own.visible += message.words_visible
    words = message.words_thinking
    own.thinking = (
        None if own.thinking is None or words is None else own.thinking + words
    )


def _do(own: _Sums, action: Action) -> None:
    own.actions += 1
    own.executed += action.status not in NOT_EXECUTED
    own.end_position = max(own.end_position, action.ended_position or action.position)
    own.inputs += action.words_input
