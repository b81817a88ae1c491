"""Which commands of a chain ran, and how each ended.

A call has one exit status, a chain has many commands. Every way in which the
chain can have gone is a world: a choice of good or bad for each command. The
worlds that fit what the log shows (the status of the whole, a summary that a
tool printed, an `echo` that is there or is not) are kept, and what is true in
all of them is known. Everything else is not known, and never guessed.
"""

import re
from collections.abc import Iterator

import msgspec

from metier.evidence.script import (
    Branch,
    Command,
    Items,
    Loop,
    Node,
    Pipeline,
)

__all__ = ["FILTERS", "Course", "Known", "explore", "spoken"]

MOST_WORLDS = 600
"""Worlds looked at before a chain is given up as unknown."""

_ALWAYS_GOOD = frozenset(
    {
        "echo", "printf", "true", ":", "cd", "pushd", "popd", "export", "declare",
        "local", "readonly", "set", "shopt", "source", ".", "sleep", "alias", "unset",
        "shift", "trap", "umask", "typeset", "date", "pwd", "clear", "setopt",
    }
)  # fmt: skip
FILTERS = frozenset(
    {
        "tail", "head", "cat", "tee", "sed", "awk", "gawk", "sort", "uniq", "wc", "tr",
        "cut", "less", "more", "column", "strings", "nl", "fold", "fmt", "rev", "tac",
        "Select-Object", "Out-String", "Tee-Object", "Out-File", "ts", "pr", "jq",
        "Out-Host", "perl", "python", "python3", "xargs", "sponge", "col", "ansi2txt",
    }
)  # fmt: skip
_STATUS = re.compile(
    r"\$\?|\$\{\?\}|\$\{?(?:PIPESTATUS|pipestatus)\[(?P<part>\d+|@|\*)\]\}?|"
    r"\$\{?(?P<name>\w+)\}?|\$LASTEXITCODE"
)


_COMPARED = re.compile(r"(\$\?|\$\{?\w+\}?)\s+(-eq|-ne|==|=|!=|-gt)\s+0\b")
_ERREXIT = re.compile(r"[-+][a-z]*e[a-z]*")
_ECHO_OPTION = re.compile(r"-[neE]+")
_DEEPEST_CALL = 5


class Known(msgspec.Struct):
    """What the log shows of a chain."""

    succeeded: bool | None
    """Status of the whole. None: not known."""

    statuses: dict[int, bool] = {}
    """What the output shows of a command, by the command's id."""

    text: str = ""
    """The whole output."""

    whole: bool = True
    """Nothing of the output is missing."""

    cd_failed: bool = False
    echoed: frozenset[str] = frozenset()
    """Lines that only an `echo` of the script can have printed."""

    ran: frozenset[int] = frozenset()
    """Commands that left something in the output."""


class Course(msgspec.Struct):
    """What is known of one command: whether it ran, and how it ended."""

    ran: bool | None = None
    succeeded: bool | None = None
    last: bool = False
    """Its status is that of the whole call."""


class _Open(msgspec.Struct, frozen=True):
    """A status that nothing has asked for yet: it is chosen when it matters."""

    command: int


_Status = bool | _Open


class _Undecided(Exception):  # noqa: N818 - no error: here the worlds part
    """A command whose status this world has not chosen yet."""

    def __init__(self, command: int) -> None:
        self.command = command


class _Impossible(Exception):  # noqa: N818 - no error: this world does not fit
    """What the log shows cannot have come about in this world."""


class _Exit(Exception):  # noqa: N818 - no error: the script ends here
    def __init__(self, status: _Status | None) -> None:
        self.status = status


def explore(script: Items, known: Known) -> dict[int, Course]:
    """Say of every command what is true in all worlds that fit."""
    worlds = list(_fitting(script, known))
    if not worlds and known.ran:
        known = msgspec.structs.replace(known, ran=frozenset())
        worlds = list(_fitting(script, known))
    if not worlds and known.succeeded is not None:
        # A summary speaks against the status (coverage too low, a script that
        # swallows it): what the tools said stands.
        known = msgspec.structs.replace(known, succeeded=None)
        worlds = list(_fitting(script, known))
    if not worlds and known.echoed:
        known = msgspec.structs.replace(known, echoed=frozenset(), whole=False)
        worlds = list(_fitting(script, known))
    courses: dict[int, Course] = {}
    names = {command for world in worlds for command in world.ended}
    for command in names:
        ends = [world.ways(command) for world in worlds]
        ways = {status for end in ends if end for status in end}
        courses[command] = Course(
            ran=True if all(ends) else None,
            succeeded=ways.pop() if len(ways) == 1 else None,
            last=all(world.source == command for world in worlds),
        )
    return courses


def _fitting(script: Items, known: Known) -> Iterator["_World"]:
    """Give the worlds in which the chain ends as it did."""
    waiting: list[dict[int, bool]] = [dict(known.statuses)]
    looked = 0
    while waiting and looked < MOST_WORLDS:
        looked += 1
        choices = waiting.pop()
        world = _World(choices, known)
        try:
            status = world.whole(script)
        except _Undecided as open_:
            waiting.append({**choices, open_.command: True})
            waiting.append({**choices, open_.command: False})
            continue
        except _Impossible:
            continue
        if known.succeeded is None or status is None or status == known.succeeded:
            yield world


class _World:
    """One way in which a chain can have gone."""

    def __init__(self, choices: dict[int, bool], known: Known) -> None:
        self.choices = choices
        self.known = known
        self.ended: dict[int, list[_Status]] = {}
        self.source: int | None = None
        self._status: _Status = True
        self._parts: list[_Status] = []
        self._names: dict[str, _Status] = {}
        self._functions: dict[str, Node] = {}
        self._errexit = self._pipefail = False
        self._visible = True
        self._printed: dict[str, int] = {}
        self._said: set[str] = set()
        self._depth = 0

    def whole(self, script: Items) -> bool | None:
        """Run the script to its end or its `exit`."""
        end: _Status | None
        try:
            end = self._items(script)
        except _Exit as left:
            end = left.status
            self.source = self.source if end is None else None
        for text in self.known.echoed:
            if text not in self._said:
                raise _Impossible
        if any(command not in self.ended for command in self.known.ran):
            raise _Impossible
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

    def _sure(self, status: _Status) -> bool:
        """Ask for a status: from here on the worlds differ in it."""
        if isinstance(status, bool):
            return status
        if status.command not in self.choices:
            raise _Undecided(status.command)
        return self.choices[status.command]

    def _node(self, node: Node) -> _Status:
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

    def _set(self, status: _Status, source: int | None) -> _Status:
        self._status = status
        self._parts = [status]
        self.source = source
        return status

    def _items(self, items: Items) -> _Status:
        status: _Status = True
        for index, node in enumerate(items.nodes):
            join = items.joins[index]
            if join != ";" and self._sure(status) == (join == "||"):
                continue
            if index in items.background:
                self._aside(node)
                status = self._set(True, None)
                continue
            status = self._node(node)
            last = index + 1 == len(items.nodes) or items.joins[index + 1] == ";"
            if self._errexit and last and not self._sure(status):
                raise _Exit(False)
        return status

    def _aside(self, node: Node) -> None:
        """Start in the background; whether it fails changes nothing."""
        visible, self._visible = self._visible, False
        self._part(node)
        self._visible = visible

    def _group(self, items: Items) -> _Status:
        if not items.subshell:
            return self._items(items)
        errexit, pipefail = self._errexit, self._pipefail
        visible = self._visible
        self._visible = visible and not items.redirects
        status = self._part(items)
        self._visible = visible
        self._errexit, self._pipefail = errexit, pipefail
        return self._set(status, self.source)

    def _pipeline(self, pipeline: Pipeline) -> _Status:
        if pipeline.negated:
            return self._set(not self._sure(self._node(pipeline.parts[0])), None)
        visible, self._visible = self._visible, False
        ends: list[_Status] = []
        source: int | None = None
        for index, part in enumerate(pipeline.parts):
            filters = index > 0 and isinstance(part, Command) and _filters(part)
            ends.append(True if filters else self._part(part))
            source = None if filters else self.source
        self._visible = visible
        status = ends[-1]
        if self._pipefail:
            status = all([self._sure(end) for end in ends])
        self._set(status, source)
        self._parts = ends
        return status

    def _part(self, part: Node) -> _Status:
        """Run in a shell of its own: an `exit` ends only that."""
        try:
            return self._items(part) if isinstance(part, Items) else self._node(part)
        except _Exit as end:
            return self._status if end.status is None else end.status

    def _branch(self, branch: Branch) -> _Status:
        for condition, body in zip(branch.conditions, branch.bodies, strict=True):
            if condition is None:
                # Which arm of a `case` is taken cannot be told.
                if self._sure(_Open(id(body))):
                    return self._node(body)
            elif self._sure(self._quietly(condition)):
                return self._node(body)
        if branch.otherwise is not None:
            return self._node(branch.otherwise)
        return self._set(True, None)

    def _quietly(self, node: Node) -> _Status:
        """Run a condition: `set -e` looks away."""
        errexit, self._errexit = self._errexit, False
        status = self._node(node)
        self._errexit = errexit
        return status

    def _loop(self, loop: Loop) -> _Status:
        """Run a loop's body once: its rounds are not told apart."""
        if loop.condition is not None:
            self._quietly(loop.condition)
        visible, self._visible = self._visible, False
        status = self._node(loop.body)
        self._visible = visible
        return status

    def _command(self, command: Command) -> _Status:
        name = command.program()
        for variable, value in command.assignments:
            match = _STATUS.fullmatch(value)
            if match is not None:
                self._names[variable] = self._read(match)
        if name in ("exit", "return"):
            raise _Exit(self._leave(command.words))
        if name == "set":
            self._options(command.words)
        if name in ("echo", "printf"):
            self._print(command)
        if name in self._functions and self._depth < _DEEPEST_CALL:
            return self._call(self._functions[name])
        if command.inner is not None:
            status = self._hidden(command)
        elif not command.words:
            return self._set(True, None) if command.assignments else True
        else:
            status = self._end(command, name)
            self.source = id(command)
        self.ended.setdefault(id(command), []).append(status)
        return self._set(status, self.source)

    def _call(self, body: Node) -> _Status:
        self._depth += 1
        try:
            return self._node(body)
        except _Exit as end:
            return self._set(self._status if end.status is None else end.status, None)
        finally:
            self._depth -= 1

    def _hidden(self, command: Command) -> _Status:
        """Run a script inside: `bash -c`, `out=$(…)`, what `make` echoed."""
        visible = self._visible
        self._visible = visible and bool(command.words) and not command.redirects
        status = self._group(command.inner) if command.inner is not None else True
        self._visible = visible
        if id(command) in self.choices:
            if self._sure(status) != self.choices[id(command)]:
                raise _Impossible
        return status

    def _end(self, command: Command, name: str) -> _Status:
        if id(command) in self.choices:
            return self.choices[id(command)]
        if name == "false":
            return False
        if name in _ALWAYS_GOOD and not (name == "cd" and self.known.cd_failed):
            return True
        if name == "wait" and len(command.words) == 1:
            return True
        if name in ("test", "[", "[["):
            told = self._compared(command)
            if told is not None:
                return told
        return _Open(id(command))

    def _compared(self, command: Command) -> bool | None:
        """Work out `[ $rc -eq 0 ]`."""
        match = _COMPARED.search(" ".join(command.words))
        status = _STATUS.fullmatch(match[1]) if match is not None else None
        if match is None or status is None or not self._knows(status):
            return None
        good = self._sure(self._read(status))
        return good if match[2] in ("-eq", "==", "=") else not good

    def _read(self, match: re.Match[str]) -> _Status:
        """Give the status that `$?`, `$rc` or `${PIPESTATUS[0]}` stands for."""
        part = match["part"]
        if part is not None:
            if not part.isdigit():
                return all([self._sure(end) for end in self._parts])
            index = int(part) - (1 if "pipestatus" in match.group() else 0)
            return self._parts[index] if 0 <= index < len(self._parts) else True
        if match["name"] and match["name"] != "LASTEXITCODE":
            return self._names.get(match["name"], True)
        return self._status

    def _leave(self, words: tuple[str, ...]) -> _Status | None:
        if len(words) == 1:
            return self._status
        if words[1].isdigit():
            return int(words[1]) == 0
        match = _STATUS.fullmatch(words[1])
        return self._read(match) if match is not None and self._knows(match) else None

    def _options(self, words: tuple[str, ...]) -> None:
        for index, word in enumerate(words[1:], 1):
            if _ERREXIT.fullmatch(word):
                self._errexit = word.startswith("-")
            if word == "pipefail":
                self._pipefail = words[index - 1].startswith("-")
            elif word == "errexit":
                self._errexit = words[index - 1].startswith("-")

    def _print(self, command: Command) -> None:
        """Hold what an `echo` would have printed against the output."""
        text = spoken(command)
        if text is None or not self._visible or not self.known.whole:
            return
        statuses = list(_STATUS.finditer(text))
        if not statuses:
            self._said.add(text)
            if text not in self.known.text:
                raise _Impossible
        elif all(self._knows(one) for one in statuses):
            self._hold(text, statuses)

    def _knows(self, match: re.Match[str]) -> bool:
        name = match["name"]
        return not name or name in self._names or name == "LASTEXITCODE"

    def _hold(self, text: str, statuses: list[re.Match[str]]) -> None:
        """Compare the statuses that were printed with those of this world."""
        pattern, at = "", 0
        for match in statuses:
            pattern += re.escape(text[at : match.start()]) + r"(\d+(?: \d+)*)"
            at = match.end()
        pattern += re.escape(text[at:])
        nth = self._printed.get(pattern, 0)
        self._printed[pattern] = nth + 1
        found = list(re.finditer(rf"(?m)^{pattern}\s*$", self.known.text))
        if not found and re.search(r"[^\W\d]{2}", text):
            # What was printed before may not have ended its line.
            found = list(re.finditer(rf"(?m){pattern}\s*$", self.known.text))
        if nth >= len(found):
            raise _Impossible
        for match, number in zip(statuses, found[nth].groups(), strict=True):
            good = all(digits == "0" for digits in number.split())
            if good != self._sure(self._read(match)):
                raise _Impossible


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


def _filters(command: Command) -> bool:
    return command.program() in FILTERS
