"""Elixir's tools: mix test, compile and its checks."""

# ruff: noqa: E501 - a pattern is one line

import re

from metier.evidence.families.family import (
    Family,
    Shape,
    Summary,
    lines,
)

__all__ = ["FAMILIES"]

EXUNIT = Family(
    name="exunit",
    tool="exunit",
    kind="test",
    shapes=(Shape(words=("mix", "test")),),
    without=frozenset({"--list"}),
    combine="sum",
    summary=(
        Summary(
            line=lines(
                r"^(?:\d+ (?:doctests?|propert(?:y|ies)), )*\d+ tests?, (?P<failed>\d+) failures?(?:, \d+ excluded)?(?:, (?P<errors>\d+) invalid)?(?:, (?P<skipped>\d+) skipped)?(?: \(.*\))?$"
            ),
            parts={
                "total": re.compile(r"(\d+) (?:doctests?|propert(?:y|ies)|tests?)\b")
            },
        ),
    ),
    fails=lines(
        r"^\*\* \(\w*(?:Error|Mix)\w*\)",
        r"^== Compilation error in file",
        r"^ +\d+\) test ",
    ),
    nothing=lines(r"^There are no tests to run"),
    behind=True,
    source="elixir 1.14",
)

MIX = Family(
    name="mix",
    tool="mix",
    kind="build",
    shapes=(Shape(words=("mix", "compile")), Shape(words=("mix", "release"))),
    fails=lines(r"^\*\* \(", r"^== Compilation error"),
    silent=True,
    source="elixir 1.14",
)

MIX_CHECKS = Family(
    name="mix-checks",
    tool="credo",
    kind="lint",
    shapes=(
        Shape(words=("mix", "credo")),
        Shape(
            words=("mix", "format"), tool="mix", needs=frozenset({"--check-formatted"})
        ),
        Shape(words=("mix", "dialyzer"), tool="dialyzer", kind="types"),
    ),
    fails=lines(
        r"^\*\* \(Mix\)", r"^\d+ mods/funs, found [1-9]", r"^Total errors: [1-9]"
    ),
    silent=True,
    source="elixir 1.14",
)

FAMILIES = (
    EXUNIT,
    MIX,
    MIX_CHECKS,
)
