"""What happened: a session is turns, a turn a prompt and everything done in answer.

Formats build these records; evidence, annotators and facts read them. Nothing
here opens a file, so a test can write a session in a line. `position` orders
everything in a session: the order of the file, never of the clock, since
timestamps step backwards in two thirds of real files. Records are msgspec
structs, not dataclasses: a study makes tens of millions of them (decision 3).
Times are seconds since 1970 in UTC. `None` means that the log does not say.
"""

from typing import Literal

import msgspec

__all__ = [
    "Action",
    "ActionClass",
    "ActionStatus",
    "Agent",
    "Decision",
    "DecisionKind",
    "Event",
    "EventKind",
    "GitOperation",
    "HumanInput",
    "HumanKind",
    "Interactive",
    "Message",
    "OutputQuality",
    "Quality",
    "Session",
    "Surface",
    "ThreadKind",
    "Tokens",
    "Turn",
]

Agent = Literal[
    "claude-code", "codex", "gemini-cli", "opencode", "copilot-cli", "cursor", "atif"
]
Surface = Literal["cli", "ide", "desktop", "web", "sdk", "headless", "unknown"]
Interactive = Literal["yes", "no", "unknown"]
ThreadKind = Literal["main", "subagent", "workflow", "side-question"]
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
ActionClass = Literal[
    "read",
    "search",
    "edit",
    "write",
    "run",
    "web",
    "plan",
    "ask",
    "delegate",
    "skill",
    "mcp",
    "other",
]
ActionStatus = Literal[
    "ok", "error", "invalid", "rejected", "denied", "interrupted", "pending"
]
EventKind = Literal[
    "compaction", "api_error", "api_retry", "mode_change", "clear", "fork", "rewind"
]
OutputQuality = Literal["final", "partial", "stub"]


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


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """Tokens of one API message, the largest value on any of its lines."""

    input: int = 0
    cache_write: int = 0
    cache_read: int = 0
    output: int = 0


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One API response, its lines put together by message id."""

    id: str
    position: int
    time: float | None = None
    thread: str = "main"
    turn: int | None = None
    model: str | None = None
    text: str = ""
    """Visible words, blank blocks left out, blocks joined by blank lines."""

    words_visible: int = 0
    words_thinking: int | None = None
    """None where thinking happened but was not logged (newer versions)."""

    tokens: Tokens | None = None
    output_quality: OutputQuality | None = None
    stop_reason: str | None = None


class GitOperation(msgspec.Struct, frozen=True, kw_only=True):
    """What newer logs state of a git command (`toolUseResult.gitOperation`)."""

    commit: str | None = None
    """Sha as printed (abbreviated)."""

    kind: str | None = None
    """As logged: committed, amended, cherry-picked …"""

    branch: str | None = None
    push: bool = False


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """One tool call issued by the model."""

    id: str
    """The log's own tool call id."""

    position: int
    """Place of the call."""

    tool: str
    """Tool name as logged."""

    kind: ActionClass
    status: ActionStatus = "pending"
    time: float | None = None
    """When it was called."""

    ended: float | None = None
    """When its result was written. None while pending."""

    ended_position: int | None = None
    """Place of the result."""

    thread: str = "main"
    """`main`, or the sub-agent's id."""

    thread_kind: ThreadKind = "main"
    turn: int | None = None
    initiator: Literal["human", "machine"] = "human"
    """Whether a person or a notification opened the stretch it stands in."""

    mcp_server: str | None = None
    command: str | None = None
    """Shell text of a run action."""

    cwd: str | None = None
    """Working folder when called, as far as the log says."""

    paths: tuple[str, ...] = ()
    """Files named in the input of read, edit and write actions."""

    input_text: str = ""
    """The rest of the input worth reading, at most 2,000 characters."""

    words_input: int = 0
    result: str = ""
    """Output. Runs keep 96 kB of head and of tail, others 2 kB."""

    result_clipped: bool = False
    """Part of the output is missing from `result`."""

    persisted: bool = False
    """The agent saw only a preview; the output went to a file."""

    is_error: bool | None = None
    """The error mark of the log. Not the runner's verdict."""

    exit_code: int | None = None
    """Exit code of the whole command, where the log prints one."""

    interpretation: str | None = None
    """`returnCodeInterpretation`: a non-zero code said to be harmless."""

    background: bool = False
    """Started in the background: the result is not the command's."""

    completion: str | None = None
    """Output or status that a later notification brought for a background run."""

    timed_out: bool = False
    user_modified: bool = False
    git: GitOperation | None = None
    lines_added: int | None = None
    """From the structured patch of an edit. None where there is none."""

    lines_removed: int | None = None
    patch_texts: tuple[str, ...] = ()
    """Lines added by an edit, for outcomes; never stored."""

    sub_actions: int | None = None
    """`totalToolUseCount` of a delegation, where the agent's file is missing."""


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
    messages: tuple[Message, ...] = ()
    actions: tuple[Action, ...] = ()
    """Of every thread; `thread_kind` tells them apart."""

    events: tuple[Event, ...] = ()
    turns: tuple[Turn, ...] = ()
    times: tuple[float, ...] = ()
    """Sorted times of all threaded lines of every thread, for engaged time."""

    agent_s: float | None = None
    """Seconds the agent worked (formats specification 3.15)."""

    sdk_prompts: int = 0
    """Prompts sent by a program."""

    context_files: tuple[tuple[str, str], ...] = ()
    """Name and text (first 4,000 characters) of instruction files such as CLAUDE.md."""

    quality: Quality = Quality()
