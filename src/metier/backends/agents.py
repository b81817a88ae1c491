"""The person's own agent as annotator: a subscription is enough, no key is needed.

`claude -p` or `codex exec` runs in a scratch folder with tools off, no project
settings and structured output. Every request opens with a mark, so that sessions
which the agent writes down in spite of being asked not to are never analysed.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import msgspec

from metier.backends.chats import messages
from metier.backends.schemas import read_answers, schema
from metier.records import ANNOTATION_MARK, Problem, Reply, Request

__all__ = ["ClaudeAgent", "CodexAgent"]

Run = Callable[..., "subprocess.CompletedProcess[str]"]
_LIMIT_WORDS = ("usage limit", "rate limit", "quota", "too many requests")


def _prompt(request: Request) -> str:
    system, user = messages(request)
    return f"{ANNOTATION_MARK} {request.id}\n\n{system['content']}\n\n{user['content']}"


def _problem(done: "subprocess.CompletedProcess[str]") -> Problem:
    said = f"{done.stdout[:2000]} {done.stderr[:2000]}".lower()
    return "rate limit" if any(w in said for w in _LIMIT_WORDS) else "server error"


def _run(
    command: list[str], prompt: str, folder: Path, timeout_s: float
) -> "subprocess.CompletedProcess[str] | None":
    try:
        return subprocess.run(  # noqa: S603  (the person's own agent, no shell)
            command,
            input=prompt,
            capture_output=True,
            text=True,
            timeout=timeout_s,
            check=False,
            cwd=folder,
        )
    except subprocess.TimeoutExpired:
        return None


class ClaudeAgent(msgspec.Struct, frozen=True, kw_only=True):
    """`claude -p`, tools off, nothing kept."""

    program: str = "claude"
    model: str | None = None
    timeout_s: float = 300.0

    @property
    def name(self) -> str:
        """Name the annotator by agent and model."""
        return f"claude-cli:{self.model or 'default'}"

    def found(self) -> str | None:
        """Return where the program is, or None."""
        return shutil.which(self.program)

    def command(self, request: Request) -> list[str]:
        """Return the command line; the prompt goes in by standard input."""
        command = [self.program, "-p", "--output-format", "json"]
        command += ["--json-schema", json.dumps(schema(request))]
        command += ["--tools", "", "--setting-sources", "", "--strict-mcp-config"]
        command += ["--no-session-persistence"]
        return command + (["--model", self.model] if self.model else [])

    def answer(self, request: Request) -> Reply:
        """Ask the agent one request."""
        with tempfile.TemporaryDirectory(prefix=f"{ANNOTATION_MARK}-") as folder:
            done = _run(
                self.command(request), _prompt(request), Path(folder), self.timeout_s
            )
        if done is None:
            return Reply(request=request.id, problem="timeout", model=self.name)
        try:
            found = json.loads(done.stdout)
        except json.JSONDecodeError:
            found = None
        if done.returncode != 0 or not isinstance(found, dict) or found.get("is_error"):
            return Reply(request=request.id, problem=_problem(done), model=self.name)
        given = found.get("structured_output") or found.get("result") or ""
        answers, problem = read_answers(request, given)
        usage = found.get("usage") or {}
        return Reply(
            request=request.id,
            answers=answers,
            problem=problem,
            model=self.name,
            tokens_in=usage.get("input_tokens"),
            tokens_out=usage.get("output_tokens"),
        )


class CodexAgent(msgspec.Struct, frozen=True, kw_only=True):
    """`codex exec` in a read-only sandbox, nothing kept."""

    program: str = "codex"
    model: str | None = None
    timeout_s: float = 300.0

    @property
    def name(self) -> str:
        """Name the annotator by agent and model."""
        return f"codex-cli:{self.model or 'default'}"

    def found(self) -> str | None:
        """Return where the program is, or None."""
        return shutil.which(self.program)

    def answer(self, request: Request) -> Reply:
        """Ask the agent one request."""
        with tempfile.TemporaryDirectory(prefix=f"{ANNOTATION_MARK}-") as name:
            folder = Path(name)
            wanted, last = folder / "schema.json", folder / "last.txt"
            wanted.write_text(json.dumps(schema(request)))
            command = [self.program, "exec", "--skip-git-repo-check", "--ephemeral"]
            command += ["--sandbox", "read-only", "--output-schema", str(wanted)]
            command += ["--output-last-message", str(last)]
            command += ["--model", self.model] if self.model else []
            done = _run([*command, "-"], _prompt(request), folder, self.timeout_s)
            said = last.read_text() if last.exists() else ""
        if done is None:
            return Reply(request=request.id, problem="timeout", model=self.name)
        if done.returncode != 0:
            return Reply(request=request.id, problem=_problem(done), model=self.name)
        answers, problem = read_answers(request, said)
        return Reply(
            request=request.id, answers=answers, problem=problem, model=self.name
        )
