"""Sessions in a line: builders for the records that tests are about.

    session(turn("add totals"), turn("ship it", run("git commit -m totals")))

Every turn is one prompt, then its actions; positions and times count up by
themselves, a minute a step, from noon on 2 March 2026 (a Monday) in UTC.
"""

# ruff: noqa: ANN401 - any field of a record; the record itself checks it

from collections.abc import Iterable
from typing import Any

import msgspec

from metier.records import Action, HumanInput, Message, Session, Tokens, Turn

__all__ = ["NOON", "edit", "prompt", "run", "session", "steer", "turn"]

NOON = 1_772_452_800.0
"""2026-03-02 12:00 UTC, a Monday."""

STEP_S = 60.0


class _Draft(msgspec.Struct):
    """A turn that does not know yet where it stands."""

    opener: HumanInput
    actions: tuple[Action, ...]
    steers: tuple[HumanInput, ...]
    says: str


def prompt(text: str = "add totals", **fields: Any) -> HumanInput:
    """A typed prompt."""
    values = {"kind": "prompt", "words_own": len(text.split()), **fields}
    return HumanInput(position=0, text=text, **values)


def steer(text: str) -> HumanInput:
    """Words typed while the agent works."""
    return prompt(text, kind="steer")


def run(command: str, result: str = "", **fields: Any) -> Action:
    """A shell command that went through."""
    values: dict[str, Any] = {
        "tool": "Bash",
        "kind": "run",
        "status": "ok",
        "is_error": False,
        "words_input": len(command.split()),
        **fields,
    }
    return Action(id="", position=0, command=command, result=result, **values)


def edit(path: str = "totals.py", added: int = 3, removed: int = 0) -> Action:
    """An edit that went through."""
    return Action(
        id="",
        position=0,
        tool="Edit",
        kind="edit",
        status="ok",
        is_error=False,
        paths=(path,),
        lines_added=added,
        lines_removed=removed,
    )


def turn(
    opener: str | HumanInput = "add totals",
    *done: Action | HumanInput,
    says: str = "Done.",
) -> _Draft:
    """One prompt and what followed it: actions, and steers in between."""
    return _Draft(
        opener=prompt(opener) if isinstance(opener, str) else opener,
        actions=tuple(item for item in done if isinstance(item, Action)),
        steers=tuple(item for item in done if isinstance(item, HumanInput)),
        says=says,
    )


def session(*turns: _Draft, started: float = NOON, **fields: Any) -> Session:
    """A session of these turns; any field of the record can be set by name."""
    made = _Clock(started)
    name = str(fields.get("id", "session-1"))
    inputs: list[HumanInput] = []
    actions: list[Action] = []
    messages: list[Message] = []
    closed: list[Turn] = []
    for index, draft in enumerate(turns):
        opener = _place(draft.opener, made, turn=index, answered=True)
        inputs.append(opener)
        inputs.extend(_place(words, made, turn=index) for words in draft.steers)
        own = [
            _act(action, made, f"{name}-{index}-{number}", index)
            for number, action in enumerate(draft.actions)
        ]
        actions.extend(own)
        messages.append(_say(draft.says, made, f"{name}-message-{index}", index))
        closed.append(_close(index, opener, own, messages[-1]))
    values: dict[str, Any] = {
        "id": name,
        "agent": "claude-code",
        "surface": "cli",
        "interactive": "yes",
        "started": started if made.times else None,
        "ended": made.times[-1] if made.times else None,
        "times": tuple(made.times),
        "agent_s": STEP_S * len(actions),
        "inputs": tuple(inputs),
        "actions": tuple(actions),
        "messages": tuple(messages),
        "turns": tuple(closed),
        **fields,
    }
    return Session(**values)


class _Clock:
    """Counts positions and minutes."""

    def __init__(self, started: float) -> None:
        self._next = started
        self.position = -1
        self.times: list[float] = []

    def tick(self) -> float:
        self.position += 1
        self.times.append(self._next)
        self._next += STEP_S
        return self.times[-1]


def _place(words: HumanInput, clock: _Clock, **fields: Any) -> HumanInput:
    time = clock.tick()
    return msgspec.structs.replace(words, position=clock.position, time=time, **fields)


def _act(action: Action, clock: _Clock, name: str, index: int) -> Action:
    called, position = clock.tick(), clock.position
    ended = clock.tick() if action.status != "pending" else None
    return msgspec.structs.replace(
        action,
        id=action.id or name,
        position=position,
        time=called,
        ended=ended,
        ended_position=None if ended is None else clock.position,
        turn=index,
    )


def _say(words: str, clock: _Clock, name: str, index: int) -> Message:
    time = clock.tick()
    return Message(
        id=name,
        position=clock.position,
        time=time,
        turn=index,
        model="claude-opus-4-5",
        text=words,
        words_visible=len(words.split()),
        tokens=Tokens(input=100, output=50),
        output_quality="final",
        stop_reason="end_turn",
    )


def _close(
    index: int, opener: HumanInput, actions: Iterable[Action], message: Message
) -> Turn:
    done = [action for action in actions if action.thread == "main"]
    unfinished = {"rejected", "denied", "invalid", "pending"}
    return Turn(
        index=index,
        opener=opener.kind,
        position=opener.position,
        end_position=message.position,
        started=opener.time,
        ended=message.time,
        actions=len(done),
        actions_executed=sum(action.status not in unfinished for action in done),
        words_visible=message.words_visible,
        words_tool_inputs=sum(action.words_input for action in done),
        answered=True,
    )
