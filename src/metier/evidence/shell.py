"""Shell text in, a script out, by tree-sitter's bash grammar.

Two things about that grammar would surprise: in `a && b 2>&1 | c` it puts the
pipe around the whole list, and what follows a heredoc's start on its line hangs
below the heredoc. Both are put right here.
"""

from functools import cache

import tree_sitter
import tree_sitter_bash

from metier.evidence.joining import handed, piped
from metier.evidence.script import (
    Branch,
    Command,
    Function,
    Items,
    Loop,
    Node,
    Pipeline,
    Redirect,
    walk,
)
from metier.evidence.words import (
    assignment,
    command_of,
    redirect,
    text_of,
    word_of,
)

__all__ = ["LONGEST_COMMAND", "NotShell", "parse"]

LONGEST_COMMAND = 1_500_000
"""Longer texts carry data, and are not looked into."""

MOST_NODES = 200_000
"""Parts beyond which a text was made by a machine."""

DEEPEST = 60
"""Levels of nesting beyond which a text is no command that a person could read."""

_EMPTY = Items((), ())


class NotShell(Exception):  # noqa: N818 - no error of the user's: a text to pass by
    """A text that is no bash script, or too long or deep for one."""


@cache
def _parser() -> tree_sitter.Parser:
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))


def parse(text: str) -> Items:
    """Read a script. Raises `NotShell` where that is not to be had."""
    if len(text) > LONGEST_COMMAND:
        raise NotShell("too long")
    # A shell drops NUL bytes.
    tree = _parser().parse(text.replace("\0", "").encode("utf-8", "replace"))
    if tree.root_node.descendant_count > MOST_NODES:
        raise NotShell("too many parts")
    script = _items(tree.root_node.children, 0)
    if tree.root_node.has_error:
        for command in walk(script):
            command.torn = True
    return script


def _items(children: list[tree_sitter.Node], depth: int) -> Items:
    if depth > DEEPEST:
        raise NotShell("nested too deeply")
    nodes: list[Node] = []
    joins: list[str] = []
    background: set[int] = set()
    begun = 0
    for child in children:
        if child.type == "&":
            # `a && b &` sends both.
            background.update(range(begun, len(nodes)))
        made = _node(child, depth + 1)
        if made is None:
            continue
        begun = len(nodes)
        if isinstance(made, Items) and not made.subshell and not made.redirects:
            background.update(len(nodes) + index for index in made.background)
            nodes.extend(made.nodes)
            joins.extend(made.joins)
        else:
            nodes.append(made)
            joins.append(";")
    return Items(tuple(nodes), tuple(joins), frozenset(background))


def _node(node: tree_sitter.Node, depth: int) -> Node | None:
    if depth > DEEPEST:
        raise NotShell("nested too deeply")
    reader = _READERS.get(node.type)
    if reader is not None:
        return reader(node, depth)
    if node.type == "ERROR" and node.named_child_count:
        return _items(node.children, depth)
    return None


def _assigned(node: tree_sitter.Node, depth: int) -> Command:
    found = [node] if node.type == "variable_assignment" else node.named_children
    pairs = [assignment(one) for one in found if one.type == "variable_assignment"]
    made = Command(words=(), assignments=tuple(pairs))
    for one in found:
        for value in one.named_children:
            inside = value.named_children if value.type == "string" else [value]
            for part in inside:
                if part.type == "command_substitution":
                    # `out=$(pytest -q)` runs pytest, and keeps its status.
                    made.inner = _subshell(part, depth)
                    made.literal = False
    return made


def _declared(node: tree_sitter.Node, depth: int) -> Command:
    made = _assigned(node, depth)
    made.words = (text_of(node.children[0]),)
    return made


def _list(node: tree_sitter.Node, depth: int) -> Node:
    nodes: list[Node] = []
    joins: list[str] = []
    join = ";"
    for child in node.children:
        if child.type in ("&&", "||"):
            join = child.type
            continue
        made = _node(child, depth + 1)
        if made is None:
            continue
        if isinstance(made, Items) and not made.subshell and not made.redirects:
            nodes.extend(made.nodes)
            joins.extend((join, *made.joins[1:]))
        else:
            nodes.append(made)
            joins.append(join)
        join = ";"
    return Items(tuple(nodes), tuple(joins))


def _pipeline(node: tree_sitter.Node, depth: int) -> Node | None:
    made = [_node(child, depth + 1) for child in node.named_children]
    parts = [part for part in made if part is not None]
    if not parts:
        return None
    return piped(parts[0], parts[1:]) if len(parts) > 1 else parts[0]


def _negated(node: tree_sitter.Node, depth: int) -> Node | None:
    made = [_node(child, depth + 1) for child in node.named_children]
    parts = tuple(part for part in made if part is not None)
    return Pipeline(parts[:1], negated=True) if parts else None


def _redirected(node: tree_sitter.Node, depth: int) -> Node | None:
    body: Node | None = None
    redirects: list[Redirect] = []
    heredoc: str | None = None
    after: list[tuple[str, Node]] = []
    for child in node.children:
        if child.type == "file_redirect":
            redirects.append(redirect(child))
        elif child.type == "heredoc_redirect":
            text, more, follows = _heredoc(child, depth + 1)
            heredoc = text
            redirects.extend(more)
            after.extend(follows)
        elif child.type == "herestring_redirect":
            heredoc = (
                word_of(child.named_children[-1])[0] if child.named_children else ""
            )
        else:
            body = _node(child, depth + 1)
    if body is None:
        return None
    made = handed(body, tuple(redirects), heredoc)
    for join, node_after in after:
        if join == "|":
            made = piped(made, [node_after])
        else:
            made = Items((made, node_after), (";", join))
    return made


def _heredoc(
    node: tree_sitter.Node, depth: int
) -> tuple[str, list[Redirect], list[tuple[str, Node]]]:
    text = ""
    redirects: list[Redirect] = []
    follows: list[tuple[str, Node]] = []
    join = "&&"
    for child in node.children:
        if child.type == "heredoc_body":
            text = text_of(child)
        elif child.type == "file_redirect":
            redirects.append(redirect(child))
        elif child.type in ("&&", "||"):
            join = child.type
        elif child.type == "pipeline":
            made = _pipeline(child, depth)
            if made is not None:
                follows.append(("|", made))
        elif child.type not in ("heredoc_start", "heredoc_end", "<<", "<<-"):
            made = _node(child, depth)
            if made is not None:
                follows.append((join, made))
                join = "&&"
    return text, redirects, follows


def _subshell(node: tree_sitter.Node, depth: int) -> Items:
    made = _items(node.children, depth)
    return Items(made.nodes, made.joins, made.background, subshell=True)


def _if(node: tree_sitter.Node, depth: int) -> Node:
    conditions: list[Node | None] = []
    bodies: list[Node] = []
    otherwise: Node | None = None
    condition, body = _split(node, depth)
    conditions.append(condition)
    bodies.append(body)
    for child in node.children:
        if child.type == "elif_clause":
            condition, body = _split(child, depth)
            conditions.append(condition)
            bodies.append(body)
        elif child.type == "else_clause":
            otherwise = _items(child.children, depth)
    return Branch(tuple(conditions), tuple(bodies), otherwise)


def _split(node: tree_sitter.Node, depth: int) -> tuple[Node, Node]:
    """Part an `if` at its `then`."""
    before: list[tree_sitter.Node] = []
    after: list[tree_sitter.Node] = []
    side = before
    for child in node.children:
        if child.type == "then":
            side = after
        elif child.type not in ("elif_clause", "else_clause"):
            side.append(child)
    return _items(before, depth), _items(after, depth)


def _case(node: tree_sitter.Node, depth: int) -> Node:
    arms = [child for child in node.children if child.type == "case_item"]
    bodies = tuple(_items(arm.children, depth) for arm in arms)
    return Branch((None,) * len(bodies), bodies)


def _loop(node: tree_sitter.Node, depth: int) -> Node:
    condition: Node | None = None
    body: Node = _EMPTY
    for child in node.children:
        if child.type in ("do_group", "compound_statement"):
            body = _items(child.children, depth)
        elif node.type == "while_statement" and child.is_named:
            condition = _node(child, depth + 1)
    return Loop(condition, body)


def _function(node: tree_sitter.Node, depth: int) -> Node:
    name, body = "", _EMPTY
    for child in node.children:
        if child.type == "word":
            name = text_of(child)
        elif child.type in ("compound_statement", "subshell"):
            body = _items(child.children, depth)
    return Function(name, body)


_READERS = {
    "command": lambda node, _: command_of(node),
    "test_command": lambda node, _: command_of(node),
    "unset_command": lambda node, _: command_of(node),
    "variable_assignment": _assigned,
    "variable_assignments": _assigned,
    "declaration_command": _declared,
    "list": _list,
    "pipeline": _pipeline,
    "negated_command": _negated,
    "redirected_statement": _redirected,
    "subshell": _subshell,
    "compound_statement": _subshell,
    "if_statement": _if,
    "case_statement": _case,
    "for_statement": _loop,
    "c_style_for_statement": _loop,
    "while_statement": _loop,
    "function_definition": _function,
}
