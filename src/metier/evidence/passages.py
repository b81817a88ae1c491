"""How much of what a command prints reaches the log."""

import re

import msgspec

from metier.evidence.script import (
    Branch,
    Command,
    Function,
    Items,
    Loop,
    Node,
    Pipeline,
    Redirect,
    below,
)

__all__ = ["CUT", "FILTERED", "FULL", "HIDDEN", "Passage", "passages"]

FULL, CUT, FILTERED, HIDDEN = range(4)
"""All of it; an end of it; chosen lines of it; none of it."""

_ENDS = frozenset({"tail", "head", "less", "more", "Select-Object"})
_THROUGH = frozenset(
    {"tee", "cat", "Out-String", "Tee-Object", "Out-Host", "ts", "ansi2txt", "col"}
)
_LINES = re.compile(r"-(?:n|-lines=)?(\d+)")
_SHOWING = frozenset(
    {"cat", "tail", "head", "less", "grep", "rg", "egrep", "sed", "awk"}
)


class Passage(msgspec.Struct):
    """The way of one command's output."""

    reaches: int = FULL
    background: bool = False
    repeated: bool = False
    """Stands in a loop: several rounds may have printed."""

    complaints_lost: bool = False
    """What it prints to the error stream does not reach the log."""

    file: str | None = None
    """Where the output went instead."""

    limit: int | None = None
    """Lines that `head` or `tail` let through."""

    head: bool = False
    """The end is what was cut off."""

    filter: Command | None = None
    """The `grep` that chose lines of it."""


def passages(script: Items, lines: int = 0) -> dict[int, tuple[Command, Passage]]:
    """Give the passage of every command, in the order written.

    `lines` are those of the whole output: with fewer of them than `tail` lets
    through, nothing was cut.
    """
    found: dict[int, tuple[Command, Passage]] = {}
    _follow(script, Passage(), found)
    commands = [command for command, _ in found.values()]
    for command, passage in found.values():
        if passage.file is not None:
            _show(passage, command, commands)
        if passage.reaches == CUT and passage.limit and lines < passage.limit:
            passage.reaches = FULL
    return found


_Ways = dict[int, tuple[Command, Passage]]


def _follow(node: Node, passage: Passage, found: _Ways) -> None:
    if isinstance(node, Command):
        own = _redirected(passage, node.redirects)
        found[id(node)] = (node, own)
        if node.inner is not None:
            captured = not node.words
            below = _at_least(own, FILTERED) if captured else own
            _follow(node.inner, below, found)
    elif isinstance(node, Pipeline):
        for index, part in enumerate(node.parts):
            _follow(part, _through(passage, node.parts[index + 1 :]), found)
    elif isinstance(node, Items):
        own = _redirected(passage, node.redirects)
        for index, part in enumerate(node.nodes):
            aside = own.background or index in node.background
            _follow(part, msgspec.structs.replace(own, background=aside), found)
    else:
        _follow_below(node, passage, found)


def _follow_below(
    node: Loop | Branch | Function, passage: Passage, found: _Ways
) -> None:
    """Follow what may run several times, or not at all."""
    if isinstance(node, Loop):
        passage = _redirected(passage, node.redirects)
    if not isinstance(node, Branch):
        passage = msgspec.structs.replace(passage, repeated=True)
    for part in below(node):
        _follow(part, passage, found)


def _at_least(passage: Passage, reaches: int) -> Passage:
    return msgspec.structs.replace(passage, reaches=max(passage.reaches, reaches))


def _through(passage: Passage, rest: tuple[Node, ...]) -> Passage:
    """Say what is left after the programs that a pipe goes through."""
    reaches = passage.reaches
    file: str | None = passage.file
    limit, head = passage.limit, passage.head
    chooser = passage.filter
    for part in rest:
        if not isinstance(part, Command):
            reaches = max(reaches, FILTERED)
            continue
        name = part.program()
        if name in _ENDS:
            reaches = max(reaches, CUT)
            lines = _limit(part)
            limit = lines if limit is None else min(limit, lines or limit)
            head = head or name == "head"
        elif name == "tee":
            names = [word for word in part.words[1:] if not word.startswith("-")]
            file = names[0] if names else file
        elif name in ("grep", "egrep") and "-v" in part.words:
            reaches = max(reaches, CUT)
        elif name not in _THROUGH:
            reaches = max(reaches, FILTERED)
            chooser = part
        for redirect in part.redirects:
            if _leaves(redirect):
                file, reaches = redirect.target, max(reaches, HIDDEN)
    if file is not None and reaches < HIDDEN:
        file = None
    return msgspec.structs.replace(
        passage, reaches=reaches, file=file, limit=limit, head=head, filter=chooser
    )


def _leaves(redirect: Redirect) -> bool:
    """Whether standard output goes to a file."""
    return redirect.operator in (">", ">>", "1>", "1>>", "&>", "&>>", ">|", ">&") and (
        redirect.target not in ("1", "2", "/dev/stdout", "/dev/stderr", "/dev/tty")
    )


def _redirected(passage: Passage, redirects: tuple[Redirect, ...]) -> Passage:
    made = passage
    for redirect in redirects:
        if _leaves(redirect):
            made = msgspec.structs.replace(made, reaches=HIDDEN, file=redirect.target)
        elif redirect.operator in ("2>", "2>>"):
            made = msgspec.structs.replace(made, complaints_lost=True)
    return made


def _show(passage: Passage, writer: Command, commands: list[Command]) -> None:
    """See whether a later command of the same script shows the file."""
    passage.reaches = HIDDEN
    file = passage.file
    if file is None or file == "/dev/null":
        return
    after = False
    for command in commands:
        if command is writer:
            after = True
        elif after and file in command.words[1:] and command.program() in _SHOWING:
            name = command.program()
            passage.reaches = FULL if name == "cat" else FILTERED
            if name in _ENDS:
                passage.reaches, passage.limit = CUT, _limit(command)
            return


def _limit(command: Command) -> int | None:
    """Read how many lines `head` or `tail` gives; None where it counts otherwise."""
    words = command.words[1:]
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        match = _LINES.fullmatch(word)
        if match is not None:
            return int(match[1])
        if word in ("-n", "--lines", "-Last", "-First"):
            return int(following) if following.isdigit() else None
        if word.startswith(("-c", "--bytes", "-n+", "+")):
            return None
    return 10
