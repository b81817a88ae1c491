"""One session's lines in order: what each adds to the draft."""

from collections.abc import Callable, Iterable

from metier.formats.claude_code.attachments import take_attachment
from metier.formats.claude_code.calls import Calls
from metier.formats.claude_code.decisions import Decisions
from metier.formats.claude_code.drafts import Draft, MessageDraft
from metier.formats.claude_code.known import ATTACHMENTS, SIDE_LINES, SYSTEM_LINES
from metier.formats.claude_code.lineage import Lineage
from metier.formats.claude_code.lines import Line
from metier.formats.claude_code.notices import Notices
from metier.formats.claude_code.people import (
    OPENERS,
    UserKind,
    kind_of,
    said,
    text_of,
)
from metier.formats.claude_code.queueing import Queue
from metier.formats.claude_code.ticks import Put
from metier.formats.claude_code.typed import Placed, Typed, absorbed, opened
from metier.formats.clock import seconds
from metier.records import Event, EventKind

__all__ = ["Walk"]

MACHINE_OPENERS = ("notification", "scheduled", "machine")
TALK = ("user", "assistant")
"""Lines of the talk itself; others stand between what is said and its answer."""


class Walk:
    """Takes lines one by one."""

    def __init__(self, *, desktop: bool = False, large: bool = False) -> None:
        """Start with an empty draft; `desktop` if a person typed in its window.

        What a `large` session holds is put on disk as soon as it is done with.
        """
        self.desktop = desktop
        self.draft = Draft()
        if large:
            from metier.formats.shelves import Wardrobe  # noqa: PLC0415 - numpy

            self.draft.put = Put()
            self.draft.messages = Wardrobe(MessageDraft)
        self.queue = Queue()
        self.decisions = Decisions(self.draft)
        self.notices = Notices(self.draft)
        self.calls = Calls(self.draft, self.decisions, self.notices)
        self.typed: list[Typed] = []
        self.plan_prompts: list[float] = []
        self.openers: dict[str, int] = {}
        """Position of the input that each opening line became."""

        self.known = Lineage()
        """Lines of the main thread."""

        self.boundary_open = False
        self._seen: tuple[str | None, ...] = ()
        self._take: dict[str, Callable[[Placed, float | None], None]] = {
            "user": self._user,
            "assistant": self._assistant,
            "system": self._system,
            "attachment": self._attachment,
        }

    def run(self, lines: Iterable[Placed]) -> None:
        """Take every line."""
        for placed in lines:
            line = placed.line
            take = self._take.get(line.type)
            if take is not None:
                time = seconds(line.timestamp)
                self._envelope(placed, time)
                take(placed, time)
            elif line.type == "progress":
                self._progress(placed)
            elif line.type == "queue-operation":
                self.queue.take(line, self.draft.place())
            else:
                self._side(line)

    def _envelope(self, placed: Placed, time: float | None) -> None:
        line = placed.line
        draft = self.draft
        if time is not None:
            draft.times.append(time)
        if placed.kind == "main" and line.uuid:
            talk = line.type in TALK
            self.known.add(line.uuid, line.parent_uuid, talk=talk)
        seen = (line.cwd, line.git_branch, line.version)
        if seen != self._seen:
            self._seen = seen
            for value, known in zip(
                seen, (draft.cwds, draft.branches, draft.versions), strict=True
            ):
                if value:
                    known[value] = None

    def _tick(self, time: float | None, *, worked: bool = False) -> None:
        if time is not None and self.draft.turn is not None:
            self.draft.ticks.add(time, self.draft.turn, worked=worked)

    def _assistant(self, placed: Placed, time: float | None) -> None:
        if placed.kind == "main":
            self._tick(time)
            self.decisions.reset()
        self.calls.assistant(placed.line, placed.thread, placed.kind, time)

    def _user(self, placed: Placed, time: float | None) -> None:
        line = placed.line
        draft = self.draft
        main = placed.kind == "main"
        kind = kind_of(line)
        if kind == "tool_result":
            worked = self.calls.results(line, time, main=main)
            if main:
                self._tick(time, worked=worked)
            return
        if not main:
            draft.briefs.setdefault(placed.thread, text_of(line).strip())
            return
        if line.entrypoint:
            count = draft.entrypoints.get(line.entrypoint, 0)
            draft.entrypoints[line.entrypoint] = count + 1
        if kind == "sdk_prompt" and self.desktop:
            kind = "prompt"
        if kind in OPENERS:
            self._opener(line, kind, time)
            return
        self._tick(time)
        self._other(line, kind, time)

    def _other(self, line: Line, kind: UserKind, time: float | None) -> None:
        """Take a user line that neither opens a turn nor holds results."""
        if kind == "sdk_prompt":
            self.draft.sdk_prompts += 1
            self.calls.initiator = "machine"
        elif kind in ("interrupt", "interrupt_tool"):
            self.decisions.marker(kind, time)
        elif kind == "compact_summary":
            self._compaction(time, boundary=False)
        elif kind == "bash_mode":
            self.decisions.say("bash_mode", said(line, kind).text, time)
        elif kind == "local_command":
            self.draft.person = True
        elif kind in MACHINE_OPENERS:
            self.calls.initiator = "machine"
            self.notices.take(text_of(line))

    def _opener(self, line: Line, kind: UserKind, time: float | None) -> None:
        draft = self.draft
        draft.turn = 0 if draft.turn is None else draft.turn + 1
        self.calls.initiator = "human"
        self.decisions.reset()
        self._tick(time)
        position = draft.place()
        text = text_of(line)
        draft.marked += bool(line.prompt_source or line.origin)
        draft.person |= kind == "slash" or "<ide_" in text[:200]
        if kind == "plan_prompt" and time is not None:
            self.plan_prompts.append(time)
        if line.uuid:
            self.openers[line.uuid] = position
        made = opened(line, kind, time, position, draft.turn)
        draft.inputs.append(made)
        queued = made.delivery == "queued"
        self.typed.append(
            Typed(text=text.strip(), time=time, position=position, queued=queued)
        )

    def _system(self, placed: Placed, time: float | None) -> None:
        line = placed.line
        if placed.kind != "main":
            return
        if line.subtype == "turn_duration":
            turn = self.draft.turn
            if line.duration_ms and turn is not None:
                worked = self.draft.worked_ms
                worked[turn] = worked.get(turn, 0.0) + line.duration_ms
        elif line.subtype == "compact_boundary":
            self._compaction(time, boundary=True)
        elif line.subtype == "api_error":
            self._event("api_retry", time)
        elif line.subtype == "local_command":
            self.draft.person = True
        elif line.subtype not in SYSTEM_LINES:
            self._strange(f"system/{line.subtype}")

    def _compaction(self, time: float | None, *, boundary: bool) -> None:
        """Count a compaction once: by its boundary, or by a summary without one."""
        if boundary or not self.boundary_open:
            self._event("compaction", time)
        self.boundary_open = boundary

    def _event(self, kind: EventKind, time: float | None) -> None:
        self.draft.events.append(
            Event(position=self.draft.place(), kind=kind, time=time)
        )

    def _attachment(self, placed: Placed, time: float | None) -> None:
        if placed.kind != "main" or not placed.line.attachment:
            return
        attached = take_attachment(placed.line.attachment)
        if attached is None or attached.kind not in ATTACHMENTS:
            self._strange(f"attachment/{attached.kind if attached else '?'}")
        if attached is None:
            return
        if attached.notice is not None:
            self.notices.take(attached.notice)
        if attached.path:
            self.draft.context.setdefault(attached.path, attached.text)
        if attached.human is not None and not placed.line.is_meta:
            text = attached.human.strip()
            self.typed.append(
                Typed(
                    text=text,
                    time=time,
                    position=self.draft.position,
                    queued=True,
                    attached=True,
                )
            )
            self.steer(text, attached.images, time, self.draft.place())

    def steer(self, text: str, images: int, time: float | None, position: int) -> None:
        """Add a text that was absorbed into a running turn."""
        made = absorbed(text, images, time, position, self.draft.turn)
        self.draft.inputs.append(made)
        self.draft.person = True

    def _progress(self, placed: Placed) -> None:
        """Take a line that only says that something still runs."""
        line = placed.line
        time = seconds(line.timestamp)
        self.draft.progress = True
        if time is not None:
            self.draft.times.append(time)
        if placed.kind == "main":
            self._tick(time)
            if line.uuid:
                self.known.add(line.uuid, line.parent_uuid, talk=False)

    def _side(self, line: Line) -> None:
        draft = self.draft
        if line.type == "summary" and line.leaf_uuid and line.summary:
            draft.summaries[line.leaf_uuid] = line.summary
        elif line.type == "custom-title" and line.custom_title:
            draft.titles["custom"] = line.custom_title
        elif line.type == "ai-title" and line.ai_title:
            draft.titles["ai"] = line.ai_title
        elif line.type == "last-prompt" and line.leaf_uuid:
            draft.titles["leaf"] = line.leaf_uuid
        elif line.type not in SIDE_LINES:
            self._strange(line.type or "?")

    def _strange(self, name: str) -> None:
        self.draft.unknown[name] = self.draft.unknown.get(name, 0) + 1
