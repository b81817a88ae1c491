"""Gemini CLI: chats under `~/.gemini/tmp/<project>/chats` (formats 6.2)."""

from metier.formats.gemini_cli.reading import homes, read, read_file, sniff

__all__ = ["homes", "read", "read_file", "sniff"]
