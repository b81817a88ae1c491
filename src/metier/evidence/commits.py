"""Commits that print no `[branch sha]`: quiet ones, and those that never were."""

import re

from metier.evidence.outputs import Output
from metier.evidence.passages import FULL, Passage
from metier.evidence.script import Command
from metier.records import Verdict

__all__ = ["is_quiet", "without_bracket", "without_statuses"]

_QUIET = re.compile(r"-[a-zA-Z]*q[a-zA-Z]*|--quiet")
_HEREDOC = re.compile(r"^\$\(\s*cat <<-?\s*['\"]?\w+['\"]?\n")
_NOISE = re.compile(
    r"^(?:warning: .*|Shell cwd was reset to .*|\[entire\] .*)$", re.MULTILINE
)
_PUSHED = re.compile(
    r"^(?:To |remote:| ! \[| [*+=-] \[|[ +] *[0-9a-f]{7,}\.{2,3}[0-9a-f]{7,} |hint: "
    r"|error: failed to push|branch '.*' set up to track |Everything up-to-date"
    r"|fatal: (?:The current branch|No configured push|Authentication|Could not read)"
    r"|## |Already up to date|From ).*$",
    re.MULTILINE,
)
"""What a push or a pull prints: it tells nothing of the commit before it."""

_STATUS = re.compile(
    r"^(?:On branch |HEAD detached |Not currently on )(?:.*\n)*?"
    r"(?:nothing to commit|nothing added to commit|no changes added to commit"
    r"|Changes to be committed:\n(?:.+\n?)*).*$",
    re.MULTILINE,
)
_SHORT = frozenset({"-s", "--short", "--porcelain", "-sb"})
_SPEAKING = ("commit", "cherry-pick", "revert")


def is_quiet(command: Command) -> bool:
    """Say whether a git command was told to print nothing."""
    return any(_QUIET.fullmatch(word) for word in command.words)


def without_bracket(
    command: Command, passage: Passage, output: Output
) -> Verdict | None:
    """Judge a commit command whose output names no commit; None: cannot tell."""
    if is_quiet(command):
        silent = passage.reaches == FULL and output.whole and not output.stopped
        said = _PUSHED.sub("", _NOISE.sub("", output.rest))
        quiet = silent and not said.strip()
        return "pass" if quiet or _logged(command, output.text) else None
    speaks = any(word in command.words for word in _SPEAKING)
    if speaks and passage.reaches == FULL and output.whole and not output.stopped:
        # git names every commit that it makes, unless told to be quiet.
        return "fail"
    return None


def without_statuses(commands: list[Command], text: str) -> str:
    """Leave out what `git status` printed: a commit that fails says the same."""
    asked = sum(
        command.own[:2] == ("git", "status") and _SHORT.isdisjoint(command.own)
        for command in commands
    )
    found = list(_STATUS.finditer(text)) if asked else []
    for match in reversed(found[-asked:] if asked else []):
        text = text[: match.start()] + text[match.end() :]
    return text


def _logged(command: Command, text: str) -> bool:
    """Whether a log that was shown afterwards begins with its subject."""
    for index, word in enumerate(command.words[:-1]):
        if re.fullmatch(r"-[a-zA-Z]*m|--message", word):
            subject = _HEREDOC.sub("", command.words[index + 1].strip())
            subject = subject.split("\n", 1)[0].strip()
            pattern = rf"^[0-9a-f]{{7,40}} (?:\([^)\n]*\) )?{re.escape(subject)}$"
            return bool(subject) and re.search(pattern, text, re.MULTILINE) is not None
    return False
