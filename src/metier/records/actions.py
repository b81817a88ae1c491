"""What the agent did in a session: its messages and its tool calls.

`position` and times are as in `sessions`; a tool call is one action whoever ran it.
"""

from typing import Literal

import msgspec

__all__ = [
    "Action",
    "ActionClass",
    "ActionStatus",
    "GitOperation",
    "Message",
    "OutputQuality",
    "ThreadKind",
    "Tokens",
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
ThreadKind = Literal["main", "subagent", "workflow", "side-question"]
OutputQuality = Literal["final", "partial", "stub"]


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
