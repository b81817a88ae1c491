"""The lines of a Codex rollout, one after the other.

Two logs interleave in a file: what the model sees (`response_item`) and what the
screen shows (`event_msg`). Each thing is counted from one of them: prompts from
the screen, words and calls from the model's side.
"""

from pathlib import Path
from typing import Any

import msgspec

from metier.formats.codex.heads import (
    CONTEXT_EDGE,
    content_of,
    images_of,
    is_machine_text,
    length_of,
    own_text,
    parent_of,
    source_of,
    spent_between,
    text_of,
    total_of,
)
from metier.formats.codex.tools import CALLS, OUTPUTS, Tools
from metier.formats.drafts import Draft, seconds
from metier.records import Session, Tokens

__all__ = ["Reading"]

KNOWN_EVENTS = (
    "agent_message",
    "agent_reasoning",
    "agent_reasoning_raw_content",
    "agent_reasoning_section_break",
    "background_event",
    "context_compacted",
    "entered_review_mode",
    "exec_command_begin",
    "exited_review_mode",
    "item_completed",
    "plan_update",
    "thread_name_updated",
    "turn_diff",
    "view_image_tool_call",
)
"""Events that repeat what the model's side says, or say nothing to count."""

SAME_KEY_PRESS_S = 0.5
"""A refusal that also stops the turn is one decision, written twice."""

INHERITED_S = 1.0
"""A fork copies its parent's lines within this of its own start."""


class Reading:
    """The state of one file while it is read."""

    def __init__(self, path: Path) -> None:
        """Begin a file; its name holds the thread's id."""
        self.draft = Draft("codex")
        self.draft.facts |= {"id": path.stem[-36:], "files": (str(path),)}
        self.parent: str | None = None
        self.started: float | None = None
        self.inherits_until: float | None = None
        self.own_ordinal: int | None = None
        self.running = self.opener_due = self.on_screen = self.open = False
        self.mode: str | None = None
        self.model: str | None = None
        self.total = Tokens()
        self.unspent: Tokens | None = None
        self.unmirrored: list[tuple[str, float | None, int, int]] = []
        """User messages of the model's side: text, time, images, position."""

        self.tools = Tools(self.draft)

    def take(self, line: dict[str, Any]) -> None:
        """Take one line."""
        payload = line.get("payload")
        if not isinstance(payload, dict):
            # The oldest rollouts had no envelope.
            payload = line
        kind = line.get("type") if payload is not line else "response_item"
        time = seconds(line.get("timestamp"))
        if kind == "session_meta":
            self.meta(payload, time)
        elif self.inherited(line, time):
            self.draft.copied += 1
            if payload.get("type") == "token_count":
                self.total = total_of(payload) or self.total
        else:
            if time is not None:
                self.draft.times.append(time)
            self.own(str(kind), payload, time)

    def own(self, kind: str, payload: dict[str, Any], time: float | None) -> None:
        """Take a line that was written for this thread."""
        if kind == "response_item":
            self.item(str(payload.get("type")), payload, time)
        elif kind == "event_msg":
            self.event(str(payload.get("type")), payload, time)
        elif kind == "turn_context":
            self.draft.saw("cwds", payload.get("cwd"))
            self.draft.saw("models", payload.get("model"))
            self.model = text_of(payload.get("model")) or self.model
            self.mode = text_of(payload.get("approval_policy"))
        elif kind == "compacted":
            # Its `replacement_history` repeats old messages: never read.
            self.draft.event("compaction", time)
        elif kind not in ("world_state", "inter_agent_communication"):
            self.draft.strange(kind)

    def meta(self, payload: dict[str, Any], time: float | None) -> None:
        """Read the thread's head; a second one of another id begins a copy."""
        draft = self.draft
        if self.started is not None:
            if payload.get("id") != draft.facts["id"]:
                self.inherits_until = self.started + INHERITED_S
            return
        self.started = seconds(payload.get("timestamp")) or time or 0.0
        draft.facts["id"] = text_of(payload.get("id")) or draft.facts["id"]
        draft.facts |= source_of(payload)
        draft.saw("versions", payload.get("cli_version"))
        draft.saw("cwds", payload.get("cwd"))
        git = payload.get("git")
        draft.saw("branches", git.get("branch") if isinstance(git, dict) else None)
        if instructions := text_of(payload.get("instructions")):
            draft.context["AGENTS.md"] = instructions[:CONTEXT_EDGE]
        if forked := text_of(payload.get("forked_from_id")):
            draft.facts["forked_from"] = forked
            self.inherits_until = self.started + INHERITED_S
        self.parent = parent_of(payload)
        ordinal = payload.get("subagent_history_start_ordinal")
        self.own_ordinal = ordinal if isinstance(ordinal, int) else None

    def inherited(self, line: dict[str, Any], time: float | None) -> bool:
        """Say whether a line was copied from the thread this one came from."""
        ordinal = line.get("ordinal")
        if self.own_ordinal is not None and isinstance(ordinal, int):
            return ordinal < self.own_ordinal
        until = self.inherits_until
        return until is not None and time is not None and time <= until

    def item(self, kind: str, payload: dict[str, Any], time: float | None) -> None:
        """Take what the model sees: words, thoughts, calls, outputs."""
        draft = self.draft
        if kind == "message" and payload.get("role") == "assistant":
            self.respond(time)
            draft.say(content_of(payload))
        elif kind == "message" and payload.get("role") == "user":
            self.maybe_human(payload, time)
        elif kind == "reasoning":
            self.respond(time)
            # The thought is encrypted; its summary is not the thought.
            draft.messages[-1]["words_thinking"] = None
        elif kind in CALLS:
            self.respond(time)
            self.tools.call(kind, payload, time)
        elif kind in OUTPUTS:
            self.open = False
            self.tools.output(payload, time)
        elif kind not in ("message", "ghost_snapshot", "compaction", "agent_message"):
            draft.strange(kind)

    def respond(self, time: float | None) -> None:
        """Open an API response unless one is open."""
        if self.open:
            return
        self.open = True
        draft = self.draft
        identity = f"{draft.facts['id']}:{len(draft.messages)}"
        draft.message(identity, time, model=self.model, words_thinking=0)
        if self.unspent is not None:
            draft.spend(self.unspent)
            self.unspent = None

    def event(self, kind: str, payload: dict[str, Any], time: float | None) -> None:
        """Take what the screen shows."""
        draft = self.draft
        if kind == "user_message":
            self.on_screen = True
            self.human(
                own_text(text_of(payload.get("message")) or ""),
                time,
                images=length_of(payload, "images")
                + length_of(payload, "local_images"),
            )
        elif kind == "token_count":
            self.tokens(payload)
        elif kind == "task_started":
            self.running = self.opener_due = True
        elif kind == "task_complete":
            self.stop(payload)
        elif kind == "turn_aborted":
            self.stop(payload)
            self.abort(payload, time)
        elif kind == "thread_rolled_back":
            self.roll_back(payload)
        elif kind in ("error", "stream_error"):
            draft.event("api_error" if kind == "error" else "api_retry", time)
        elif kind.endswith("_end"):
            self.tools.ended(kind, payload)
        elif kind not in KNOWN_EVENTS:
            draft.strange(kind)

    def human(
        self,
        text: str,
        time: float | None,
        *,
        images: int = 0,
        position: int | None = None,
    ) -> None:
        """Take what a person typed: the turn's prompt, or a steer while it runs."""
        self.open = False
        draft = self.draft
        if draft.facts.get("surface") in ("headless", "sdk"):
            draft.facts["sdk_prompts"] = draft.facts.get("sdk_prompts", 0) + 1
            return
        steers = self.running and not self.opener_due
        self.opener_due = False
        draft.human(
            "steer" if steers else "prompt",
            text,
            time,
            position=position,
            images=images,
            permission_mode=self.mode,
            delivery="absorbed" if steers else "idle",
        )

    def maybe_human(self, payload: dict[str, Any], time: float | None) -> None:
        """Keep a user message of the model's side, for logs without a screen side."""
        text = content_of(payload)
        if text.startswith("# AGENTS.md"):
            self.draft.context["AGENTS.md"] = text[:CONTEXT_EDGE]
        if is_machine_text(text) or self.on_screen:
            return
        self.open = False
        self.unmirrored.append(
            (own_text(text), time, images_of(payload), self.draft.place())
        )

    def tokens(self, payload: dict[str, Any]) -> None:
        """Spend what the running total grew by on the response it belongs to."""
        total = total_of(payload)
        if total is None or total == self.total:
            return
        spent = spent_between(self.total, total)
        self.total = total
        messages = self.draft.messages
        # Old versions report before the response's lines, newer ones after them.
        if messages and messages[-1].get("tokens") is None:
            self.draft.spend(spent)
        else:
            self.unspent = spent

    def stop(self, payload: dict[str, Any]) -> None:
        """End the running turn and add the time that it says it took."""
        self.running = self.opener_due = self.open = False
        took = payload.get("duration_ms")
        if isinstance(took, int | float):
            self.draft.agent_s = (self.draft.agent_s or 0.0) + took / 1000

    def abort(self, payload: dict[str, Any], time: float | None) -> None:
        """Take an interruption, unless a refusal a moment before explains it."""
        if payload.get("reason") not in (None, "interrupted"):
            return
        refused = self.tools.refused_at
        same_press = (
            refused is not None
            and time is not None
            and abs(time - refused) <= SAME_KEY_PRESS_S
        )
        if not same_press:
            self.draft.decide("interrupt", time)

    def roll_back(self, payload: dict[str, Any]) -> None:
        """Mark the last turns as abandoned: the person went back before them."""
        left = payload.get("num_turns")
        inputs = self.draft.inputs
        for index in reversed(range(len(inputs))):
            if not isinstance(left, int) or left <= 0:
                break
            if not inputs[index].abandoned:
                left -= inputs[index].kind == "prompt"
                inputs[index] = msgspec.structs.replace(inputs[index], abandoned=True)
        self.draft.event("rewind", None)

    def finish(self) -> Session:
        """Settle what was open and make the session."""
        if not self.on_screen:
            for text, time, images, position in self.unmirrored:
                self.human(text, time, images=images, position=position)
        if self.unspent is not None and self.draft.messages:
            self.draft.spend(self.unspent)
        return self.draft.finish()
