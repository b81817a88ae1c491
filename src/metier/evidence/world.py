"""One way in which a chain of commands can have gone.

A shell in miniature: it follows lists, pipes, conditions, `set -e`, `$?` and
functions, with a choice of good or bad for each program. A choice is made only
when something depends on it, so most chains have one or two worlds.
"""

import re

from metier.evidence.choices import (
    BAD,
    GOOD,
    Exited,
    Impossible,
    Open,
    Status,
    Undecided,
    all_of,
)
from metier.evidence.known import ALWAYS_GOOD, FILTERS, Known
from metier.evidence.printing import STATUS, Prints
from metier.evidence.script import Branch, Command, Items, Loop, Node, Pipeline

__all__ = ["World"]

_COMPARED = re.compile(r"(\$\?|\$\{?\w+\}?)\s+(-eq|-ne|==|=|!=|-gt)\s+0\b")
_ERREXIT = re.compile(r"[-+][a-z]*e[a-z]*")
_DEEPEST_CALL = 5


class World:
    """One way in which a chain can have gone."""

    def __init__(self, choices: dict[int, bool], known: Known) -> None:
        self.choices = choices
        self.known = known
        self.ended: dict[int, list[Status]] = {}
        self.source: int | None = None
        self._status: Status = True
        self._parts: list[Status] = []
        self._names: dict[str, Status] = {}
        self._functions: dict[str, Node] = {}
        self._errexit = self._pipefail = False
        self._visible = True
        self._prints = Prints(known.text)
        self._depth = 0

    def whole(self, script: Items) -> bool | None:
        """Run the script to its end or its `exit`."""
        end: Status | None
        try:
            end = self._items(script)
        except Exited as left:
            end = left.status
            self.source = self.source if end is None else None
        for text in self.known.echoed:
            if text not in self._prints.said:
                raise Impossible
        if any(command not in self.ended for command in self.known.ran):
            raise Impossible
        if end is None or self.known.succeeded is None:
            return None
        return self._sure(end)

    def ways(self, command: int) -> set[bool]:
        """Give how a command can have ended here; empty if it did not run."""
        ways: set[bool] = set()
        for end in self.ended.get(command, ()):
            if isinstance(end, bool):
                ways.add(end)
            elif end.command in self.choices:
                ways.add(self.choices[end.command])
            else:
                ways |= {True, False}
        return ways

    def _sure(self, status: Status) -> bool:
        """Ask for a status: from here on the worlds differ in it."""
        if isinstance(status, bool):
            return status
        if status.command not in self.choices:
            raise Undecided(status.command)
        return self.choices[status.command]

    def _node(self, node: Node) -> Status:
        if isinstance(node, Command):
            return self._command(node)
        if isinstance(node, Pipeline):
            return self._pipeline(node)
        if isinstance(node, Items):
            return self._group(node)
        if isinstance(node, Branch):
            return self._branch(node)
        if isinstance(node, Loop):
            return self._loop(node)
        self._functions[node.name] = node.body
        return True

    def _set(self, status: Status, source: int | None) -> Status:
        self._status = status
        self._parts = [status]
        self.source = source
        return status

    def _items(self, items: Items) -> Status:
        status: Status = True
        for index, node in enumerate(items.nodes):
            join = items.joins[index]
            if join != ";" and self._sure(status) == (join == "||"):
                continue
            if index in items.background:
                self._aside(node)
                status = self._set(GOOD, None)
                continue
            status = self._node(node)
            last = index + 1 == len(items.nodes) or items.joins[index + 1] == ";"
            if self._errexit and last and not self._sure(status):
                raise Exited(BAD)
        return status

    def _aside(self, node: Node) -> None:
        """Start in the background; whether it fails changes nothing."""
        visible, self._visible = self._visible, False
        self._part(node)
        self._visible = visible

    def _group(self, items: Items) -> Status:
        if not items.subshell:
            return self._items(items)
        errexit, pipefail = self._errexit, self._pipefail
        visible = self._visible
        self._visible = visible and not items.redirects
        status = self._part(items)
        self._visible = visible
        self._errexit, self._pipefail = errexit, pipefail
        return self._set(status, self.source)

    def _pipeline(self, pipeline: Pipeline) -> Status:
        if pipeline.negated:
            return self._set(not self._sure(self._node(pipeline.parts[0])), None)
        visible, self._visible = self._visible, False
        ends: list[Status] = []
        source: int | None = None
        for index, part in enumerate(pipeline.parts):
            filters = index > 0 and isinstance(part, Command) and _filters(part)
            ends.append(True if filters else self._part(part))
            source = None if filters else self.source
        self._visible = visible
        status = ends[-1]
        if self._pipefail:
            status = all_of(self._sure(end) for end in ends)
        self._set(status, source)
        self._parts = ends
        return status

    def _part(self, part: Node) -> Status:
        """Run in a shell of its own: an `exit` ends only that."""
        try:
            return self._items(part) if isinstance(part, Items) else self._node(part)
        except Exited as end:
            return self._status if end.status is None else end.status

    def _branch(self, branch: Branch) -> Status:
        for condition, body in zip(branch.conditions, branch.bodies, strict=True):
            if condition is None:
                # Which arm of a `case` is taken cannot be told.
                if self._sure(Open(id(body))):
                    return self._node(body)
            elif self._sure(self._quietly(condition)):
                return self._node(body)
        if branch.otherwise is not None:
            return self._node(branch.otherwise)
        return self._set(GOOD, None)

    def _quietly(self, node: Node) -> Status:
        """Run a condition: `set -e` looks away."""
        errexit, self._errexit = self._errexit, False
        status = self._node(node)
        self._errexit = errexit
        return status

    def _loop(self, loop: Loop) -> Status:
        """Run a loop's body once: its rounds are not told apart."""
        if loop.condition is not None:
            self._quietly(loop.condition)
        visible, self._visible = self._visible, False
        status = self._node(loop.body)
        self._visible = visible
        return status

    def _command(self, command: Command) -> Status:
        name = command.program()
        for variable, value in command.assignments:
            match = STATUS.fullmatch(value)
            if match is not None:
                self._names[variable] = self._read(match)
        if name in ("exit", "return"):
            raise Exited(self._leave(command.words))
        if name == "set":
            self._options(command.words)
        heard = self._visible and self.known.whole
        if heard and not self._prints.fits(command, self._told):
            raise Impossible
        if name in self._functions and self._depth < _DEEPEST_CALL:
            return self._call(self._functions[name])
        if command.inner is not None:
            status = self._hidden(command)
        elif not command.words:
            return self._set(GOOD, None) if command.assignments else True
        else:
            status = self._end(command, name)
            self.source = id(command)
        self.ended.setdefault(id(command), []).append(status)
        return self._set(status, self.source)

    def _call(self, body: Node) -> Status:
        self._depth += 1
        try:
            return self._node(body)
        except Exited as end:
            return self._set(self._status if end.status is None else end.status, None)
        finally:
            self._depth -= 1

    def _hidden(self, command: Command) -> Status:
        """Run a script inside: `bash -c`, `out=$(…)`, what `make` echoed."""
        visible = self._visible
        self._visible = visible and bool(command.words) and not command.redirects
        status = self._group(command.inner) if command.inner is not None else True
        self._visible = visible
        known = self.choices.get(id(command))
        if known is not None and self._sure(status) != known:
            raise Impossible
        return status

    def _end(self, command: Command, name: str) -> Status:
        if id(command) in self.choices:
            return self.choices[id(command)]
        if name == "false":
            return False
        if name in ALWAYS_GOOD and not (name == "cd" and self.known.cd_failed):
            return True
        if name == "wait" and len(command.words) == 1:
            return True
        if name in ("test", "[", "[["):
            told = self._compared(command)
            if told is not None:
                return told
        return Open(id(command))

    def _compared(self, command: Command) -> bool | None:
        """Work out `[ $rc -eq 0 ]`."""
        match = _COMPARED.search(" ".join(command.words))
        status = STATUS.fullmatch(match[1]) if match is not None else None
        if match is None or status is None or not self._knows(status):
            return None
        good = self._sure(self._read(status))
        return good if match[2] in ("-eq", "==", "=") else not good

    def _read(self, match: re.Match[str]) -> Status:
        """Give the status that `$?`, `$rc` or `${PIPESTATUS[0]}` stands for."""
        part = match["part"]
        if part is not None:
            if not part.isdigit():
                return all_of(self._sure(end) for end in self._parts)
            index = int(part) - (1 if "pipestatus" in match.group() else 0)
            return self._parts[index] if 0 <= index < len(self._parts) else True
        if match["name"] and match["name"] != "LASTEXITCODE":
            return self._names.get(match["name"], True)
        return self._status

    def _leave(self, words: tuple[str, ...]) -> Status | None:
        if len(words) == 1:
            return self._status
        if words[1].isdigit():
            return int(words[1]) == 0
        match = STATUS.fullmatch(words[1])
        return self._read(match) if match is not None and self._knows(match) else None

    def _options(self, words: tuple[str, ...]) -> None:
        for index, word in enumerate(words[1:], 1):
            if _ERREXIT.fullmatch(word):
                self._errexit = word.startswith("-")
            if word == "pipefail":
                self._pipefail = words[index - 1].startswith("-")
            elif word == "errexit":
                self._errexit = words[index - 1].startswith("-")

    def _knows(self, match: re.Match[str]) -> bool:
        name = match["name"]
        return not name or name in self._names or name == "LASTEXITCODE"

    def _told(self, match: re.Match[str]) -> bool | None:
        return self._sure(self._read(match)) if self._knows(match) else None


def _filters(command: Command) -> bool:
    return command.program() in FILTERS
