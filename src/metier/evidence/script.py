"""What a shell text says is to be run: lists, pipelines and simple commands.

The nouns that `shell` makes and `worlds` runs through. Quotes are gone from
words; what the shell would fill in (`$x`, `$(...)`) stays in them as written.
"""

from __future__ import annotations

import msgspec

__all__ = [
    "Branch",
    "Command",
    "Function",
    "Items",
    "Loop",
    "Node",
    "Pipeline",
    "Redirect",
    "below",
    "walk",
]


class Redirect(msgspec.Struct, frozen=True):
    """Where a stream goes: `2>&1` is ("2>&", "1"), `> log` is (">", "log")."""

    operator: str
    target: str


class Command(msgspec.Struct, eq=False):
    """One program with its words."""

    words: tuple[str, ...]
    redirects: tuple[Redirect, ...] = ()
    assignments: tuple[tuple[str, str], ...] = ()
    heredoc: str | None = None
    """Text handed to the program's input."""

    literal: bool = True
    """No word holds anything that the shell would fill in."""

    inner: Items | None = None
    """The script that this command runs elsewhere (`bash -c`, `ssh host`)."""

    own: tuple[str, ...] = ()
    """The words with every wrapper (`sudo`, `uv run`) taken off."""

    purpose: str | None = None
    """What the script of a task runner that it stands in is there for."""

    torn: bool = False
    """Stands in a text that no shell can read: unbalanced quotes and the like."""

    def program(self) -> str:
        """Give the name of the program without its folder."""
        words = self.own or self.words
        return words[0].rsplit("/", 1)[-1] if words else ""


class Pipeline(msgspec.Struct, eq=False):
    """Commands joined by pipes, or one that is negated."""

    parts: tuple[Node, ...]
    negated: bool = False


class Items(msgspec.Struct, eq=False):
    """Nodes one after the other, each with what joins it to the one before."""

    nodes: tuple[Node, ...]
    joins: tuple[str, ...]
    """`;`, `&&` or `||`; the first is always `;`."""

    background: frozenset[int] = frozenset()
    """Indices of nodes that `&` sent to the background."""

    subshell: bool = False
    redirects: tuple[Redirect, ...] = ()


class Branch(msgspec.Struct, eq=False):
    """`if` and `case`: conditions, what follows each, and what follows none."""

    conditions: tuple[Node | None, ...]
    bodies: tuple[Node, ...]
    otherwise: Node | None = None


class Loop(msgspec.Struct, eq=False):
    """`for`, `while` and `until`."""

    condition: Node | None
    body: Node
    redirects: tuple[Redirect, ...] = ()


class Function(msgspec.Struct, eq=False):
    """A function that is defined, not yet called."""

    name: str
    body: Node


Node = Command | Pipeline | Items | Branch | Loop | Function


def walk(node: Node) -> list[Command]:
    """List every simple command in the order it is written, functions included."""
    found: list[Command] = []
    stack: list[Node] = [node]
    while stack:
        here = stack.pop()
        if isinstance(here, Command):
            found.append(here)
            if here.inner is not None:
                stack.append(here.inner)
            continue
        stack.extend(reversed(below(here)))
    return found


def below(node: Node) -> list[Node]:
    """List the nodes right below one, in the order written."""
    if isinstance(node, Pipeline):
        return list(node.parts)
    if isinstance(node, Items):
        return list(node.nodes)
    if isinstance(node, Loop):
        return [node.body] if node.condition is None else [node.condition, node.body]
    if isinstance(node, Branch):
        below: list[Node] = []
        for condition, body in zip(node.conditions, node.bodies, strict=True):
            below.extend([body] if condition is None else [condition, body])
        return below if node.otherwise is None else [*below, node.otherwise]
    return [node.body] if isinstance(node, Function) else []
