"""Codex CLI: `rollout-*.jsonl` files under `~/.codex/sessions` (formats 6.1).

`reading` takes a file, `lines` its lines one by one, `tools` joins calls with their
outputs; `heads` and `calls` say what a payload means.
"""

from metier.formats.codex.reading import read, read_file, sniff

__all__ = ["read", "read_file", "sniff"]
