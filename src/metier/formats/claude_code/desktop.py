"""Sessions of the desktop application's agent: one private folder a task.

The application drives the agent through its programming interface, so every prompt
looks like a program's. The record that it keeps beside the folder says that a
person started the task.
"""

import json
from pathlib import Path

__all__ = ["FOLDER", "is_desktop"]

FOLDER = "local-agent-mode-sessions"


def is_desktop(path: Path) -> bool:
    """Say whether a person typed into the desktop application's window."""
    parts = path.parts
    if FOLDER not in parts or ".claude" not in parts:
        return False
    folder = Path(*parts[: parts.index(".claude")])
    try:
        record = json.loads(folder.with_suffix(".json").read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(record, dict) and not record.get("scheduledTaskId")
