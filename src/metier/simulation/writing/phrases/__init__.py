"""Sentences of the example, all our own, as data: prompts, trades, tongues."""

from importlib.resources import files
from typing import Any

import msgspec

__all__ = ["AGENT", "DOMAINS", "LANGUAGES", "PROMPTS"]


def _load(name: str) -> dict[str, Any]:
    text = (files(__package__) / name).read_bytes()
    loaded: dict[str, Any] = msgspec.json.decode(text)
    return loaded


PROMPTS = _load("prompts.json")
"""What people type, by level and kind of work."""

AGENT = _load("agent.json")
"""What the agent says, writes and commits."""

DOMAINS = _load("domains.json")
"""Words of ten trades, by SOC-2018 group."""

LANGUAGES = _load("languages.json")
"""Eight more languages."""
