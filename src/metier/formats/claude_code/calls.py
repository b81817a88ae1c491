"""The agent's side of a session: responses, tool calls and their results."""

from metier.formats.claude_code.decisions import Decisions
from metier.formats.claude_code.drafts import CallDraft, Draft, MessageDraft
from metier.formats.claude_code.lines import Block, Line, is_nothing
from metier.formats.claude_code.notices import Notices
from metier.formats.claude_code.people import blocks_of, text_of
from metier.formats.claude_code.results import Result, take_result
from metier.formats.claude_code.tools import class_of, name_of, server_of, take_input
from metier.formats.claude_code.versions import at_least
from metier.records import Event, ThreadKind

__all__ = ["Calls"]

SYNTHETIC = "<synthetic>"
API_ERROR = "API Error"
APPROVAL_COMMENTS = (2, 1, 7)
"""First version in which a text beside a result is a person's comment."""

WORKS = ("run", "web", "delegate", "mcp")
"""A long gap that ends in their result was work, not a wait for the person."""

INSTRUCTIONS = ("CLAUDE.md", "AGENTS.md", "CLAUDE.local.md")
CONTEXT_LIMIT = 4000


def _is_shown_error(line: Line) -> bool:
    """Say whether a line tells the person of an error of the API."""
    if line.is_api_error_message or not is_nothing(line.error):
        return True
    body = line.message
    return (
        body is not None
        and body.model == SYNTHETIC
        and text_of(line).lstrip().startswith(API_ERROR)
    )


class Calls:
    """Gathers responses by message id and calls by tool call id."""

    def __init__(self, draft: Draft, decisions: Decisions, notices: Notices) -> None:
        """Write into this draft."""
        self.draft = draft
        self.decisions = decisions
        self.notices = notices
        self.initiator = "human"
        self._early: dict[str, tuple[Block, Line, float | None]] = {}

    def assistant(
        self, line: Line, thread: str, kind: ThreadKind, time: float | None
    ) -> None:
        """Take one line of a response."""
        body = line.message
        if _is_shown_error(line):
            if kind == "main":
                self.draft.events.append(
                    Event(position=self.draft.place(), kind="api_error", time=time)
                )
            return
        if body is None or body.model == SYNTHETIC:
            return
        message = self._message(line, thread, time)
        if body.usage is not None:
            message.spend(body.usage)
        if body.stop_reason:
            message.final = True
            message.stop_reason = body.stop_reason
        for block in blocks_of(line):
            if block.type == "tool_use":
                message.characters += len(block.input)
                self._call(block, line, thread, kind, time)
            else:
                message.take(block)

    def _message(self, line: Line, thread: str, time: float | None) -> MessageDraft:
        body = line.message
        identity = (
            (body.id if body else None)
            or line.request_id
            or line.uuid
            or f"line-{self.draft.position}"
        )
        message = self.draft.messages.get(identity)
        if message is None:
            model = body.model if body else None
            message = MessageDraft(
                id=identity,
                position=self.draft.place(),
                time=time,
                thread=thread,
                turn=self.draft.turn,
                model=model,
            )
            self.draft.messages[identity] = message
            if model and thread == "main":
                self.draft.models[model] = None
        return message

    def _call(
        self,
        block: Block,
        line: Line,
        thread: str,
        thread_kind: ThreadKind,
        time: float | None,
    ) -> None:
        draft = self.draft
        position = draft.place()
        identity = block.id or f"call-{position}"
        if identity in draft.calls or (draft.put and draft.put.get(identity)):
            return
        kind = class_of(block.name)
        call = CallDraft(
            id=identity,
            position=position,
            tool=block.name,
            kind=kind,
            time=time,
            thread=thread,
            thread_kind=thread_kind,
            turn=draft.turn,
            initiator=self.initiator,
            call=take_input(kind, block.input),
            cwd=line.cwd,
            mcp_server=server_of(block.name),
        )
        draft.calls[identity] = call
        draft.threads.add(thread)
        if kind == "other":
            name = f"tool/{block.name}"
            draft.unknown[name] = draft.unknown.get(name, 0) + 1
        early = self._early.pop(identity, None)
        if early is not None:
            draft.orphan_results -= 1
            # A few results stand before their call in the file.
            block, line, time = early
            self._result(call, block, line, time, draft.place())

    def results(self, line: Line, time: float | None, *, main: bool) -> bool:
        """Take a line of results; say whether one ended a stretch of work."""
        worked = refused = False
        blocks = blocks_of(line)
        results = [block for block in blocks if block.type == "tool_result"]
        for block in results:
            position = self.draft.place()
            call = self.draft.calls.get(block.tool_use_id)
            if call is None:
                known = self.draft.put and self.draft.put.get(block.tool_use_id)
                if known:
                    worked |= known.kind in WORKS
                    refused |= known.status == "rejected"
                    continue
                self.draft.orphan_results += 1
                self._early[block.tool_use_id] = (block, line, time)
                if main:
                    result = take_result(block, line, run=False, alone=True)
                    self.decisions.orphan(result)
                continue
            result = self._result(
                call, block, line, time, position, alone=len(results) == 1
            )
            worked |= call.kind in WORKS
            refused |= result.status == "rejected"
        if main and len(blocks) > len(results):
            # Unknown versions may comment; those known to be older do not.
            known_old = line.version and not at_least(line.version, APPROVAL_COMMENTS)
            for block in blocks:
                if block.type == "text" and not known_old:
                    self.decisions.comment(block.text, time, refused=refused)
        return worked

    def _result(  # noqa: PLR0913 -- what a result is made of
        self,
        call: CallDraft,
        block: Block,
        line: Line,
        time: float | None,
        position: int,
        *,
        alone: bool = True,
    ) -> Result:
        result = take_result(block, line, run=call.kind == "run", alone=alone)
        if call.result is not None:
            return call.result
        call.result = result
        call.is_error = block.is_error
        call.ended = time
        call.ended_position = position
        call.sub_actions = result.sub_actions
        if result.background_task:
            self.notices.start(result.background_task, call)
        if call.call.task and call.kind == "read":
            self.notices.poll(call.call.task, result.text)
        if call.kind == "read" and call.call.paths:
            self._context(call, result)
        if call.thread_kind == "main":
            self.decisions.result(call, result, time)
        if self.draft.put is not None and call.is_settled:
            del self.draft.calls[call.id]
            self.draft.put.add(call.finish())
        return result

    def _context(self, call: CallDraft, result: Result) -> None:
        path = call.call.paths[0]
        if name_of(path) in INSTRUCTIONS and result.status == "ok":
            self.draft.context.setdefault(path, result.text[:CONTEXT_LIMIT])
