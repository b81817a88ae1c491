"""Scripts whose text the session shows before it runs them: `./release.sh`.

Written by an edit tool or a heredoc, or printed whole by `cat`: then what the
script runs is followed as if it stood in the command itself.
"""

from posixpath import join, normpath

from metier.evidence.recognition import may_hold_runs, read
from metier.evidence.script import Command, Items, walk
from metier.records import Action

__all__ = ["ShownScripts"]

LONGEST = 8_000
"""Characters of a script beyond which its course cannot be followed anyway."""

_SHELLS = frozenset({"bash", "sh", "zsh", "dash", "source", "."})
_TELLING = ("<<", "cat ")
"""Without one of these in it a command shows no script."""

_WRITES = frozenset({">", ">|", "1>"})


class ShownScripts:
    """The scripts of one session, by path, as they stand when they are run."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def note_edit(self, action: Action) -> None:
        """Take over a script that a tool wrote; forget one that it changed."""
        for path in action.paths:
            self._texts.pop(path, None)
        if action.kind == "write" and len(action.paths) == 1 and action.patch_texts:
            self._keep(action.paths[0], "\n".join(action.patch_texts))

    def follow(self, script: Items, action: Action) -> None:
        """Put below each command the script that it runs, where that is known."""
        text = action.command or ""
        if not self._texts and not any(mark in text for mark in _TELLING):
            return
        folder = action.cwd or ""
        commands = walk(script)
        for command in commands:
            if command.own[:1] == ("cd",) and len(command.own) > 1:
                folder = normpath(join(folder, command.own[1]))
            target = _written(command)
            if target is not None and command.heredoc is not None:
                self._keep(normpath(join(folder, target)), command.heredoc)
            path = _run_path(command)
            body = self._texts.get(normpath(join(folder, path))) if path else None
            if body is not None and command.inner is None:
                command.inner = read(body)
        if len(commands) == 1 and commands[0].own[:1] == ("cat",):
            self._note_printed(commands[0], action)

    def _note_printed(self, command: Command, action: Action) -> None:
        whole = action.status == "ok" and not action.result_clipped
        if whole and len(command.own) == 2 and not command.redirects:  # noqa: PLR2004 - `cat` and one file
            path = normpath(join(action.cwd or "", command.own[1]))
            self._keep(path, action.result)

    def _keep(self, path: str, text: str) -> None:
        first, _, _ = text.lstrip().partition("\n")
        shell = path.endswith((".sh", ".bash", ".zsh")) or (
            first.startswith("#!") and first.rstrip().endswith(("sh", "sh -e"))
        )
        if shell and len(text) <= LONGEST and may_hold_runs(text):
            self._texts[path] = text
        else:
            self._texts.pop(path, None)


def _written(command: Command) -> str | None:
    """Give the file that a heredoc is written to: `cat > x.sh <<EOF`, `tee x.sh`."""
    if command.program() == "tee":
        return next((one for one in command.own[1:] if one[:1] != "-"), None)
    if command.program() != "cat":
        return None
    targets = [one.target for one in command.redirects if one.operator in _WRITES]
    return targets[-1] if targets else None


def _run_path(command: Command) -> str | None:
    """Give the script that a command runs: `./x.sh`, `bash x.sh`."""
    words = command.words if "/" in "".join(command.words[:1]) else command.own
    if not words:
        return None
    if words[0].rsplit("/", 1)[-1] in _SHELLS:
        return next((one for one in words[1:] if one[:1] != "-"), None)
    return words[0] if "/" in words[0] else None
