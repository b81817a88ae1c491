"""Who is who: one person a log root, or as a file says.

The logs that metier finds by itself on a machine are one person's, however many
agents wrote them (decision 71); folders named with --from are one person each.
"""

import csv
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

import msgspec

from metier.errors import SettingError

__all__ = ["MINE", "People", "Rule", "read_people"]

MINE = "the person of this machine"
COLUMNS = 2


class Rule(msgspec.Struct, frozen=True):
    """Files whose path fits the pattern are this person's."""

    pattern: str
    person: str


class People(msgspec.Struct, frozen=True, kw_only=True):
    """How to tell whose a file is."""

    rules: tuple[Rule, ...] = ()
    """The first that fits decides; a file that none fits is nobody's."""

    def owner(self, path: Path, root: Path, default: str) -> str | None:
        """Name the person of a file under a root; None where nobody is named."""
        if not self.rules:
            return default
        names = [path.as_posix()]
        if path.is_relative_to(root):
            names.append(path.relative_to(root).as_posix())
        for rule in self.rules:
            pattern = rule.pattern
            if any(
                fnmatch(name, pattern)
                or fnmatch(name, f"*/{pattern}")
                or fnmatch(name, f"{pattern.rstrip('/')}/*")
                for name in names
            ):
                return rule.person
        return None


def read_people(path: Path) -> People:
    """Read a CSV file of path patterns and persons."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(
            f"{path}: the people file cannot be read ({error}). It is a CSV file with "
            "two columns: a path pattern such as */alice/*, and a person."
        ) from error
    rows = [row for row in csv.reader(text.splitlines()) if any(map(str.strip, row))]
    rules = _rules(path, rows)
    if not rules:
        raise SettingError(
            f"{path}: no person is named in it. Write a line for each person: a path "
            "pattern such as */alice/*, a comma, and a word for the person."
        )
    return People(rules=tuple(rules))


def _rules(path: Path, rows: Sequence[Sequence[str]]) -> list[Rule]:
    rules = []
    for number, row in enumerate(rows, start=1):
        cells = [cell.strip() for cell in row[:COLUMNS]]
        if number == 1 and cells[-1].lower() == "person":
            continue
        if len(cells) < COLUMNS or not all(cells):
            raise SettingError(
                f"{path}:{number}: {','.join(row)!r} has no two columns. Every line is "
                "a path pattern, a comma, and a word for the person."
            )
        rules.append(Rule(*cells))
    return rules
