"""Which commands of a script are runs worth a row, and of what family."""

import re
from functools import cache

import msgspec

from metier.evidence.families import FAMILIES, SCRIPTS
from metier.evidence.families.family import ASKING, Family, Shape
from metier.evidence.script import Command, Items, walk
from metier.evidence.shell import NotShell, parse
from metier.evidence.wrappers import unwrap
from metier.records import EvidenceKind

__all__ = ["Run", "may_hold_runs", "prepare", "read", "recognise"]

DEEPEST = 4
"""Scripts inside scripts (`ssh host "bash -c '…'"`) that are followed."""

_PYTHON = re.compile(r"^(?:python|py|pypy)[\d.]*$")
_PYTHON_VALUES = frozenset({"-W", "-X"})
_NODE_BIN = re.compile(r"node_modules/(?:\.bin/)?(?:@[\w-]+/)?([\w.-]+)")
_PACKAGE_BIN = {
    "typescript": "tsc", "@playwright/test": "playwright", "@biomejs/biome": "biome",
    "@vitest/cli": "vitest", "jest-cli": "jest", "eslint_d": "eslint",
}  # fmt: skip
_SCRIPT_NAMES = frozenset(
    {"build", "standard", "m", "task", "node", "npm", "make", "just", "hatch"}
)
"""Names of programs that a package.json more likely gives to a script."""

_RUN_OF_WORD = re.compile(r"[\w-]+")
_VARIABLE = re.compile(r"^\$\{?(\w+)\}?$|^\$\{?(\w+)\}?(?=/)")


class Run(msgspec.Struct, eq=False):
    """A command that is a run of a known tool."""

    command: Command
    family: Family
    shape: Shape
    kind: EvidenceKind
    tool: str

    @property
    def wraps(self) -> bool:
        """Whether it hides another tool: `make test`, `npm run build`."""
        return self.family in SCRIPTS


def _names() -> set[str]:
    return {shape.words[0] for family in FAMILIES for shape in family.shapes}


@cache
def _plain_names() -> frozenset[str]:
    return frozenset(name for name in _names() if _RUN_OF_WORD.fullmatch(name))


@cache
def _prefilter() -> re.Pattern[str]:
    """Find what is more than a word: `./gradlew`, and `ci` on its own."""
    odd = sorted(set(_names()) - _plain_names(), key=len, reverse=True)
    joined = "".join(rf"|(?<![\w-]){re.escape(name)}(?![\w-])" for name in odd)
    return re.compile(rf"\bci\b{joined}")


@cache
def _table() -> dict[str, tuple[tuple[Family, Shape], ...]]:
    table: dict[str, list[tuple[Family, Shape]]] = {}
    for family in FAMILIES:
        for shape in family.shapes:
            table.setdefault(shape.words[0], []).append((family, shape))
    # The longest shape of a program says most.
    return {
        name: tuple(sorted(found, key=lambda pair: -len(pair[1].words)))
        for name, found in table.items()
    }


def may_hold_runs(text: str) -> bool:
    """Say, without parsing, whether a text can hold any run at all."""
    if "test" in text or "check" in text or "spec" in text:
        return True
    # Some hundred names: looking each word up is quicker than one long pattern.
    words = _RUN_OF_WORD.findall(text)
    return not _plain_names().isdisjoint(words) or _prefilter().search(text) is not None


def prepare(script: Items, depth: int = 0) -> None:
    """Take the wrappers off every command, and read the scripts inside."""
    variables: dict[str, str] = {}
    for command in walk(script):
        if not command.words or command.words[0] in ("export", "local", "readonly"):
            variables.update(command.assignments)
        words = tuple(_filled(word, variables) for word in command.words)
        if len(words) == 1 and " " in words[0] and command.words[0].startswith("$"):
            words = tuple(words[0].split())
        own, inside = unwrap(words)
        command.own = _normal(own)
        if inside is None and command.heredoc and _reads_input(own):
            inside = command.heredoc
        if inside is not None and command.inner is None and depth < DEEPEST:
            command.inner = read(inside, depth + 1)


def read(text: str, depth: int = 0) -> Items | None:
    """Parse a script that stands inside another; None where it is none."""
    if not may_hold_runs(text):
        return None
    try:
        script = parse(text)
    except NotShell:
        return None
    prepare(script, depth)
    script.subshell = True
    return script


def _filled(word: str, variables: dict[str, str]) -> str:
    match = _VARIABLE.match(word)
    if match is None:
        return word
    value = variables.get(match.group(1) or match.group(2))
    return word if value is None else value + word[match.end() :]


def _reads_input(words: tuple[str, ...]) -> bool:
    """Say whether a shell runs what comes to its input: it names no script."""
    if not words or words[0].rsplit("/", 1)[-1] not in ("bash", "sh", "zsh"):
        return False
    return all(word.startswith("-") for word in words[1:])


def _normal(words: tuple[str, ...]) -> tuple[str, ...]:
    """Name a program by what it is: `python3 -m pytest` is pytest."""
    if not words:
        return words
    name = words[0].rsplit("/", 1)[-1].rsplit("\\", 1)[-1]
    name = name[:-4] if name.endswith((".exe", ".cmd")) else name
    rest = words[1:]
    if _PYTHON.match(name) or (name.startswith("$") and rest[:1] == ("-m",)):
        return _python(rest)
    if name in ("node", "nodejs", "bun", "deno") and rest:
        script = next((word for word in rest if not word.startswith("-")), "")
        match = _NODE_BIN.search(script)
        if match is not None:
            return (match.group(1), *rest[rest.index(script) + 1 :])
    if name in ("ruby", "php", "perl") and rest:
        script = next((word for word in rest if not word.startswith("-")), "")
        inner = script.rsplit("/", 1)[-1]
        if inner in _table() and ("/" in script or inner == "artisan"):
            return (inner, *rest[rest.index(script) + 1 :])
    if name in ("pnpm", "yarn", "npx", "bunx") and rest:
        bare = next((word for word in rest if not word.startswith("-")), "")
        if bare in _table() and bare not in _SCRIPT_NAMES and not _verb(name, bare):
            return (bare, *rest[rest.index(bare) + 1 :])
    return (_PACKAGE_BIN.get(words[0], name), *rest)


def _verb(manager: str, word: str) -> bool:
    shapes = (shape.words for _, shape in _table().get(manager, ()))
    return any(len(words) > 1 and words[1] == word for words in shapes)


def _python(rest: tuple[str, ...]) -> tuple[str, ...]:
    index = 0
    while index < len(rest):
        word = rest[index]
        if word == "-m" and index + 1 < len(rest):
            module = rest[index + 1].removesuffix(".__main__").removesuffix(".cli")
            after = rest[index + 2 :]
            if module == "coverage" and after[:1] == ("run",):
                return _python(_past_options(after[1:]))
            return (module, *after)
        if not word.startswith("-"):
            name = word.rsplit("/", 1)[-1]
            named = name if name in ("manage.py", "setup.py") else None
            return (named, *rest[index + 1 :]) if named else ("python", *rest[index:])
        index += 2 if word in _PYTHON_VALUES else 1
    return ("python", *rest)


def _past_options(words: tuple[str, ...]) -> tuple[str, ...]:
    index = 0
    while index < len(words) and words[index].startswith("-") and words[index] != "-m":
        index += 1
    return words[index:]


def recognise(command: Command) -> Run | None:
    """Tell what a command runs, or None where it is nothing for the ledger."""
    words = command.own
    if not words:
        return None
    for family, shape in _table().get(words[0], ()):
        if not _fits(shape, words):
            continue
        if _asks(words):
            return None
        if _refuses(family, shape, words):
            continue
        return Run(
            command=command,
            family=family,
            shape=shape,
            kind=shape.kind or family.kind,
            tool=shape.tool or family.tool,
        )
    return None


def _fits(shape: Shape, words: tuple[str, ...]) -> bool:
    if shape.anywhere:
        given = {part for word in words[1:] for part in re.split(r"[\s;]+", word)}
        given |= {word.rsplit(":", 1)[-1] for word in given}
        if not given.issuperset(shape.words[1:]):
            return False
    elif not _follows(shape, words):
        return False
    if shape.says is not None and not shape.says.search(" ".join(words)):
        return False
    if not shape.needs:
        return True
    return any(
        word in shape.needs or word.partition("=")[0] in shape.needs
        for word in words[1:]
    )


def _follows(shape: Shape, words: tuple[str, ...]) -> bool:
    """Say whether the sub-commands come in order, options aside."""
    index = 1
    for wanted in shape.words[1:]:
        while index < len(words) and words[index] != wanted:
            # Options, and values of options such as `-C dir`, stand between.
            if not words[index].startswith(("-", "+")) and not (
                index > 1 and words[index - 1].startswith("-")
            ):
                return False
            index += 1
        if index >= len(words):
            return False
        index += 1
    return True


def _asks(words: tuple[str, ...]) -> bool:
    """Say whether it only asks the tool about itself."""
    if words[0] == "cargo" and "--list" in words:
        return True
    for word in words[1:]:
        if word == "--":
            return False
        if word in ASKING and (word.startswith("-") or word == words[1]):
            return True
    return False


def _refuses(family: Family, shape: Shape, words: tuple[str, ...]) -> bool:
    """Say whether an option makes it other work than its shape's."""
    refused = family.without | shape.without
    for word in words[1:]:
        if word == "--":
            return False
        if word in refused:
            return True
        if word.startswith("-") and word.partition("=")[0] in refused:
            return True
    return False
