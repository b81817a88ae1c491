"""The person's own agent, played by programs that behave like the real ones."""

import os
import stat
import sys
from pathlib import Path

import pytest

from backends.requests import request
from metier.backends.agents import ClaudeAgent, CodexAgent

CLAUDE = """
import json, os, sys
args = sys.argv[1:]
assert args[0] == "-p"
assert args[args.index("--tools") + 1] == ""
assert json.loads(args[args.index("--json-schema") + 1])["type"] == "object"
prompt = sys.stdin.read()
assert prompt.startswith("metier-annotation-request ")
assert "metier-annotation-request" in os.getcwd()
print(json.dumps({"type": "result", "is_error": False, "result": "",
    "structured_output": {"work_mode": {"answer": "fix", "confidence": 0.9}},
    "usage": {"input_tokens": 12, "output_tokens": 3}}))
"""
CLAUDE_TEXT = """
import json
print(json.dumps({"is_error": False,
    "result": "```json\\n{\\"work_mode\\": {\\"answer\\": \\"fix\\"}}\\n```"}))
"""
LIMITED = """
import json, sys
print(json.dumps({"is_error": True, "result": "You have hit your usage limit"}))
sys.exit(1)
"""
BROKEN = "print('Segmentation fault')"
SLOW = "import time; time.sleep(30)"
CODEX = """
import json, pathlib, sys
args = sys.argv[1:]
assert args[0] == "exec" and args[-1] == "-"
assert args[args.index("--sandbox") + 1] == "read-only"
assert json.loads(pathlib.Path(args[args.index("--output-schema") + 1]).read_text())
assert sys.stdin.read().startswith("metier-annotation-request ")
pathlib.Path(args[args.index("--output-last-message") + 1]).write_text(
    json.dumps({"work_mode": {"answer": "build"}}))
"""


def program(folder: Path, code: str) -> str:
    path = folder / "agent"
    path.write_text(f"#!{sys.executable}\n{code}")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_claude_is_asked_without_tools_in_a_scratch_folder(tmp_path: Path) -> None:
    agent = ClaudeAgent(program=program(tmp_path, CLAUDE))

    reply = agent.answer(request())

    assert (reply.problem, reply.answers[0].value) == (None, "fix")
    assert (reply.tokens_in, reply.tokens_out) == (12, 3)


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (CLAUDE_TEXT, None),
        (LIMITED, "rate limit"),
        (BROKEN, "server error"),
    ],
)
def test_older_limited_and_broken_agents_are_understood(
    tmp_path: Path, code: str, problem: str | None
) -> None:
    reply = ClaudeAgent(program=program(tmp_path, code)).answer(request())

    assert reply.problem == problem


def test_an_agent_that_hangs_times_out(tmp_path: Path) -> None:
    agent = ClaudeAgent(program=program(tmp_path, SLOW), timeout_s=0.5)

    assert agent.answer(request()).problem == "timeout"


def test_codex_is_asked_in_a_read_only_sandbox(tmp_path: Path) -> None:
    reply = CodexAgent(program=program(tmp_path, CODEX)).answer(request())

    assert (reply.problem, reply.answers[0].value) == (None, "build")


def test_an_agent_that_is_not_installed_is_not_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(os.environ, "PATH", str(tmp_path))

    assert ClaudeAgent().found() is None
