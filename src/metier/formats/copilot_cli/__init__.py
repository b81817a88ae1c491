"""GitHub Copilot CLI: events under `~/.copilot/session-state` (formats 6.4)."""

from metier.formats.copilot_cli.reading import homes, read, read_file, sniff

__all__ = ["homes", "read", "read_file", "sniff"]
