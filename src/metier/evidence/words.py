"""The words of a command as tree-sitter gives them, with their quotes taken off."""

import re

import tree_sitter

from metier.evidence.script import Command, Redirect

__all__ = ["assignment", "command_of", "redirect", "text_of", "word_of"]

_WORDS = {"word", "number", "string", "raw_string", "concatenation", "ansi_c_string"}
_FILLED = re.compile(r"\$[\w{(?!@*#]|`")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED_IN_QUOTES = re.compile(r'\\([$`"\\\n])')


def text_of(node: tree_sitter.Node) -> str:
    """Give the text of a node."""
    return (node.text or b"").decode("utf-8", "replace")


def word_of(node: tree_sitter.Node) -> tuple[str, bool]:
    """Take the quotes off a word; say whether it stands there as it will run."""
    kind = node.type
    if kind in ("command_name", "concatenation"):
        parts = [word_of(child) for child in node.children]
        return "".join(part for part, _ in parts), all(plain for _, plain in parts)
    text = text_of(node)
    if kind == "raw_string":
        return text[1:-1], True
    if kind == "ansi_c_string":
        return text[2:-1].replace("\\n", "\n").replace("\\'", "'"), True
    if kind == "string":
        return _ESCAPED_IN_QUOTES.sub(r"\1", text[1:-1]), not _FILLED.search(text)
    if kind in ("word", "number"):
        return (_ESCAPED.sub(r"\1", text) if "\\" in text else text), True
    return text, kind not in ("simple_expansion", "expansion", "command_substitution")


def assignment(node: tree_sitter.Node) -> tuple[str, str]:
    """Part `name=value`."""
    name, _, value = text_of(node).partition("=")
    values = [child for child in node.named_children if child.type in _WORDS]
    return name, word_of(values[-1])[0] if values else value


def redirect(node: tree_sitter.Node) -> Redirect:
    """Read where a stream is sent."""
    operator, target = "", ""
    for child in node.children:
        if child.type == "file_descriptor" or not child.is_named:
            operator += text_of(child)
        else:
            target = word_of(child)[0]
    return Redirect(operator, target)


def command_of(node: tree_sitter.Node) -> Command:
    """Read one program with its words, assignments and redirects."""
    words: list[str] = []
    redirects: list[Redirect] = []
    assignments: list[tuple[str, str]] = []
    literal = True
    for child in node.children:
        if child.type == "variable_assignment":
            assignments.append(assignment(child))
        elif child.type == "file_redirect":
            redirects.append(redirect(child))
        elif child.type in ("herestring_redirect", "heredoc_redirect"):
            continue
        elif child.is_named or not words:
            word, plain = word_of(child)
            words.append(word)
            literal = literal and plain
        else:
            words.append(text_of(child))
    return Command(
        words=tuple(words),
        redirects=tuple(redirects),
        assignments=tuple(assignments),
        literal=literal,
    )
