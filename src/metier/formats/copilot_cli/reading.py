"""GitHub Copilot CLI: `~/.copilot/session-state/<id>/events.jsonl` (formats 6.4).

One event a line. What the agent calls a turn is one model call here; a turn in our
sense begins with an idle or queued message of the person. Sub-agents write into
the same file under their `agentId`.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from metier.errors import TranscriptError
from metier.formats.copilot_cli.calls import Calls, as_dict
from metier.formats.drafts import START, Draft, objects, seconds
from metier.formats.families import Head, Thread, gather
from metier.formats.tally import Tally
from metier.records import Session, Tokens

__all__ = ["homes", "read", "read_file", "sniff"]

REFUSED = ("denied", "reject")
BOOKKEEPING = (
    "assistant.intent",
    "assistant.reasoning",
    "assistant.turn_end",
    "assistant.turn_start",
    "assistant.usage",
    "hook.end",
    "hook.start",
    "permission.requested",
    "session.compaction_start",
    "session.context_changed",
    "session.idle",
    "session.info",
    "session.permissions_changed",
    "session.plan_changed",
    "session.task_complete",
    "session.title_changed",
    "session.truncation",
    "session.usage_checkpoint",
    "session.usage_info",
    "session.warning",
    "session.workspace_file_changed",
    "skill.invoked",
    "subagent.completed",
    "subagent.failed",
    "subagent.selected",
    "subagent.started",
    "system.message",
    "system.notification",
    "tool.execution_partial_result",
    "tool.execution_progress",
    "tool.user_requested",
)
"""Events that say nothing to count, or repeat what another one says."""


def homes(environ: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """Name the folder of Copilot CLI."""
    return (Path(environ.get("COPILOT_HOME") or home / ".copilot") / "session-state",)


def sniff(path: Path, head: bytes) -> bool:
    """Say whether a file is a Copilot session, by its first bytes."""
    del path
    start = head[:START]
    return b'"type":"session.start"' in start and b'"copilotVersion"' in start


def read(paths: Sequence[Path], tally: Tally | None = None) -> Iterator[Session]:
    """Read files as one corpus: each session once."""
    yield from gather(paths, tally or Tally(), glance=_glance, read=_threads)


def _glance(path: Path) -> Head:
    return Head(_name(path))


def _name(path: Path) -> str:
    """Read the session's id off the path: its folder's name, or its own."""
    return path.parent.name if path.stem == "events" else path.stem


def _threads(path: Path) -> Iterator[Thread]:
    yield Thread(read_file(path))


def read_file(path: Path) -> Session:
    """Read one session."""
    reading = _Reading(path)
    try:
        for line in objects(path, reading.draft):
            reading.take(line)
    except OSError as error:
        raise TranscriptError(
            f"{path}: cannot be opened ({error.strerror}). It is left out; give "
            "yourself permission to read it and run again."
        ) from error
    return reading.draft.finish()


class _Reading:
    """The state of one file while it is read."""

    def __init__(self, path: Path) -> None:
        self.draft = Draft("copilot-cli")
        self.draft.facts |= {
            "id": _name(path),
            "files": (str(path),),
            "surface": "cli",
            "interactive": "unknown",
        }
        self.calls = Calls(self.draft)
        self.mode: str | None = None
        self.responses: dict[str, int] = {}

    def take(self, line: dict[str, Any]) -> None:
        """Take one event."""
        kind, data = str(line.get("type")), as_dict(line.get("data"))
        time = seconds(line.get("timestamp"))
        agent = line.get("agentId") or data.get("parentToolCallId")
        if time is not None:
            self.draft.times.append(time)
        if kind == "user.message":
            if not agent:
                self.human(data, time)
        elif kind == "assistant.message":
            if not agent:
                self.answer(data, time)
        elif kind == "tool.execution_start":
            self.calls.start(data, time, agent)
        elif kind == "tool.execution_complete":
            self.calls.complete(data, time)
        elif kind == "permission.completed":
            self.permit(data, time)
        else:
            self.event(kind, data, time)

    def human(self, data: dict[str, Any], time: float | None) -> None:
        """Take a message of the person.

        Typed messages name a `parentAgentTaskId` too, so only `source` and the
        event's own `agentId` tell them from what an agent wrote.
        """
        text = data.get("content")
        if data.get("source") or data.get("isAutopilotContinuation"):
            return
        if not isinstance(text, str) or not text.strip():
            return
        files = data.get("attachments")
        media = [as_dict(item).get("mimeType") for item in files or ()]
        steers = data.get("delivery") == "steering"
        draft = self.draft
        draft.facts["interactive"] = "yes"
        mode = data.get("agentMode")
        draft.human(
            "steer" if steers else "prompt",
            text,
            time,
            images=sum(1 for kind in media if str(kind).startswith("image/")),
            delivery="absorbed" if steers else "idle",
            permission_mode=mode if isinstance(mode, str) else self.mode,
        )

    def answer(self, data: dict[str, Any], time: float | None) -> None:
        """Take words of the agent; chunks of one model call share its id."""
        draft, model = self.draft, data.get("model")
        call = str(data.get("apiCallId") or data.get("messageId"))
        if call not in self.responses:
            self.responses[call] = len(draft.messages)
            draft.saw("models", model)
            thought = data.get("reasoningOpaque") or data.get("encryptedContent")
            text = data.get("reasoningText")
            draft.message(call, time, model=model if isinstance(model, str) else None)
            draft.think([text] if text else [None] if thought else [])
        draft.say(str(data.get("content") or ""), self.responses[call])
        written = data.get("outputTokens")
        if isinstance(written, int):
            draft.spend(Tokens(output=written), self.responses[call])

    def permit(self, data: dict[str, Any], time: float | None) -> None:
        """Take what became of a request for permission."""
        result = as_dict(data.get("result"))
        kind = str(result.get("kind"))
        call = data.get("toolCallId")
        identity = call if isinstance(call, str) else None
        if kind.startswith(REFUSED):
            by_person = "interactively" in kind or "user" in kind or "reject" in kind
            if not by_person:
                return
            words = result.get("feedback")
            commented = isinstance(words, str) and bool(words.strip())
            self.draft.decide("reject", time, identity, commented=commented)
            self.calls.refused(identity)
            if commented:
                self.draft.human("rejection_comment", str(words), time)
        elif kind.startswith("approved"):
            self.draft.decide("approve", time, identity)

    def event(self, kind: str, data: dict[str, Any], time: float | None) -> None:
        """Take what happened to the session itself."""
        draft = self.draft
        if kind in ("session.start", "session.resume"):
            context = as_dict(data.get("context"))
            draft.facts["id"] = str(data.get("sessionId") or draft.facts["id"])
            draft.saw("versions", data.get("copilotVersion"))
            draft.saw("cwds", context.get("cwd"))
            draft.saw("branches", context.get("branch"))
        elif kind == "session.mode_changed":
            mode = data.get("newMode")
            self.mode = mode if isinstance(mode, str) else None
            draft.event("mode_change", time)
        elif kind == "session.compaction_complete":
            draft.event("compaction", time)
        elif kind == "session.error":
            draft.event("api_error", time)
        elif kind == "abort":
            if data.get("reason") in ("user_initiated", "user_abort", "user initiated"):
                draft.decide("interrupt", time)
        elif kind == "session.model_change":
            draft.saw("models", data.get("newModel"))
        elif kind not in (*BOOKKEEPING, "session.shutdown"):
            draft.strange(kind)
