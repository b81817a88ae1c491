"""What happened: a session is turns, a turn a prompt and everything done in answer.

Formats build these records; evidence, annotators and facts read them. Nothing
here opens a file, so a test can write a session in a line. `position` orders
everything in a session: the order of the file, never of the clock, since
timestamps step backwards in two thirds of real files. Records are msgspec
structs, not dataclasses: a study makes tens of millions of them (decision 3).
Times are seconds since 1970 in UTC. `None` means that the log does not say.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from metier.records.actions import Action, Message

__all__ = [
    "Agent",
    "Decision",
    "DecisionKind",
    "Event",
    "EventKind",
    "HumanInput",
    "HumanKind",
    "Interactive",
    "Quality",
    "Session",
    "Surface",
    "Turn",
]

Agent = Literal[
    "claude-code", "codex", "gemini-cli", "opencode", "copilot-cli", "cursor", "atif"
]
Surface = Literal["cli", "ide", "desktop", "web", "sdk", "headless", "unknown"]
Interactive = Literal["yes", "no", "unknown"]
HumanKind = Literal[
    "prompt",
    "slash",
    "steer",
    "plan_prompt",
    "approval_comment",
    "rejection_comment",
    "plan_feedback",
    "answer",
    "bash_mode",
]
DecisionKind = Literal[
    "approve",
    "reject",
    "plan_approve",
    "plan_reject",
    "plan_approve_clear",
    "answer_choice",
    "interrupt",
    "deny",
]
EventKind = Literal[
    "compaction", "api_error", "api_retry", "mode_change", "clear", "fork", "rewind"
]


class HumanInput(msgspec.Struct, frozen=True, kw_only=True):
    """Something a person typed, or (`plan_prompt`) decided by a key press."""

    position: int
    """Place in the session, counted over everything in it."""

    kind: HumanKind
    """Only prompt, slash and plan_prompt open a turn."""

    text: str = ""
    """The person's own words with wrappers and pastes removed."""

    pasted: str = ""
    """What was pasted, as far as the log or a heuristic tells."""

    time: float | None = None
    """Seconds since 1970, UTC."""

    turn: int | None = None
    """Index of the turn that it opens or falls into."""

    words_own: int = 0
    words_pasted: int = 0
    words_marked: int = 0
    """Of the pasted words, those that the log itself marks so; shape told the rest."""

    images: int = 0
    documents: int = 0

    permission_mode: str | None = None
    """Mode at sending. None before Claude Code 2.1.15."""

    delivery: Literal["idle", "queued", "absorbed"] | None = None
    abandoned: bool = False
    """On a branch that the person rewound."""

    answered: bool | None = None
    """Whether an agent message followed before the next opener."""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """A choice by key press: approve, reject, answer, interrupt."""

    position: int
    kind: DecisionKind
    time: float | None = None
    turn: int | None = None
    action_id: str | None = None
    """The tool call decided on. None for an interruption of thinking."""

    actor: Literal["human", "policy", "classifier"] = "human"
    commented: bool = False
    """A comment came with it; its words are a `HumanInput`."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened to the session itself."""

    position: int
    kind: EventKind
    time: float | None = None
    detail: str | None = None


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One turn-opening input and everything in the main thread until the next."""

    index: int
    opener: HumanKind
    position: int
    """Place of the opener."""

    end_position: int
    """Place of the last item."""

    started: float | None = None
    ended: float | None = None
    actions: int = 0
    actions_executed: int = 0
    words_visible: int = 0
    words_thinking: int | None = None
    words_tool_inputs: int = 0
    answered: bool = False
    abandoned: bool = False


class Quality(msgspec.Struct, frozen=True, kw_only=True):
    """How well the log could be read, printed beside every number made from it."""

    lines: int = 0
    torn: int = 0
    glued: int = 0
    unreadable: int = 0
    oversized: int = 0
    """Lines of 64 MB and more, skipped."""

    unknown_types: tuple[tuple[str, int], ...] = ()
    copied_lines: int = 0
    orphan_results: int = 0
    pending_actions: int = 0
    missing_subagent_files: int = 0
    truncated_head: bool = False
    mixed_interactivity: bool = False


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """One person's conversation with one agent, normalised."""

    id: str
    """The log's own session id."""

    agent: Agent
    files: tuple[str, ...] = ()
    started: float | None = None
    ended: float | None = None
    cwds: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    surface: Surface = "unknown"
    interactive: Interactive = "unknown"
    parent: str | None = None
    """Session whose approved plan this one carries out."""

    forked_from: str | None = None
    title: str | None = None
    inputs: tuple[HumanInput, ...] = ()
    decisions: tuple[Decision, ...] = ()
    messages: Sequence[Message] = ()
    """As those of `actions`, they may lie on disk where they are very many."""

    actions: Sequence[Action] = ()
    """Of every thread; `thread_kind` tells them apart."""

    events: tuple[Event, ...] = ()
    turns: tuple[Turn, ...] = ()
    times: Sequence[float] = ()
    """Sorted times of all threaded lines of every thread, for engaged time."""

    agent_s: float | None = None
    """Seconds the agent worked (formats specification 3.15)."""

    sdk_prompts: int = 0
    """Prompts sent by a program."""

    context_files: tuple[tuple[str, str], ...] = ()
    """Name and text (first 4,000 characters) of instruction files such as CLAUDE.md."""

    quality: Quality = Quality()
