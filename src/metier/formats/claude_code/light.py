"""Lines of a session too large to be held: what no rule asks for is let go.

A decoded line keeps hold of all its bytes. A light one holds what the rules read,
and of each output the beginning and the end; words that repeat in every line are
held once. The counts are the same; only evidence deep inside a long output of such
a session can be missed, and the output says that it was clipped (decision 91).
"""

from typing import Any

import msgspec
from msgspec import Raw

from metier.formats.claude_code.lines import EMPTY, Block, Line
from metier.formats.claude_code.results import clip, result_text

__all__ = ["HEAVY", "Light", "edge_of"]

HEAVY = 48 * 1024 * 1024
"""Bytes of a session's lines from which they are made light."""

TEXT = 32 * 1024 * 1024
"""Characters of outputs that such a session may hold, shared among its lines."""

LEAST_EDGE = 500
_RAWS = ("attachment", "content", "error", "plan_content", "scheduled_task_id")
_REPEATED = ("type", "session_id", "cwd", "git_branch", "version", "entrypoint")
_LARGE = frozenset({"stdout", "stderr", "file", "originalFile", "prompt", "content"})
"""Fields of a sidecar that repeat what the result or the call says."""

_FIELDS = msgspec.json.Decoder(dict[str, Raw])


def edge_of(lines: int) -> int:
    """Say how much of an output's beginning and end so many lines leave room for."""
    return max(LEAST_EDGE, TEXT // max(lines, 1))


class Light:
    """Makes lines light, one after the other."""

    def __init__(self, edge: int) -> None:
        """Keep so many characters of both ends of an output."""
        self.edge = edge
        self._words: dict[str, str] = {}
        self._last: str | None = None

    def make(self, line: Line) -> Line:
        """Let go of what is not asked for. The line itself is changed."""
        self._envelope(line)
        if line.tool_use_result:
            line.tool_use_result = self._sidecar(line.tool_use_result)
        body = line.message
        if body is not None:
            if body.model:
                body.model = self._words.setdefault(body.model, body.model)
            if body.usage is not None:
                body.usage.iterations = _own(body.usage.iterations)
            for block in body.content if isinstance(body.content, list) else ():
                self._block(block)
        return line

    def _envelope(self, line: Line) -> None:
        for name in _RAWS:
            setattr(line, name, _own(getattr(line, name)))
        for name in _REPEATED:
            word = getattr(line, name)
            if word:
                setattr(line, name, self._words.setdefault(word, word))
        if line.parent_uuid == self._last:
            line.parent_uuid = self._last
        self._last = line.uuid

    def _block(self, block: Block) -> None:
        block.type = self._words.setdefault(block.type, block.type)
        block.name = self._words.setdefault(block.name, block.name)
        block.input = _own(block.input)
        if len(block.content) <= self.edge:
            block.content = _own(block.content)
            return
        text, block.clipped = clip(result_text(block.content), self.edge)
        block.content = Raw(msgspec.json.encode(text))

    def _sidecar(self, raw: Raw) -> Raw:
        if len(raw) <= self.edge:
            return _own(raw)
        try:
            fields: dict[str, Any] = _FIELDS.decode(raw)
        except msgspec.DecodeError:
            # A text: its beginning says all that is asked of it.
            return Raw(msgspec.json.encode(result_text(raw)[: self.edge]))
        created = fields.get("type") == Raw(b'"create"')
        kept = {
            name: value
            for name, value in fields.items()
            if name not in _LARGE or (name == "content" and created)
        }
        return Raw(msgspec.json.encode(kept))


def _own(raw: Raw) -> Raw:
    """Copy a few bytes, so that the line's many can go."""
    return Raw(bytes(memoryview(raw))) if raw else EMPTY
