"""The house keeps its own rules: sizes, lists, words, and who opens the door."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "metier"
ROOT = Path(__file__).parents[1]
FILES = sorted(SOURCE.rglob("*.py"))
MOST_LINES = 300


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_file_opens_with_a_sentence_and_stays_short(path: Path) -> None:
    text = path.read_text()

    assert ast.get_docstring(ast.parse(text)), f"{name(path)} says not what it is"
    assert text.count("\n") <= MOST_LINES, f"{name(path)} is too long: split by noun"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_name_ends_in_a_word_that_says_nothing(path: Path) -> None:
    classes = [
        node.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef)
    ]

    assert path.stem != "utils"
    assert [
        c for c in classes if re.search(r"(Manager|Handler|Helper|Utils)$", c)
    ] == []


def test_only_the_door_makes_what_may_leave() -> None:
    makers = {
        path.relative_to(SOURCE).parts[0]
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name | ast.Attribute)
        and (node.func.id if isinstance(node.func, ast.Name) else node.func.attr)
        in {"Released", "ReleasedEstimate"}
    }

    assert makers == {"disclosure"}


def test_every_ignored_lint_rule_carries_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text().splitlines()

    bare = [
        line
        for line in lines
        if re.match(r'\s+"[A-Z]+[0-9]*",?\s*(#.*)?$', line) and "#" not in line
    ]

    assert bare == []


def test_every_dependency_is_named_in_a_decision() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    decisions = "".join(
        path.read_text() for path in (ROOT / "docs" / "decisions").glob("*.md")
    )
    extras = project.get("optional-dependencies", {})

    names = [
        re.split(r"[<>=\[; ]", wanted)[0]
        for wanted in [
            *project["dependencies"],
            *(d for e in extras.values() for d in e),
        ]
    ]

    assert [one for one in names if one not in decisions] == []


def test_decisions_are_numbered_once() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")]

    assert len(numbers) == len(set(numbers))
