"""The families of tools that the ledger knows, one file each, in reading order."""

from metier.evidence.families import (
    browsers,
    containers,
    delivery,
    dotnet,
    elixir,
    functional,
    git,
    go,
    javascript,
    javascript_bundlers,
    javascript_checks,
    jvm,
    native,
    php,
    python_checks,
    ruby,
    runtimes,
    rust,
    scala,
    scripting,
    sessions,
    swift,
    versions,
)
from metier.evidence.families.family import NOTHING_READ, Family, Reading, Shape
from metier.evidence.families.pytest import FAMILY as PYTEST
from metier.evidence.families.scripts import SCRIPTS, purpose
from metier.evidence.families.unittest import DOCTEST, UNITTEST

__all__ = [
    "FAMILIES",
    "NOTHING_READ",
    "SCRIPTS",
    "TOOLS",
    "Family",
    "Reading",
    "Shape",
    "purpose",
]

FAMILIES: tuple[Family, ...] = (
    PYTEST,
    UNITTEST,
    DOCTEST,
    *sessions.FAMILIES,
    *python_checks.FAMILIES,
    *javascript.FAMILIES,
    *runtimes.FAMILIES,
    *browsers.FAMILIES,
    *javascript_checks.FAMILIES,
    *javascript_bundlers.FAMILIES,
    *rust.FAMILIES,
    *go.FAMILIES,
    *jvm.FAMILIES,
    *scala.FAMILIES,
    *dotnet.FAMILIES,
    *native.FAMILIES,
    *swift.FAMILIES,
    *ruby.FAMILIES,
    *php.FAMILIES,
    *scripting.FAMILIES,
    *elixir.FAMILIES,
    *functional.FAMILIES,
    *git.FAMILIES,
    *versions.FAMILIES,
    *delivery.FAMILIES,
    *containers.FAMILIES,
    *SCRIPTS,
)

TOOLS: frozenset[str] = frozenset(
    {family.tool for family in FAMILIES}
    | {shape.tool for family in FAMILIES for shape in family.shapes if shape.tool}
)
"""Every name that a row of the ledger can carry."""
