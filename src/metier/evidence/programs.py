"""Programs that a person asked to be run, and that the agent ran.

Agents run programs all day; that one ended well shows nothing by itself. Only a
run whose script or command the person had named is the output that was asked for.
"""

import re

from metier.evidence.families import Family, Shape
from metier.evidence.families.family import lines
from metier.evidence.recognition import Run
from metier.evidence.script import Command

__all__ = ["PROGRAM", "asked_run"]

_INTERPRETERS = {
    "python": "python",
    "node": "node",
    "bun": "bun",
    "deno": "deno",
    "ruby": "ruby",
    "php": "php",
    "perl": "perl",
    "bash": "shell",
    "sh": "shell",
    "zsh": "shell",
    "Rscript": "r",
    "java": "java",
    "tsx": "node",
    "ts-node": "node",
    "lua": "lua",
    "julia": "julia",
}
_RUNS = frozenset({("go", "run"), ("cargo", "run"), ("dotnet", "run")})
SHORTEST_NAME = 4

PROGRAM = Family(
    name="program",
    tool="program",
    kind="run",
    shapes=(),
    fails=lines(
        r"^Traceback \(most recent call last\):",
        r"^(?:Uncaught |\w*)Error: ",
        r"^thread '.*' panicked at ",
        r"^panic: ",
        r"^Exception in thread ",
        r"^Segmentation fault",
    ),
    silent=False,
)


def asked_run(command: Command, asked: str) -> Run | None:
    """Give the run of a program that the person's words name."""
    if not asked or command.inner is not None or not command.own:
        return None
    name, tool = _program(command)
    if tool is None or len(name) < SHORTEST_NAME:
        return None
    if not re.search(rf"(?<![\w/.-]){re.escape(name)}(?![\w-])", asked):
        return None
    return Run(
        command=command,
        family=PROGRAM,
        shape=Shape(words=(name,)),
        kind="run",
        tool=tool,
    )


def _program(command: Command) -> tuple[str, str | None]:
    words = command.own
    if words[:2] in _RUNS:
        return " ".join(words[:2]), words[0]
    if words[0] in _INTERPRETERS:
        script = next((word for word in words[1:] if not word.startswith("-")), "")
        name = script.rsplit("/", 1)[-1]
        return (name, _INTERPRETERS[words[0]]) if "." in name else ("", None)
    typed = command.words[0] if command.words else ""
    if typed.startswith(("./", "../")) and words[0] == typed.rsplit("/", 1)[-1]:
        return words[0], "program"
    return "", None
