"""Shell text in, a script out, by tree-sitter's bash grammar.

Two things about that grammar would surprise: in `a && b 2>&1 | c` it puts the
pipe around the whole list, and what follows a heredoc's start on its line hangs
below the heredoc. Both are put right here.
"""

import re
from functools import cache

import tree_sitter
import tree_sitter_bash

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

__all__ = ["LONGEST_COMMAND", "NotShell", "parse"]

LONGEST_COMMAND = 200_000
"""Longer texts carry data, and are not looked into."""

DEEPEST = 60
"""Levels of nesting beyond which a text is no command that a person could read."""

_EMPTY = Items((), ())
_WORDS = {"word", "number", "string", "raw_string", "concatenation", "ansi_c_string"}
_FILLED = re.compile(r"\$[\w{(?!@*#]|`")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED_IN_QUOTES = re.compile(r'\\([$`"\\\n])')


class NotShell(Exception):  # noqa: N818 - no error of the user's: a text to pass by
    """A text that is no bash script, or too long or deep for one."""


@cache
def _parser() -> tree_sitter.Parser:
    return tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))


def parse(text: str) -> Items:
    """Read a script. Raises `NotShell` where that is not to be had."""
    if len(text) > LONGEST_COMMAND:
        raise NotShell("too long")
    if "\0" in text:
        raise NotShell("holds NUL bytes")
    tree = _parser().parse(text.encode("utf-8", "replace"))
    script = _items(tree.root_node.children, 0)
    if tree.root_node.has_error:
        for command in walk(script):
            command.torn = True
    return script


def _text(node: tree_sitter.Node) -> str:
    return (node.text or b"").decode("utf-8", "replace")


def _items(children: list[tree_sitter.Node], depth: int) -> Items:
    if depth > DEEPEST:
        raise NotShell("nested too deeply")
    nodes: list[Node] = []
    joins: list[str] = []
    background: set[int] = set()
    for child in children:
        if child.type == "&" and nodes:
            background.add(len(nodes) - 1)
        made = _node(child, depth + 1)
        if made is None:
            continue
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


def _command(node: tree_sitter.Node, _depth: int) -> Node:
    words: list[str] = []
    redirects: list[Redirect] = []
    assignments: list[tuple[str, str]] = []
    literal = True
    for child in node.children:
        if child.type == "variable_assignment":
            assignments.append(_assignment(child))
        elif child.type == "file_redirect":
            redirects.append(_redirect(child))
        elif child.type in ("herestring_redirect", "heredoc_redirect"):
            continue
        elif child.is_named or not words:
            word, plain = _word(child)
            words.append(word)
            literal = literal and plain
        else:
            words.append(_text(child))
    return Command(
        words=tuple(words),
        redirects=tuple(redirects),
        assignments=tuple(assignments),
        literal=literal,
    )


def _word(node: tree_sitter.Node) -> tuple[str, bool]:
    """Take the quotes off a word; say whether it stands there as it will run."""
    kind = node.type
    if kind in ("command_name", "concatenation"):
        parts = [_word(child) for child in node.children]
        return "".join(part for part, _ in parts), all(plain for _, plain in parts)
    text = _text(node)
    if kind == "raw_string":
        return text[1:-1], True
    if kind == "ansi_c_string":
        return text[2:-1].replace("\\n", "\n").replace("\\'", "'"), True
    if kind == "string":
        return _ESCAPED_IN_QUOTES.sub(r"\1", text[1:-1]), not _FILLED.search(text)
    if kind in ("word", "number"):
        return _ESCAPED.sub(r"\1", text), True
    return text, kind not in ("simple_expansion", "expansion", "command_substitution")


def _assignment(node: tree_sitter.Node) -> tuple[str, str]:
    name, _, value = _text(node).partition("=")
    values = [child for child in node.named_children if child.type in _WORDS]
    return name, _word(values[-1])[0] if values else value


def _assigned(node: tree_sitter.Node, depth: int) -> Command:
    found = [node] if node.type == "variable_assignment" else node.named_children
    pairs = [_assignment(one) for one in found if one.type == "variable_assignment"]
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
    made.words = (_text(node.children[0]),)
    return made


def _redirect(node: tree_sitter.Node) -> Redirect:
    operator, target = "", ""
    for child in node.children:
        if child.type == "file_descriptor" or not child.is_named:
            operator += _text(child)
        else:
            target = _word(child)[0]
    return Redirect(operator, target)


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


def _piped(first: Node, rest: list[Node]) -> Node:
    """Join by a pipe; a list hands the pipe to its last command."""
    if isinstance(first, Items) and not first.subshell and first.nodes:
        last = _piped(first.nodes[-1], rest)
        return Items((*first.nodes[:-1], last), first.joins, first.background)
    if rest and isinstance(rest[-1], Items) and not rest[-1].subshell:
        tail = rest[-1]
        joined = _piped(first, [*rest[:-1], tail.nodes[0]])
        return Items((joined, *tail.nodes[1:]), tail.joins, tail.background)
    parts = (
        first.parts if isinstance(first, Pipeline) and not first.negated else (first,)
    )
    return Pipeline((*parts, *rest))


def _pipeline(node: tree_sitter.Node, depth: int) -> Node | None:
    made = [_node(child, depth + 1) for child in node.named_children]
    parts = [part for part in made if part is not None]
    if not parts:
        return None
    return _piped(parts[0], parts[1:]) if len(parts) > 1 else parts[0]


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
            redirects.append(_redirect(child))
        elif child.type == "heredoc_redirect":
            text, more, follows = _heredoc(child, depth + 1)
            heredoc = text
            redirects.extend(more)
            after.extend(follows)
        elif child.type == "herestring_redirect":
            heredoc = _word(child.named_children[-1])[0] if child.named_children else ""
        else:
            body = _node(child, depth + 1)
    if body is None:
        return None
    made = _give(body, tuple(redirects), heredoc)
    for join, node_after in after:
        if join == "|":
            made = _piped(made, [node_after])
        else:
            made = Items((made, node_after), (";", join))
    return made


def _give(node: Node, redirects: tuple[Redirect, ...], heredoc: str | None) -> Node:
    """Hand redirects and input to what they belong to: the last of a list."""
    if isinstance(node, Command):
        node.redirects += redirects
        node.heredoc = heredoc if heredoc is not None else node.heredoc
    elif isinstance(node, Items) and not node.subshell and node.nodes:
        last = _give(node.nodes[-1], redirects, heredoc)
        return Items((*node.nodes[:-1], last), node.joins, node.background)
    elif isinstance(node, Items | Loop):
        node.redirects += redirects
    elif isinstance(node, Pipeline) and node.parts:
        last = _give(node.parts[-1], redirects, heredoc)
        return Pipeline((*node.parts[:-1], last), node.negated)
    return node


def _heredoc(
    node: tree_sitter.Node, depth: int
) -> tuple[str, list[Redirect], list[tuple[str, Node]]]:
    text = ""
    redirects: list[Redirect] = []
    follows: list[tuple[str, Node]] = []
    join = "&&"
    for child in node.children:
        if child.type == "heredoc_body":
            text = _text(child)
        elif child.type == "file_redirect":
            redirects.append(_redirect(child))
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
            name = _text(child)
        elif child.type in ("compound_statement", "subshell"):
            body = _items(child.children, depth)
    return Function(name, body)


_READERS = {
    "command": _command,
    "test_command": _command,
    "unset_command": _command,
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
