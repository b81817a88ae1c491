"""From what a person writes after `--annotator` to a backend."""

import os
from urllib.parse import urlsplit

from metier.backends.agents import ClaudeAgent, CodexAgent
from metier.backends.asking import Backend
from metier.backends.chats import AnthropicChat, OpenAIChat, SystemOne
from metier.backends.hosted import Hosted
from metier.backends.posting import Link
from metier.errors import SettingError

__all__ = ["FORMS", "backend", "leaves_machine"]

FORMS = (
    (
        "agent:claude[/MODEL]",
        "your own Claude Code, tools off; a subscription is enough",
    ),
    ("agent:codex[/MODEL]", "your own Codex CLI, read-only; a subscription is enough"),
    ("openai:URL#MODEL", "a server with /chat/completions; key in METIER_API_KEY"),
    ("anthropic:URL#MODEL", "a server with /v1/messages; key in ANTHROPIC_API_KEY"),
    ("systemone:URL#MODEL", "a decision model with /v1/systemone"),
    ("hosted:PROVIDER:MODEL", "a hosted model through pydantic-ai; extra `llm`"),
)
"""What may be written, and what it means."""

_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def _link(url: str, path: str, headers: tuple[tuple[str, str], ...] = ()) -> Link:
    url = url.rstrip("/")
    return Link(url=url if url.endswith(path) else url + path, headers=headers)


def _served(form: str, rest: str) -> Backend:
    url, _, model = rest.partition("#")
    if not model or not url.startswith(("http://", "https://")):
        raise SettingError(
            f"--annotator {form}:{rest} names no server and model. Write it as "
            f"{form}:http://127.0.0.1:11434/v1#MODEL."
        )
    if form == "anthropic":
        key = os.environ.get("ANTHROPIC_API_KEY", "")
        return AnthropicChat(
            model=model,
            link=_link(url, "/messages", AnthropicChat.headers(key)),
        )
    key = os.environ.get("METIER_API_KEY", "")
    bearer = (("Authorization", f"Bearer {key}"),) if key else ()
    if form == "systemone":
        path = "/systemone" if url.rstrip("/").endswith("/v1") else "/v1/systemone"
        return SystemOne(model=model, link=_link(url, path, bearer))
    return OpenAIChat(model=model, link=_link(url, "/chat/completions", bearer))


def backend(written: str) -> Backend:
    """Return the backend that a person means."""
    form, _, rest = written.partition(":")
    if form == "agent":
        agent, _, model = rest.partition("/")
        if agent == "claude":
            return ClaudeAgent(model=model or None)
        if agent == "codex":
            return CodexAgent(model=model or None)
    elif form in {"openai", "anthropic", "systemone"}:
        return _served(form, rest)
    elif form == "hosted" and ":" in rest:
        return Hosted(model=rest)
    known = "; ".join(f"{name} ({meaning})" for name, meaning in FORMS)
    raise SettingError(
        f"--annotator {written} is none of those there are: offline; file; {known}."
    )


def leaves_machine(written: str) -> str | None:
    """Say in a few words where text would go, or None if it stays on this machine."""
    form, _, rest = written.partition(":")
    if form == "agent":
        return f"the service behind your own {rest.partition('/')[0]} account"
    if form == "hosted":
        return f"the provider {rest.partition(':')[0]}"
    host = urlsplit(rest.partition("#")[0]).hostname
    return None if host in _HERE or not host else host
