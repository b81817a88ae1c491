"""What make, npm and their like say they run: the lines that they echo."""

import re
from functools import cached_property
from typing import Any

from metier.evidence.families import FAMILIES, Shape, purpose
from metier.evidence.recognition import (
    Run,
    may_hold_runs,
    prepare,
    read,
    recognise,
)
from metier.evidence.script import Command, Items, Node, walk
from metier.evidence.shell import NotShell, parse
from metier.records import EvidenceKind

__all__ = ["Echoes", "by_output", "script_names", "stripped"]

_NPM = re.compile(
    r"^> (?:@?[\w./-]+(?:@\S*)? )?(?P<name>[\w:.-]+)(?: \S+)?\n> (?P<command>.+)$",
    re.MULTILINE,
)
_DOLLAR = re.compile(
    r"^(?:\[(?P<name>[\w:-]+)\] |[\w@/.-]+ (?P<script>[\w:-]+))?\$ (?P<command>.+)$",
    re.MULTILINE,
)
_PREFIX = re.compile(
    r"^(?:@?[\w/.-]+:(?:test|lint|build|check|typecheck)[\w:-]*: "
    r"|\[(?:test|lint|build|check)[\w:-]*\] "
    r"|[\w@/.-]+ (?:test|lint|build|check|typecheck)[\w:-]*: |[\w-]+-\d+ +\| )",
    re.MULTILINE,
)
_VALUES = frozenset(
    {"-C", "-f", "-j", "-F", "--filter", "--prefix", "-w", "--workspace", "--cwd", "-l",
     "--directory", "--file", "-d", "--justfile", "--working-directory", "--dir", "-E"}
)  # fmt: skip
_VERBS = frozenset(
    {"run", "run-script", "r", "task", "workspace", "run-many", "workspaces", "foreach"}
)
_OWN = frozenset(
    {
        "install", "i", "ci", "add", "remove", "rm", "update", "up", "upgrade",
        "outdated", "init", "create", "link", "unlink", "publish", "pack", "audit",
        "why", "list", "ls", "info", "view", "config", "cache", "dlx", "exec",
        "store", "prune", "dedupe", "root", "bin", "version", "login", "whoami",
        "import", "rebuild", "fetch", "help", "set", "plugin", "patch", "deploy",
        "uninstall", "search", "env", "shell", "new", "clean", "prepare", "start",
        "dev", "watch", "serve", "setup", "clear", "licenses", "global", "node",
        "require", "dump-autoload", "create-project", "show", "graph", "daemon",
        "reset", "format", "fmt", "approve-builds", "self-update",
    }
)  # fmt: skip
"""What package managers do themselves; no scripts."""

_PARTED = frozenset({"mise", "task", "turbo", "nx", "lerna"})
_SEVERAL = frozenset({"-r", "--recursive", "--workspaces", "-ws", "workspaces", "-F"})
"""With these a package manager runs the script of every package."""

MOST_LINES = 400
MOST_ECHOES = 20
LONGEST_RECIPE = 500
DEEPEST = 4


def stripped(text: str) -> str:
    """Take off what task runners put before each line."""
    return _PREFIX.sub("", text)


def script_names(run: Run) -> list[str]:
    """List the scripts or targets that a command names."""
    words = run.command.own
    given = len(run.shape.words)
    names: list[str] = []
    if given > 1 and words[0] != "hatch" and run.shape.words[1] not in _VERBS:
        names.append(run.shape.words[1])
    index = 1
    while index < len(words):
        word = words[index]
        if word == "--":
            break
        if word in _VALUES:
            index += 2
            continue
        if word == "workspace":
            # `yarn workspace web test`: the next word is a package.
            index += 2
            continue
        if not word.startswith("-") and "=" not in word and word not in _VERBS:
            names.append(word)
        index += 1
    several = run.family.name != "npm" or run.tool in ("turbo", "nx")
    names = names if several else [name for name in names if name != "workspace"][:1]
    own = run.family.name == "npm" and _VERBS.isdisjoint(words)
    return [name for name in names if not (own and name in _OWN)]


class Echoes:
    """The commands that task runners say they run, each to be taken once."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _lines(self) -> list[tuple[str | Any, str | Any]]:
        # Most scripts hold no task runner: what none asks for is not looked for.
        text = self._text
        found = _NPM.finditer(text) if text.count("\n> ") else iter(())
        lines = [(match["name"], match["command"]) for match in found]
        if "$ " in text:
            lines += (
                (match["name"] or match["script"], match["command"])
                for match in _DOLLAR.finditer(text)
            )
        return lines

    def expand(self, command: Command, depth: int = 0) -> None:
        """Put below a task runner what it said it runs, and so on downwards."""
        run = recognise(command)
        if run is None or not run.wraps or command.inner is not None:
            return
        script = self._inside(run)
        if script is None:
            return
        command.inner = script
        if depth < DEEPEST:
            aim = purpose(" ".join(script_names(run)))
            for inner in walk(script):
                inner.purpose = inner.purpose or aim
                self.expand(inner, depth + 1)
        if not any(_is_run(inner) for inner in walk(script)):
            command.inner = None

    def _inside(self, run: Run) -> Items | None:
        names = script_names(run)
        if run.family.name in ("make", "tasks") and run.tool not in ("mise", "task"):
            commands = self._recipes() if names or run.tool == "make" else []
        else:
            several = run.tool in _PARTED or not _SEVERAL.isdisjoint(run.command.own)
            commands = self._take(names, purpose(" ".join(names)), several=several)
        nodes: list[Node] = []
        for text in commands[:MOST_ECHOES]:
            script = read(text)
            if script is not None:
                nodes.append(script)
        if not nodes:
            return None
        joins = tuple(";" if index == 0 else "&&" for index in range(len(nodes)))
        return Items(tuple(nodes), joins, subshell=True)

    def _recipes(self) -> list[str]:
        head = self._text.split("\n", MOST_LINES)[:MOST_LINES]
        return [
            line
            for line in head
            if len(line) < LONGEST_RECIPE and may_hold_runs(line) and _is_command(line)
        ]

    def _take(
        self, names: list[str], aim: EvidenceKind | None, *, several: bool
    ) -> list[str]:
        """Take the echoes of a script: the next one, or all where it has parts."""
        taken: list[str] = []
        left: list[tuple[str | None, str]] = []
        for name, command in self._lines:
            # A task may have parts: `lint` runs `lint:go` and `lint:shell`. bun and
            # yarn name no script: the next one is this one's.
            own = name is None or any(
                name == wanted or name.startswith(f"{wanted}:") for wanted in names
            )
            if name is None and own:
                own = _suits(command, aim)
            if names and own and (several or not taken):
                taken.append(command)
            else:
                left.append((name, command))
        self._lines = left
        return taken


def _suits(text: str, aim: EvidenceKind | None) -> bool:
    """Say whether a command can be what a script of that purpose runs."""
    script = read(text)
    runs = [recognise(command) for command in walk(script)] if script else []
    kinds = {run.kind for run in runs if run is not None and not run.wraps}
    if aim is None or not kinds:
        return True
    return aim in kinds or (aim == "build" and "types" in kinds)


def _is_run(command: Command) -> bool:
    run = recognise(command)
    return run is not None and not run.wraps


_INTERPRETERS = frozenset(
    {
        "python",
        "ruby",
        "node",
        "php",
        "perl",
        "lua",
        "Rscript",
        "elixir",
        "bash",
        "sh",
        "zsh",
    }
    | {"tsx", "ts-node", "deno", "bun", "java", "mono"}
)
_NAMED = re.compile(
    r"(?:^|[^a-z])(?:tests?|specs?|checks?|ci|verify|validate)(?:[^a-z]|$)|[Tt]ests?\b"
)


def by_output(command: Command, text: str) -> Run | None:
    """Know a test program (`./unit_tests`, `python test_a.py`) by what it prints."""
    words = command.own
    if not words or command.inner is not None:
        return None
    name = words[0]
    if name in _INTERPRETERS:
        name = next((word for word in words[1:] if not word.startswith("-")), "")
        if name in ("run", "test"):
            name = words[-1]
    elif "/" not in (command.words[0] if command.words else ""):
        return None
    if not _NAMED.search(name.rsplit("/", 1)[-1]):
        return None
    for family in FAMILIES:
        if family.behind and family.read(text).sure:
            return Run(
                command=command,
                family=family,
                shape=Shape(words=(name,)),
                kind=family.kind,
                tool=family.tool,
            )
    return None


_START = re.compile(
    r"^(?:[A-Z_]+=\S+ )*(?:cd \S+ ?(?:&&|;) ?|@)?[\w./$-]+(?: |$)"
    r"(?!is |was |has |found |: )"
)


_SENTENCE = re.compile(r"(?:\w[.!]|:)\s*$")


def _is_command(line: str) -> bool:
    """Tell an echoed recipe line from what a tool printed."""
    if line[:1].isspace() or not _START.match(line) or _SENTENCE.search(line):
        return False
    try:
        script = parse(line)
    except NotShell:
        return False
    prepare(script)
    return any(recognise(command) is not None for command in walk(script))
