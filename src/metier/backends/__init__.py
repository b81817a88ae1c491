"""Models that answer questions; the only room that sends anybody's words anywhere.

`backend(name)` turns what a person writes after `--annotator` into one of them:

    agent:claude[/MODEL]     the person's own agent, a subscription is enough
    agent:codex[/MODEL]
    openai:URL#MODEL         a server with /chat/completions (Ollama, llama.cpp, …)
    anthropic:URL#MODEL      a server with /v1/messages
    systemone:URL#MODEL      a decision model
    hosted:PROVIDER:MODEL    a hosted model through pydantic-ai (extra `llm`)
"""

from metier.backends.asking import Backend, Limits, ask
from metier.backends.caches import Cache, request_id
from metier.backends.choosing import FORMS, backend, leaves_machine
from metier.backends.files import Replies, read_replies, write_requests
from metier.backends.prices import Estimate, estimate
from metier.backends.scripted import Scripted
from metier.backends.scrubbing import Scrubber

__all__ = [
    "FORMS",
    "Backend",
    "Cache",
    "Estimate",
    "Limits",
    "Replies",
    "Scripted",
    "Scrubber",
    "ask",
    "backend",
    "estimate",
    "leaves_machine",
    "read_replies",
    "request_id",
    "write_requests",
]
