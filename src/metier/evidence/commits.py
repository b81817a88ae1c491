"""Commits that print no `[branch sha]`: quiet ones, and those that never were."""

import re

from metier.evidence.outputs import Output
from metier.evidence.passages import FULL, Passage
from metier.evidence.script import Command
from metier.records import Verdict

__all__ = ["is_quiet", "without_bracket"]

_QUIET = re.compile(r"-[a-zA-Z]*q[a-zA-Z]*|--quiet")
_HEREDOC = re.compile(r"^\$\(\s*cat <<-?\s*['\"]?\w+['\"]?\n")
_NOISE = re.compile(
    r"^(?:warning: .*|Shell cwd was reset to .*|\[entire\] .*)$", re.MULTILINE
)
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
        quiet = silent and not _NOISE.sub("", output.rest).strip()
        return "pass" if quiet or _logged(command, output.text) else None
    speaks = any(word in command.words for word in _SPEAKING)
    if speaks and passage.reaches == FULL and output.whole and not output.stopped:
        # git names every commit that it makes, unless told to be quiet.
        return "fail"
    return None


def _logged(command: Command, text: str) -> bool:
    """Whether a log that was shown afterwards begins with its subject."""
    for index, word in enumerate(command.words[:-1]):
        if re.fullmatch(r"-[a-zA-Z]*m|--message", word):
            subject = _HEREDOC.sub("", command.words[index + 1].strip())
            subject = subject.split("\n", 1)[0].strip()
            pattern = rf"^[0-9a-f]{{7,40}} (?:\([^)\n]*\) )?{re.escape(subject)}$"
            return bool(subject) and re.search(pattern, text, re.MULTILINE) is not None
    return False
