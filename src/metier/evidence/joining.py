"""Puts pipes and redirects where they belong: at the last command of a list."""

from metier.evidence.script import Command, Items, Loop, Node, Pipeline, Redirect

__all__ = ["handed", "piped"]


def piped(first: Node, rest: list[Node]) -> Node:
    """Join by a pipe; a list hands the pipe to its last command."""
    if isinstance(first, Items) and not first.subshell and first.nodes:
        last = piped(first.nodes[-1], rest)
        return Items((*first.nodes[:-1], last), first.joins, first.background)
    if rest and isinstance(rest[-1], Items) and not rest[-1].subshell:
        tail = rest[-1]
        joined = piped(first, [*rest[:-1], tail.nodes[0]])
        return Items((joined, *tail.nodes[1:]), tail.joins, tail.background)
    parts = (
        first.parts if isinstance(first, Pipeline) and not first.negated else (first,)
    )
    return Pipeline((*parts, *rest))


def handed(node: Node, redirects: tuple[Redirect, ...], heredoc: str | None) -> Node:
    """Hand redirects and input to what they belong to: the last of a list."""
    if isinstance(node, Command):
        node.redirects += redirects
        node.heredoc = heredoc if heredoc is not None else node.heredoc
    elif isinstance(node, Items) and not node.subshell and node.nodes:
        last = handed(node.nodes[-1], redirects, heredoc)
        return Items((*node.nodes[:-1], last), node.joins, node.background)
    elif isinstance(node, Items | Loop):
        node.redirects += redirects
    elif isinstance(node, Pipeline) and node.parts:
        last = handed(node.parts[-1], redirects, heredoc)
        return Pipeline((*node.parts[:-1], last), node.negated)
    return node
