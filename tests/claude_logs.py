"""Claude Code transcripts in a line: a log that numbers and times its own lines.

    log = Log("s-1")
    log.prompt("add a test")
    log.calls("Bash", {"command": "pytest"}, result="1 passed in 0.1s")
    log.write(tmp_path / "s-1.jsonl")

Every line comes a second after the one before it, from ten in the morning UTC.
"""

# ruff: noqa: ANN401 - any field of a line, as the log has it

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from metier import evidence, formats
from metier.facts.counts import counts
from metier.records import Session

__all__ = ["BEGIN", "Log", "count", "count_one", "read"]

BEGIN = datetime(2026, 9, 1, 10, tzinfo=UTC)
REFUSED = (
    "The user doesn't want to proceed with this tool use. The tool use was rejected "
    "(eg. if it was a file edit, the new_string was NOT written to the file). "
)
BARE = REFUSED + "STOP what you are doing and wait for the user to tell you."
SAID = REFUSED + "To tell you how to proceed, the user said:\n"
MARKER = "[Request interrupted by user for tool use]"


class Log:
    """A transcript being written."""

    def __init__(
        self, session: str = "s-1", version: str = "2.1.40", **envelope: Any
    ) -> None:
        self.session = session
        self.envelope = {
            "isSidechain": False,
            "userType": "external",
            "cwd": "/home/dev/project",
            "version": version,
            "gitBranch": "main",
            **envelope,
        }
        self.lines: list[str] = []
        self.moment = BEGIN
        self.parent: str | None = None
        self.number = 0
        self.prefix = session

    def wait(self, seconds: float) -> "Log":
        self.moment += timedelta(seconds=seconds)
        return self

    def stamp(self) -> str:
        return self.moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def add(self, **line: Any) -> dict[str, Any]:
        """Add a threaded line; fields given win, None takes a field away."""
        self.number += 1
        self.moment += timedelta(seconds=1)
        whole = {
            "parentUuid": self.parent,
            "sessionId": self.session,
            **self.envelope,
            "uuid": f"{self.prefix}-{self.number}",
            "timestamp": self.stamp(),
            **line,
        }
        whole = {
            name: value
            for name, value in whole.items()
            if value is not None or name == "parentUuid"
        }
        self.parent = whole.get("uuid", self.parent)
        return self.side(**whole)

    def side(self, **line: Any) -> dict[str, Any]:
        """Add a line as it is."""
        self.lines.append(json.dumps(line, ensure_ascii=False))
        return line

    def user(self, content: Any, **more: Any) -> dict[str, Any]:
        message = {"role": "user", "content": content}
        return self.add(type="user", message=message, **more)

    prompt = user

    def assistant(
        self,
        *blocks: dict[str, Any],
        id: str | None = None,  # noqa: A002 - as the log calls it
        output: int = 10,
        stop_reason: str | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        message = {
            "id": id or f"msg-{self.prefix}-{self.number}",
            "role": "assistant",
            "model": more.pop("model", "claude-opus-4"),
            "content": list(blocks),
            "stop_reason": stop_reason,
            "usage": {
                "input_tokens": 100,
                "cache_creation_input_tokens": 20,
                "cache_read_input_tokens": 3000,
                "output_tokens": output,
            },
        }
        return self.add(type="assistant", message=message, **more)

    def says(self, text: str, **more: Any) -> dict[str, Any]:
        return self.assistant({"type": "text", "text": text}, **more)

    def call(self, tool: str, given: dict[str, Any] | None = None, **more: Any) -> str:
        """Add a tool call without its result; return its id."""
        identity = more.pop("call", None) or f"toolu-{self.prefix}-{self.number}"
        block = {
            "type": "tool_use",
            "id": identity,
            "name": tool,
            "input": given or {},
        }
        self.assistant(block, **more)
        return str(identity)

    def result(
        self,
        call: str,
        content: Any = "ok",
        *,
        error: bool | None = None,
        sidecar: Any = None,
        beside: str | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        block: dict[str, Any] = {
            "type": "tool_result",
            "tool_use_id": call,
            "content": content,
        }
        if error is not None:
            block["is_error"] = error
        blocks = [block]
        if beside is not None:
            blocks.append({"type": "text", "text": beside})
        return self.user(blocks, toolUseResult=sidecar, **more)

    def calls(
        self,
        tool: str,
        given: dict[str, Any] | None = None,
        result: Any = "ok",
        **more: Any,
    ) -> str:
        """Add a call and its result."""
        identity = self.call(tool, given)
        self.result(identity, result, **more)
        return identity

    def refuses(self, call: str, comment: str | None = None) -> None:
        """Let the person refuse a call, as the log has it."""
        if comment is not None:
            self.result(
                call, SAID + comment, error=True, sidecar=f"Error: {SAID}{comment}"
            )
            return
        self.result(call, BARE, error=True, sidecar="User rejected tool use")
        self.user([{"type": "text", "text": MARKER}])

    def queue(self, operation: str, content: Any = None, **more: Any) -> str:
        self.moment += timedelta(seconds=1)
        line: dict[str, Any] = {
            "type": "queue-operation",
            "operation": operation,
            "timestamp": self.stamp(),
            "sessionId": self.session,
        }
        if content is not None:
            line["content"] = content
        self.side(**line, **more)
        return self.stamp()

    def attachment(self, **attached: Any) -> dict[str, Any]:
        timestamp = attached.pop("timestamp", None)
        more = {"timestamp": timestamp} if timestamp else {}
        return self.add(type="attachment", attachment=attached, **more)

    def write(self, path: Path, *, end: str = "\n") -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(("\n".join(self.lines) + end).encode())
        return path


def read(*paths: Path) -> list[Session]:
    """Read paths as one corpus."""
    return list(formats.read(paths))


def count(*paths: Path) -> dict[str, dict[str, Any]]:
    """Count every session of a corpus, by its id."""
    return {
        session.id: dict(counts(session, evidence.ledger(session)))
        for session in formats.read(paths)
    }


def count_one(log: Log, folder: Path) -> dict[str, Any]:
    """Write a log, read it and count its one session."""
    (counted,) = count(log.write(folder / f"{log.session}.jsonl")).values()
    return counted
