"""Things being put together while a session is read: responses, calls, the whole."""

import re
from array import array
from typing import TYPE_CHECKING

import msgspec

from metier.formats.claude_code.lines import Block, Usage, is_nothing
from metier.formats.claude_code.results import Result
from metier.formats.claude_code.ticks import Put, Ticks
from metier.formats.claude_code.tools import Call
from metier.formats.words import count_words
from metier.records import (
    Action,
    ActionClass,
    Decision,
    Event,
    HumanInput,
    Message,
    OutputQuality,
    ThreadKind,
    Tokens,
)

if TYPE_CHECKING:
    from metier.formats.shelves import Wardrobe

__all__ = ["CallDraft", "Draft", "MessageDraft"]

_THINKING = re.compile(r"\s*<thinking>(.*?)</thinking>", re.DOTALL)
CHARACTERS_A_TOKEN = 4
STUB = 0.25
"""Recorded output below this share of characters ÷ 4 is a stub, no count."""


class MessageDraft(msgspec.Struct, kw_only=True):
    """An API response whose lines are being gathered by message id."""

    id: str
    position: int
    time: float | None
    thread: str
    turn: int | None
    model: str | None = None
    texts: list[str] = msgspec.field(default_factory=list)
    words_visible: int = 0
    words_thinking: int = 0
    thinking_hidden: bool = False
    input: int = 0
    cache_write: int = 0
    cache_read: int = 0
    output: int = 0
    has_usage: bool = False
    final: bool = False
    characters: int = 0
    stop_reason: str | None = None

    def spend(self, usage: Usage) -> None:
        """Take the largest value of each field over the lines."""
        self.has_usage = True
        self.input = max(self.input, usage.input_tokens or 0)
        self.cache_write = max(self.cache_write, usage.cache_creation_input_tokens or 0)
        self.cache_read = max(self.cache_read, usage.cache_read_input_tokens or 0)
        self.output = max(self.output, usage.output_tokens or 0)
        if not is_nothing(usage.iterations):
            self.final = True

    def take(self, block: Block) -> None:
        """Take a block of words, said or thought."""
        if block.type == "text":
            self.say(block.text)
        elif block.type == "thinking":
            self.think(block.thinking)
        elif block.type == "redacted_thinking":
            self.thinking_hidden = True

    def say(self, text: str) -> None:
        """Take a text block; blank ones are none, thinking in tags is thinking."""
        self.characters += len(text)
        if "<thinking>" in text and (match := _THINKING.match(text)):
            self.words_thinking += count_words(match.group(1))
            text = text[match.end() :]
        if not text.strip():
            return
        self.texts.append(text)
        self.words_visible += count_words(text)

    def think(self, text: str) -> None:
        """Take a thinking block; an empty one was not logged."""
        self.characters += len(text)
        if text:
            self.words_thinking += count_words(text)
        else:
            self.thinking_hidden = True

    @property
    def quality(self) -> OutputQuality:
        """Say how far the number of output tokens can be trusted."""
        if self.final:
            return "final"
        expected = self.characters / CHARACTERS_A_TOKEN
        return "stub" if self.output < STUB * expected else "partial"

    def finish(self) -> Message:
        """Make the record."""
        return Message(
            id=self.id,
            position=self.position,
            time=self.time,
            thread=self.thread,
            turn=self.turn,
            model=self.model,
            text="\n\n".join(self.texts),
            words_visible=self.words_visible,
            words_thinking=None if self.thinking_hidden else self.words_thinking,
            tokens=Tokens(
                input=self.input,
                cache_write=self.cache_write,
                cache_read=self.cache_read,
                output=self.output,
            )
            if self.has_usage
            else None,
            output_quality=self.quality if self.has_usage else None,
            stop_reason=self.stop_reason,
        )


class CallDraft(msgspec.Struct, kw_only=True):
    """A tool call waiting for its result."""

    id: str
    position: int
    tool: str
    kind: ActionClass
    time: float | None
    thread: str
    thread_kind: ThreadKind
    turn: int | None
    initiator: str
    call: Call
    cwd: str | None
    mcp_server: str | None = None
    result: Result | None = None
    is_error: bool | None = None
    ended: float | None = None
    ended_position: int | None = None
    completion: str | None = None
    sub_actions: int | None = None
    cleared: bool = False
    """A bare refusal of a plan that was an approval with a cleared context."""

    @property
    def is_settled(self) -> bool:
        """Whether nothing that comes later can change what is known of it."""
        result = self.result
        return (
            result is not None
            and self.kind not in ("delegate", "plan")
            and not self.call.background
            and result.background_task is None
            and result.agent_id is None
        )

    def finish(self) -> Action:
        """Make the record."""
        call = self.call
        result = self.result or Result(status="pending")
        return Action(
            id=self.id,
            position=self.position,
            tool=self.tool,
            kind=self.kind,
            status="ok" if self.cleared else result.status,
            time=self.time,
            ended=self.ended,
            ended_position=self.ended_position,
            thread=self.thread,
            thread_kind=self.thread_kind,
            turn=self.turn,
            initiator="machine" if self.initiator == "machine" else "human",
            mcp_server=self.mcp_server,
            command=call.command,
            cwd=self.cwd,
            paths=call.paths,
            input_text=call.text,
            words_input=call.words,
            result=result.text,
            result_clipped=result.clipped,
            persisted=result.persisted,
            is_error=self.is_error,
            exit_code=result.exit_code,
            interpretation=result.interpretation,
            background=call.background or result.background_task is not None,
            completion=self.completion,
            timed_out=result.timed_out,
            user_modified=result.user_modified,
            git=result.git,
            lines_added=result.added,
            lines_removed=result.removed,
            patch_texts=result.patch_texts,
            sub_actions=self.sub_actions,
        )


class Draft(msgspec.Struct, kw_only=True):
    """A session being read."""

    position: int = 0
    turn: int | None = None
    inputs: list[HumanInput] = msgspec.field(default_factory=list)
    decisions: list[Decision] = msgspec.field(default_factory=list)
    messages: "dict[str, MessageDraft] | Wardrobe[MessageDraft]" = msgspec.field(
        default_factory=dict
    )
    calls: dict[str, CallDraft] = msgspec.field(default_factory=dict)
    put: Put | None = None
    """Calls that are done with, where the session is too large to hold them."""

    threads: set[str] = msgspec.field(default_factory=set)
    """Every thread that made a call."""

    events: list[Event] = msgspec.field(default_factory=list)
    times: "array[float]" = msgspec.field(default_factory=lambda: array("d"))
    ticks: Ticks = msgspec.field(default_factory=Ticks)
    worked_ms: dict[int, float] = msgspec.field(default_factory=dict)
    """Milliseconds of the agent's work that the log states, by turn."""

    cwds: dict[str, None] = msgspec.field(default_factory=dict)
    branches: dict[str, None] = msgspec.field(default_factory=dict)
    versions: dict[str, None] = msgspec.field(default_factory=dict)
    models: dict[str, None] = msgspec.field(default_factory=dict)
    entrypoints: dict[str, int] = msgspec.field(default_factory=dict)
    """User lines by entry point."""

    unknown: dict[str, int] = msgspec.field(default_factory=dict)
    titles: dict[str, str] = msgspec.field(default_factory=dict)
    summaries: dict[str, str] = msgspec.field(default_factory=dict)
    context: dict[str, str] = msgspec.field(default_factory=dict)
    sdk_prompts: int = 0
    orphan_results: int = 0
    briefs: dict[str, str] = msgspec.field(default_factory=dict)
    """First text of each sub-agent's thread: what it was told to do."""

    progress: bool = False
    """The version still wrote progress lines."""

    person: bool = False
    """A sign that a person sat there: a key press, a local command, an editor."""

    marked: int = 0
    """Prompts that a mark says a person typed."""

    def place(self) -> int:
        """Give the next position."""
        self.position += 1
        return self.position
