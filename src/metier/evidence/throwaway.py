"""Repositories made to be thrown away: what is committed there is not the work.

A folder is one if the session made a repository in it (`git init`), and it lies
among temporary files or test data. Later calls find it again.
"""

import re
from posixpath import join, normpath

from metier.evidence.script import Command, Items, Node, Pipeline, below, walk
from metier.records import Action, Session

__all__ = ["Throwaways"]

_TEMPORARY = re.compile(
    r"mktemp|^/(?:private/)?(?:tmp|var/tmp|var/folders)/|\$\{?TMPDIR|\$env:TEMP"
)
_TEST_DATA = re.compile(
    r"(?:^|/)(?:fixtures?|testdata|test[-_]data|tmp|temp|scratch|sandbox"
    r"|(?:test|tmp|temp|dummy|fake|toy)[-_]?repo\d*)(?:/|$)",
    re.IGNORECASE,
)
_VARIABLE = re.compile(r"\$\{?(\w+)\}?")
_MADE_ASIDE = (("git", "init"), ("git", "clone"))


class Throwaways:
    """The throw-away repositories of one session, call after call."""

    def __init__(self, session: Session) -> None:
        self._home = session.cwds[0] if session.cwds else None
        self._made: set[str] = set()

    def of(self, script: Items, action: Action) -> set[int]:
        """Give the ids of the commands that ran in one, and remember new ones."""
        if not self._made and not _makes(script):
            return set()
        walked = _Walk(self._made, self._home, action.cwd or self._home or "")
        walked.follow(script)
        self._made |= walked.lasting
        return walked.aside


class _Walk:
    """One call: where each command stands, as far as its words say."""

    def __init__(self, made: set[str], home: str | None, folder: str) -> None:
        self._made = made
        self._home = home
        self._folder = folder
        self._names: dict[str, str] = {}
        self._here: set[str] = set()
        self.aside: set[int] = set()
        """Ids of the commands that ran in a throw-away repository."""

        self.lasting: set[str] = set()
        """Repositories that later calls may come back to."""

    def follow(self, node: Node) -> None:
        """Follow the moves of a script; a shell of its own moves nobody else."""
        if isinstance(node, Command):
            if self._takes(node):
                self.aside.add(id(node))
            if node.inner is not None:
                self.follow(node.inner)
            return
        folder = self._folder
        for part in below(node):
            self.follow(part)
        if isinstance(node, Pipeline) or (isinstance(node, Items) and node.subshell):
            self._folder = folder

    def _takes(self, command: Command) -> bool:
        """Follow one command; say whether it runs in a throw-away repository."""
        for name, value in command.assignments:
            self._names[name] = self._filled(value)
        words = command.own
        if not words:
            return False
        if words[0] in ("cd", "pushd"):
            self._move(words)
        elif words[:2] in _MADE_ASIDE:
            self._make(words)
        folder = self._at(words)
        return any(_within(folder, one) for one in self._made | self._here)

    def _move(self, words: tuple[str, ...]) -> None:
        target = next((one for one in words[1:] if not one.startswith("-")), "~")
        self._folder = self._joined(self._filled(target))
        if "mktemp" in self._folder:
            self._here.add(self._folder)

    def _make(self, words: tuple[str, ...]) -> None:
        """Remember what `git init` makes; a clone only while its call lasts."""
        given = [one for one in words[2:] if not one.startswith("-")]
        made = self._joined(self._filled(given[-1])) if given else self._at(words)
        if words[1] == "clone":
            if _TEMPORARY.search(made):
                self._here.add(made)
        elif self._aside(made):
            self._here.add(made)
            if "$" not in made:
                self.lasting.add(made)

    def _aside(self, folder: str) -> bool:
        if self._home is not None and _within(self._home, folder):
            # The work itself, wherever it lies.
            return False
        if _TEMPORARY.search(folder):
            return True
        inside = folder.removeprefix(f"{self._home}/") if self._home else folder
        return _TEST_DATA.search(inside) is not None

    def _at(self, words: tuple[str, ...]) -> str:
        """Give the folder that a command works in: `git -C` names another."""
        if words[0] == "git" and "-C" in words[:-1]:
            return self._joined(self._filled(words[words.index("-C") + 1]))
        return self._folder

    def _joined(self, folder: str) -> str:
        return normpath(join(self._folder, folder)) if folder else self._folder

    def _filled(self, text: str) -> str:
        """Put in the variables that hold a folder; `$(mktemp -d)` is one itself."""
        if "mktemp" in text:
            return "/tmp/$mktemp" + text.rpartition(")")[2]  # noqa: S108 - a name
        return _VARIABLE.sub(
            lambda match: self._names.get(match[1], match[0]), text.strip('"')
        )


def _makes(script: Items) -> bool:
    """Whether any command makes a folder or a repository aside: most make none."""
    return any(
        command.own[:2] in _MADE_ASIDE
        or any("mktemp" in word for word in command.own)
        or any("mktemp" in value for _, value in command.assignments)
        for command in walk(script)
    )


def _within(folder: str, outer: str) -> bool:
    return folder == outer or folder.startswith(f"{outer}/")
