"""A session being put together line by line, for agents whose logs are a plain list.

A reader tells a `Draft` what it meets, in the order of the file; the draft gives
every item its position, cuts the turns and counts. Claude Code has rules of its
own (trees, queues, plan hand-overs) and does not use it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from metier.formats.lines import Lines, open_lines
from metier.formats.turning import cut
from metier.formats.words import count_words, own_and_pasted
from metier.records import (
    Action,
    Agent,
    Decision,
    DecisionKind,
    Event,
    EventKind,
    HumanInput,
    HumanKind,
    Message,
    Quality,
    Session,
    Tokens,
)

__all__ = [
    "RUN_EDGE",
    "START",
    "Draft",
    "clip",
    "objects",
    "seconds",
    "strings",
]

START = 4096
"""Bytes by which a file is told: further on a log may quote any other."""

RUN_EDGE = 96_000
"""Characters kept of the head and of the tail of a run's output."""


def seconds(stamp: object) -> float | None:
    """Read an ISO time or a number of milliseconds as seconds in UTC."""
    if isinstance(stamp, int | float) and not isinstance(stamp, bool):
        return stamp / 1000
    if not isinstance(stamp, str):
        return None
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def strings(value: object) -> Iterator[str]:
    """Give every string in a decoded input, depth first."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def clip(text: str, edge: int) -> tuple[str, bool]:
    """Keep head and tail of a long text, and say whether anything was cut."""
    if len(text) <= 2 * edge:
        return text, False
    return f"{text[:edge]}\n…\n{text[-edge:]}", True


def objects(
    path: Path, draft: "Draft", source: BinaryIO | None = None
) -> Iterator[dict[str, Any]]:
    """Read one JSON object a line; what cannot be read is counted, never fatal."""
    lines = open_lines(path) if source is None else Lines(source=source)
    with lines.source:
        for line in lines:
            draft.lines += 1
            try:
                # A lone surrogate or a stray byte must not cost the line.
                value = msgspec.json.decode(line.decode("utf-8-sig", "replace"))
            except msgspec.DecodeError:
                if lines.tail:
                    draft.torn += 1
                elif line.strip():
                    draft.unreadable += 1
                continue
            if isinstance(value, dict):
                yield value
            else:
                draft.unreadable += 1
    draft.oversized += lines.oversized


class Draft:
    """Collects what a reader finds, in order, and makes the session of it."""

    def __init__(self, agent: Agent) -> None:
        """Start with nothing known but the agent."""
        self.facts: dict[str, Any] = {"agent": agent}
        """Fields of `Session` that the reader sets itself."""

        self.inputs: list[HumanInput] = []
        self.decisions: list[Decision] = []
        self.messages: list[dict[str, Any]] = []
        self.actions: dict[str, dict[str, Any]] = {}
        self.events: list[Event] = []
        self.times: list[float] = []
        self.agent_s: float | None = None
        self.lines = self.torn = self.unreadable = self.oversized = 0
        self.copied = self.orphans = 0
        self.unknown: dict[str, int] = {}
        self.context: dict[str, str] = {}
        self._seen: dict[str, dict[str, None]] = {}
        self._position = 0

    def known(self, field: str) -> tuple[str, ...]:
        """Give the folders, branches, versions or models seen so far."""
        return tuple(self._seen.get(field, ()))

    def place(self) -> int:
        """Give the next position."""
        self._position += 1
        return self._position

    def saw(self, field: str, value: object) -> None:
        """Remember a folder, branch, version or model once, in order."""
        if isinstance(value, str) and value:
            self._seen.setdefault(field, {})[value] = None

    def strange(self, kind: str) -> None:
        """Count a type that is not known."""
        self.unknown[kind] = self.unknown.get(kind, 0) + 1

    def human(
        self,
        kind: HumanKind,
        text: str,
        time: float | None,
        *,
        position: int | None = None,
        **more: Any,  # noqa: ANN401 -- fields of a record, by name
    ) -> None:
        """Add something that a person typed or pasted."""
        own, pasted = own_and_pasted(text)
        self.inputs.append(
            HumanInput(
                position=self.place() if position is None else position,
                kind=kind,
                text=own,
                pasted=pasted,
                time=time,
                words_own=count_words(own),
                words_pasted=count_words(pasted),
                **more,
            )
        )

    def decide(
        self,
        kind: DecisionKind,
        time: float | None,
        action_id: str | None = None,
        *,
        commented: bool = False,
    ) -> None:
        """Add a decision by key press."""
        self.decisions.append(
            Decision(
                position=self.place(),
                kind=kind,
                time=time,
                action_id=action_id,
                commented=commented,
            )
        )

    def event(
        self, kind: EventKind, time: float | None, detail: str | None = None
    ) -> None:
        """Add something that happened to the session."""
        self.events.append(
            Event(position=self.place(), kind=kind, time=time, detail=detail)
        )

    def message(
        self,
        identity: str,
        time: float | None,
        **more: Any,  # noqa: ANN401 -- fields of a record, by name
    ) -> None:
        """Open an API response; later calls of `say` and `spend` add to it."""
        self.messages.append(
            {"id": identity, "position": self.place(), "time": time, **more}
        )

    def say(self, text: str, index: int = -1) -> None:
        """Add visible words to a response, the open one unless told otherwise."""
        if not text.strip():
            return
        message = self.messages[index]
        before = message.get("text", "")
        message["text"] = f"{before}\n\n{text}" if before else text
        message["words_visible"] = message.get("words_visible", 0) + count_words(text)

    def think(self, thoughts: list[Any]) -> None:
        """Count what the open response thought; unknown where it is not logged."""
        texts = [text for text in thoughts if isinstance(text, str) and text.strip()]
        self.messages[-1]["words_thinking"] = (
            None if thoughts and not texts else sum(map(count_words, texts))
        )

    def spend(self, tokens: Tokens, index: int = -1) -> None:
        """Add tokens to a response, the last one unless told otherwise."""
        message = self.messages[index]
        before = message.get("tokens") or Tokens()
        message["tokens"] = Tokens(
            input=before.input + tokens.input,
            cache_write=before.cache_write + tokens.cache_write,
            cache_read=before.cache_read + tokens.cache_read,
            output=before.output + tokens.output,
        )
        message["output_quality"] = "final"

    def call(
        self,
        identity: str,
        time: float | None,
        **more: Any,  # noqa: ANN401 -- fields of a record, by name
    ) -> None:
        """Add a tool call; a call repeated by the log is the same call."""
        if identity not in self.actions:
            self.actions[identity] = {
                "id": identity,
                "position": self.place(),
                "time": time,
                **more,
            }

    def result(
        self,
        identity: str,
        time: float | None,
        **more: Any,  # noqa: ANN401 -- fields of a record, by name
    ) -> None:
        """Add the result of a call."""
        action = self.actions.get(identity)
        if action is None:
            self.orphans += 1
            return
        action.update(more, ended=time, ended_position=self.place())

    def finish(self) -> Session:
        """Cut the turns and make the session."""
        self.times.sort()
        actions = [
            # A reader's own notes on a call begin with an underscore.
            Action(**{name: value for name, value in item.items() if name[0] != "_"})
            for item in self.actions.values()
        ]
        known = {name: tuple(values) for name, values in self._seen.items()}
        fields: dict[str, Any] = {
            "started": self.times[0] if self.times else None,
            "ended": self.times[-1] if self.times else None,
            "inputs": tuple(self.inputs),
            "decisions": tuple(self.decisions),
            "messages": tuple(Message(**item) for item in self.messages),
            "actions": tuple(sorted(actions, key=lambda action: action.position)),
            "events": tuple(self.events),
            "times": tuple(self.times),
            "agent_s": self.agent_s,
            "context_files": tuple(self.context.items()),
            "quality": self._quality(actions),
        }
        session = Session(**(fields | known | self.facts))
        return cut(session)

    def _quality(self, actions: list[Action]) -> Quality:
        return Quality(
            lines=self.lines,
            torn=self.torn,
            unreadable=self.unreadable,
            oversized=self.oversized,
            unknown_types=tuple(sorted(self.unknown.items())),
            copied_lines=self.copied,
            orphan_results=self.orphans,
            pending_actions=sum(1 for item in actions if item.status == "pending"),
        )
