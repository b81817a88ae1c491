"""What the `echo`s of a script print, held against what stands in the log.

An `echo` that ran has left its line; `echo "exit: $?"` has printed a status.
"""

import re
from collections.abc import Callable

from metier.evidence.script import Command

__all__ = ["STATUS", "Prints", "spoken"]

STATUS = re.compile(
    r"\$\?|\$\{\?\}|\$\{?(?:PIPESTATUS|pipestatus)\[(?P<part>\d+|@|\*)\]\}?|"
    r"\$\{?(?P<name>\w+)\}?|\$LASTEXITCODE"
)
"""A word that stands for an exit status."""

_ECHO_OPTION = re.compile(r"-[neE]+")
_WORD = re.compile(r"[^\W\d]{2}")

Told = Callable[[re.Match[str]], bool | None]
"""Gives the status that a word stands for in a world; None: not known."""


class Prints:
    """The lines that one world has printed so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._counts: dict[str, int] = {}
        self.said: set[str] = set()

    def fits(self, command: Command, told: Told) -> bool:
        """Say whether what this command prints can be what the log shows."""
        text = spoken(command)
        if text is None:
            return True
        statuses = list(STATUS.finditer(text))
        if not statuses:
            self.said.add(text)
            return text in self._text
        values = [told(match) for match in statuses]
        known = [value for value in values if value is not None]
        return len(known) < len(values) or self._holds(text, statuses, known)

    def _holds(
        self, text: str, statuses: list[re.Match[str]], values: list[bool]
    ) -> bool:
        """Compare the statuses that were printed with those of this world."""
        pattern, at = "", 0
        for match in statuses:
            pattern += re.escape(text[at : match.start()]) + r"(\d+(?: \d+)*)"
            at = match.end()
        pattern += re.escape(text[at:])
        nth = self._counts.get(pattern, 0)
        self._counts[pattern] = nth + 1
        found = list(re.finditer(rf"(?m)^{pattern}\s*$", self._text))
        if not found and _WORD.search(text):
            # What was printed before may not have ended its line.
            found = list(re.finditer(rf"(?m){pattern}\s*$", self._text))
        if nth >= len(found):
            return False
        shown = [
            all(digits == "0" for digits in number.split())
            for number in found[nth].groups()
        ]
        return shown == values


def spoken(command: Command) -> str | None:
    """Give the last line that an `echo` prints, as far as it stands there."""
    if command.redirects or command.program() not in ("echo", "printf"):
        return None
    words = command.words[1:]
    if command.program() == "printf":
        words = words[:1]
    text = " ".join(word for word in words if not _ECHO_OPTION.fullmatch(word))
    text = text.replace("\\n", "\n").strip().rsplit("\n", 1)[-1].strip()
    if not text or "$(" in text or "`" in text or "\\" in text or "%" in text:
        return None
    return text
