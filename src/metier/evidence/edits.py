"""When the work was changed: by an edit, or by a command that writes files."""

import re

from metier.records import Action, Session

__all__ = ["edited_places"]

_ASIDE = re.compile(
    r"(?:^|/)(?:\.claude|\.codex|\.gemini)/|/plans/[^/]+\.md$"
    r"|^/(?:private/)?(?:tmp|var/folders)/"
)
"""The agent's own files and scratch folders: no part of the work."""

_BY_SHELL = re.compile(
    r"(?:^|[;&|\n] *)(?:sudo )?(?:sed (?:-[a-zA-Z]* )*-i|perl -[a-z]*i|patch\b"
    r"|git (?:apply|checkout (?:\S+ )?--(?= )|restore"
    r"|stash(?! (?:list|show|drop|clear)))(?![\w-]))"
)
_PUT_BACK = re.compile(
    r"git stash(?! (?:pop|apply|list|show|drop|clear)\b)[\s\S]*"
    r"git stash (?:pop|apply)\b"
)
"""What is laid aside for one command, and taken back in it, is as it was."""

"""Formatters are not among them: they change how the work looks, not what it does."""

_WRITERS = ("sed ", "perl ", "patch", "git ")
"""One of these stands in whatever the pattern finds; to look for them is quicker."""


def edited_places(session: Session) -> list[int]:
    """List the places at which the work was changed."""
    return [
        action.position if action.ended_position is None else action.ended_position
        for action in session.actions
        if changes_work(action, session.cwds)
    ]


def changes_work(action: Action, folders: tuple[str, ...] = ()) -> bool:
    """Say whether an action changed a file of the work."""
    if action.status != "ok":
        return False
    if action.kind in ("edit", "write"):
        return not action.paths or any(
            any(path.startswith(folder) for folder in folders)
            or not _ASIDE.search(path)
            for path in action.paths
        )
    command = action.command or ""
    return (
        not action.is_error
        and any(name in command for name in _WRITERS)
        and _BY_SHELL.search(_PUT_BACK.sub("", command)) is not None
    )
