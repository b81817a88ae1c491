"""OpenCode: exports, a tree of JSON files, a database (formats 6.3)."""

from metier.formats.opencode.reading import homes, read, sniff

__all__ = ["homes", "read", "sniff"]
