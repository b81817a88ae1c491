"""Small readings of Codex payloads: who wrote it, whose words, how many tokens."""

import re
from typing import Any

from metier.records import Interactive, Surface, Tokens

__all__ = [
    "CONTEXT_EDGE",
    "content_of",
    "images_of",
    "is_machine_text",
    "length_of",
    "own_text",
    "parent_of",
    "source_of",
    "spent_between",
    "text_of",
    "total_of",
]

CONTEXT_EDGE = 4_000

MACHINE_OPENINGS = (
    "# AGENTS.md",
    "<environment_context>",
    "<user_instructions>",
    "<INSTRUCTIONS>",
    "<permissions instructions>",
    "<turn_aborted>",
    "<skill",
    "<subagent_notification",
    "<user_shell_command>",
    "<app-context>",
    "<collaboration_mode>",
)
"""User messages that no person wrote begin with one of these."""

IDE_OPENING = re.compile(r"\A\s*# (?:Context from my IDE|Files mentioned|In app)")
REQUEST_MARK = re.compile(r"^## My request for Codex:[ \t]*\n?", re.MULTILINE)
IMAGE_TAG = re.compile(r"</?image\b[^>]*>")


def text_of(value: object) -> str | None:
    """Give a text, or None for anything else."""
    return value if isinstance(value, str) else None


def length_of(payload: dict[str, Any], name: str) -> int:
    """Count a list, or 0 for anything else."""
    value = payload.get(name)
    return len(value) if isinstance(value, list) else 0


def content_of(payload: dict[str, Any]) -> str:
    """Put the text blocks of a message together."""
    content = payload.get("content")
    if not isinstance(content, list):
        return text_of(content) or ""
    texts = [item.get("text") for item in content if isinstance(item, dict)]
    return "\n".join(text for text in texts if isinstance(text, str))


def images_of(payload: dict[str, Any]) -> int:
    """Count the images in a message."""
    content = payload.get("content")
    if not isinstance(content, list):
        return 0
    return sum(
        1
        for item in content
        if isinstance(item, dict) and item.get("type") == "input_image"
    )


def is_machine_text(text: str) -> bool:
    """Say whether a user message was written by the program."""
    return text.lstrip().startswith(MACHINE_OPENINGS)


def own_text(text: str) -> str:
    """Leave out what the editor put around a person's words."""
    mark = REQUEST_MARK.search(text) if IDE_OPENING.match(text) else None
    if mark is not None:
        text = text[mark.end() :]
    return IMAGE_TAG.sub("", text).strip()


def source_of(payload: dict[str, Any]) -> dict[str, Any]:
    """Read from a thread's head where the person sat, and whether one did."""
    source = payload.get("source")
    originator = (text_of(payload.get("originator")) or "").lower()
    surface: Surface = "unknown"
    if source in ("exec", "mcp") or "exec" in originator:
        surface = "sdk" if source == "mcp" else "headless"
    elif "sdk" in originator:
        surface = "sdk"
    elif "desktop" in originator:
        surface = "desktop"
    elif source == "vscode" or "vscode" in originator:
        surface = "ide"
    elif source == "cli" or originator in ("codex_cli_rs", "codex-tui"):
        surface = "cli"
    interactive: Interactive = "unknown"
    if surface in ("headless", "sdk"):
        interactive = "no"
    elif surface != "unknown":
        interactive = "yes"
    return {"surface": surface, "interactive": interactive}


def parent_of(payload: dict[str, Any]) -> str | None:
    """Name the thread that started this one as its sub-agent."""
    source = payload.get("source")
    spawned = source.get("subagent") if isinstance(source, dict) else None
    if spawned is None:
        return None
    inner = spawned.get("thread_spawn") if isinstance(spawned, dict) else None
    named = inner.get("parent_thread_id") if isinstance(inner, dict) else None
    # A review or a compaction names no parent; it is still no person's thread.
    return text_of(named) or text_of(payload.get("parent_thread_id")) or "unknown"


def total_of(payload: dict[str, Any]) -> Tokens | None:
    """Read the file's running total; None where the log gives none."""
    info = payload.get("info")
    usage = info.get("total_token_usage") if isinstance(info, dict) else None
    if not isinstance(usage, dict):
        return None
    cached = _count(usage, "cached_input_tokens")
    return Tokens(
        # Codex counts cached tokens as input as well.
        input=max(_count(usage, "input_tokens") - cached, 0),
        cache_read=cached,
        output=_count(usage, "output_tokens"),
    )


def spent_between(before: Tokens, after: Tokens) -> Tokens:
    """Give what was spent between two totals; a smaller one began anew."""
    if after.output < before.output or after.input < before.input:
        return after
    return Tokens(
        input=after.input - before.input,
        cache_read=max(after.cache_read - before.cache_read, 0),
        output=after.output - before.output,
    )


def _count(usage: dict[str, Any], name: str) -> int:
    value = usage.get(name)
    return value if isinstance(value, int) else 0
