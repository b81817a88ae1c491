"""Writes one session as Claude Code would: a line a block, every line in its envelope.

It tallies what it writes by the names of `metier inspect`, from its own side:
what a reader counts must come out the same.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import msgspec

from metier.formats import count_words

__all__ = ["Origin", "Transcript"]

VERSION = "2.1.284"
_ENCODE = msgspec.json.Encoder().encode
_CHARACTERS_A_TOKEN = 4
LOGGED_TURNS = 0.5
"""Share of turns for which the agent notes how long it worked."""


class Origin(msgspec.Struct, kw_only=True):
    """Where a session runs."""

    session_id: str
    cwd: str
    branch: str
    entrypoint: str = "cli"
    model: str = "claude-sonnet-4-5"
    version: str = VERSION


class Transcript:
    """A session file in the making."""

    def __init__(self, origin: Origin, random: Random, started: float) -> None:
        """Begin an empty transcript."""
        self.origin = origin
        self.random = random
        self.clock = started
        self.counts: Counter[str] = Counter()
        self.models = {origin.model: None}
        self.first: float | None = None
        self.agent: str | None = None
        """Id of the sub-agent whose file this is."""

        self._lines: list[bytes] = []
        self._parent: str | None = None
        self._context = 12_000
        self._turn_began = started
        envelope = {
            "entrypoint": origin.entrypoint,
            "cwd": origin.cwd,
            "sessionId": origin.session_id,
            "version": origin.version,
            "gitBranch": origin.branch,
        }
        self._envelope = _ENCODE(envelope)[1:-1]

    def wait(self, least: float, most: float) -> None:
        """Let time pass."""
        self.clock += self.random.uniform(least, most)

    def identity(self) -> str:
        """Give a fresh uuid."""
        bits = f"{self.random.getrandbits(128):032x}"
        return f"{bits[:8]}-{bits[8:12]}-4{bits[13:16]}-a{bits[17:20]}-{bits[20:]}"

    def line(self, kind: str, fields: Mapping[str, Any]) -> str:
        """Write one threaded line and return its uuid."""
        identity = self.identity()
        parent = b"null" if self._parent is None else b'"%s"' % self._parent.encode()
        side = b"true" if self.agent else b"false"
        agent = b',"agentId":"%s"' % self.agent.encode() if self.agent else b""
        self._lines.append(
            b'{"parentUuid":%s,"isSidechain":%s%s,%s,"type":"%s",%s,"uuid":"%s",'
            b'"timestamp":"%s"}'
            % (
                parent,
                side,
                agent,
                self._envelope,
                kind.encode(),
                _ENCODE(fields)[1:-1],
                identity.encode(),
                self.stamp().encode(),
            )
        )
        if self.first is None:
            self.first = self.clock
        self._parent = identity
        return identity

    def cut(self) -> None:
        """Begin a new root, as a compaction does."""
        self._parent = None

    def flat(self, fields: Mapping[str, Any]) -> None:
        """Write one line that is no part of the thread."""
        self._lines.append(_ENCODE(fields))

    def stamp(self) -> str:
        """Give the time as the agent writes it."""
        moment = datetime.fromtimestamp(self.clock, UTC)
        return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z"

    def prompt(self, text: str, mode: str = "default") -> None:
        """Write what a person typed."""
        self.counts["human_prompts"] += 1
        self.opens(text)
        self.line(
            "user",
            {
                "promptSource": "typed",
                "origin": {"kind": "human"},
                "turnOrigin": "human",
                "permissionMode": mode,
                "message": {"role": "user", "content": text},
            },
        )

    def opens(self, words: str) -> None:
        """Count a turn and the person's words that open it."""
        self.counts["turns"] += 1
        self.counts["words_human"] += count_words(words)
        self._turn_began = self.clock

    def user(self, content: object, **fields: object) -> str:
        """Write a user line that is no prompt by itself."""
        return self.line(
            "user", {**fields, "message": {"role": "user", "content": content}}
        )

    def message(self, blocks: Sequence[Mapping[str, Any]], stop: str) -> None:
        """Write one API response, a line a block; tokens grow on the last line."""
        size = sum(len(_ENCODE(block)) for block in blocks)
        cached, self._context = self._context, self._context + size
        identity = f"msg_01{self.random.getrandbits(64):016x}"
        usage = {
            "input_tokens": self.random.randint(2, 9),
            "cache_creation_input_tokens": size,
            "cache_read_input_tokens": cached,
            "output_tokens": 3,
        }
        final = max(4, size // _CHARACTERS_A_TOKEN)
        for place, block in enumerate(blocks, 1):
            last = place == len(blocks)
            spent = usage | {"output_tokens": final} if last else usage
            self.line(
                "assistant",
                {
                    "message": {
                        "id": identity,
                        "type": "message",
                        "role": "assistant",
                        "model": self.origin.model,
                        "content": [block],
                        "stop_reason": stop if last else None,
                        "usage": spent,
                    }
                },
            )
            self.wait(0.1, 0.6)
        if self.agent is None:
            self._tally(blocks, usage, final)

    def _tally(
        self,
        blocks: Sequence[Mapping[str, Any]],
        usage: Mapping[str, int],
        final: int,
    ) -> None:
        counts = self.counts
        counts["api_messages"] += 1
        counts["input_tokens"] += usage["input_tokens"]
        counts["cache_write_tokens"] += usage["cache_creation_input_tokens"]
        counts["cache_read_tokens"] += usage["cache_read_input_tokens"]
        counts["output_tokens"] += final
        self.models[self.origin.model] = None
        for block in blocks:
            if block["type"] == "text":
                counts["words_visible"] += count_words(block["text"])
            elif block["type"] == "tool_use":
                counts["actions"] += 1

    def result(
        self,
        call: str,
        text: str,
        side: object = None,
        *,
        error: bool = False,
        beside: str | None = None,
    ) -> None:
        """Write a tool result; `beside` is what the person typed with an approval."""
        block: dict[str, Any] = {
            "tool_use_id": call,
            "type": "tool_result",
            "content": text,
        }
        if error:
            block["is_error"] = True
        content: list[dict[str, Any]] = [block]
        if beside is not None:
            content.append({"type": "text", "text": beside})
            self.counts["approval_comments"] += 1
            self.counts["words_human"] += count_words(beside)
        fields = {} if side is None else {"toolUseResult": side}
        self.user(content, **fields)

    def end_turn(self) -> None:
        """Write how long the agent worked, as real logs do for half of the turns."""
        if self.random.random() < LOGGED_TURNS:
            return
        took = max(0.0, self.clock - self._turn_began)
        self.line(
            "system",
            {
                "subtype": "turn_duration",
                "durationMs": round(took * 1000),
                "isMeta": False,
            },
        )

    @property
    def size(self) -> int:
        """Count the bytes of the file."""
        return sum(len(line) + 1 for line in self._lines)

    def save(self, path: Path) -> None:
        """Write the file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"\n".join(self._lines) + b"\n")
