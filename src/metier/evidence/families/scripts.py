"""What hides another tool: make, npm, just … Their name says what they do."""

# ruff: noqa: E501 - a pattern is one line

import re

from metier.evidence.families.family import Family, Shape, lines
from metier.records import EvidenceKind

__all__ = ["SCRIPTS", "purpose"]

_PURPOSES: tuple[tuple[re.Pattern[str], EvidenceKind], ...] = (
    (re.compile(r"(?:^|[:_./-])(?:e2e|integration|unit|smoke)s?(?:$|[:_./-])"), "test"),
    (re.compile(r"type-?check|check-?types|(?:^|[:_./-])(?:types?|tsc|mypy)(?:$|[:_./-])"), "types"),
    (re.compile(r"lint|eslint|ruff|clippy|(?:^|[:_./-])(?:vet)(?:$|[:_./-])"), "lint"),
    (re.compile(r"(?:format|fmt|style|prettier)[:_-]?check|check[:_-]?(?:format|fmt|style)"), "lint"),
    (re.compile(r"(?:^|[:_./-])(?:run-?)?tests?(?:$|[:_./-])|(?:^|[:_./-])(?:tst|t|specs?|coverage|cov|cover|pytest|jest|vitest|verify|check|checks|ci|validate|test-\w+|tests?\w*)$"), "test"),
    (re.compile(r"(?:^|[:_./-])(?:build|compile|bundle|dist|package|all)(?:$|[:_./-])"), "build"),
)  # fmt: skip


def purpose(name: str) -> EvidenceKind | None:
    """Tell from a script's or target's name what it is there for."""
    for pattern, kind in _PURPOSES:
        if pattern.search(name):
            return kind
    return None


_MADE = lines(
    r"^make(?:\[\d+\])?: \*\*\* ",
    r"^make(?:\[\d+\])?: .*(?:Fehler|Erreur|Error|错误) \d+",
)
MAKE = Family(
    name="make",
    tool="make",
    kind="test",
    shapes=(
        Shape(words=("make",)),
        Shape(words=("gmake",)),
        Shape(words=("mingw32-make",)),
    ),
    without=frozenset({"-n", "--dry-run", "--just-print", "-p", "-q"}),
    fails=_MADE,
    nothing=lines(r"^make(?:\[\d+\])?: (?:Nothing to be done|'\S+' is up to date)"),
    source="GNU make 4.3",
)
_ELIFECYCLE = lines(
    r"^npm (?:ERR!|error) ",
    r"ELIFECYCLE",
    r"^ *Failed tasks:$",
    r"^ *(?:Lerna \(powered by Nx\)|NX) +(?:Ran|Running) targets? .* failed",
    r"^error Command failed with exit code [1-9]",
    r'^error: script "\S+" exited with code [1-9]',
)
NPM = Family(
    name="npm",
    tool="npm",
    kind="test",
    shapes=(
        Shape(words=("npm", "test")),
        Shape(words=("npm", "t")),
        Shape(words=("npm", "tst")),
        Shape(words=("npm", "run")),
        Shape(words=("npm", "run-script")),
        Shape(words=("pnpm", "test"), tool="pnpm"),
        Shape(words=("pnpm", "t"), tool="pnpm"),
        Shape(words=("pnpm", "run"), tool="pnpm"),
        Shape(words=("pnpm",), tool="pnpm"),
        Shape(words=("yarn", "test"), tool="yarn"),
        Shape(words=("yarn", "run"), tool="yarn"),
        Shape(words=("yarn",), tool="yarn"),
        Shape(words=("bun", "run"), tool="bun"),
        Shape(words=("deno", "task"), tool="deno"),
        Shape(words=("turbo", "run"), tool="turbo"),
        Shape(words=("turbo",), tool="turbo"),
        Shape(words=("nx", "run"), tool="nx"),
        Shape(words=("nx", "run-many"), tool="nx"),
        Shape(words=("nx",), tool="nx"),
        Shape(words=("lerna", "run"), tool="lerna"),
        Shape(words=("composer", "run"), tool="composer"),
        Shape(words=("composer",), tool="composer"),
    ),
    fails=_ELIFECYCLE,
    source="npm 10",
)
TASKS = Family(
    name="tasks",
    tool="just",
    kind="test",
    shapes=(
        Shape(words=("just",)),
        Shape(words=("mise", "run"), tool="mise"),
        Shape(words=("mise", "r"), tool="mise"),
        Shape(words=("task",), tool="task"),
        Shape(words=("go-task",), tool="task"),
        Shape(words=("rake",), tool="rake"),
        Shape(words=("hatch", "test"), tool="hatch"),
        Shape(words=("hatch",), tool="hatch"),
        Shape(words=("poe",), tool="poe"),
        Shape(words=("invoke",), tool="invoke"),
        Shape(words=("inv",), tool="invoke"),
        Shape(words=("doit",), tool="doit"),
        Shape(words=("pdm",), tool="pdm"),
        Shape(words=("rye",), tool="rye"),
        Shape(words=("pipenv",), tool="pipenv"),
        Shape(words=("pixi",), tool="pixi"),
        Shape(words=("rails", "test"), tool="minitest"),
        Shape(words=("lein",), tool="lein"),
        Shape(words=("dune",), tool="dune"),
    ),
    without=frozenset({"--list", "-l", "--summary", "--dry-run", "-n", "-T"}),
    fails=lines(
        r"^error: [Rr]ecipe `\S+` failed",
        r"^task: Failed to run task",
        r"^rake aborted!",
    ),
    source="just 1",
)

SCRIPTS = (MAKE, NPM, TASKS)
