""".NET's tools: dotnet test, build and format, msbuild."""

# ruff: noqa: E501 - a pattern is one line

import re

from metier.evidence.families.family import (
    Family,
    Shape,
    Summary,
    lines,
)

__all__ = ["FAMILIES"]

DOTNET = Family(
    name="dotnet-test",
    tool="dotnet",
    kind="test",
    shapes=(Shape(words=("dotnet", "test")), Shape(words=("dotnet", "vstest"))),
    without=frozenset({"--list-tests", "-t"}),
    combine="sum",
    summary=(
        Summary(
            line=lines(
                r"^ *Test (?:summary|run summary): (?:total: (?P<total>\d+), )?failed: (?P<failed>\d+), succeeded: (?P<passed>\d+), skipped: (?P<skipped>\d+)"
            ),
        ),
        Summary(
            line=lines(
                r"^ *(?:Passed|Failed|Skipped)! +- Failed: +(?P<failed>\d+), Passed: +(?P<passed>\d+), Skipped: +(?P<skipped>\d+), Total: +\d+"
            ),
        ),
        Summary(
            line=re.compile(
                r"^Total tests: (?P<total>\d+)(?:\n +Passed: (?P<passed>\d+))?(?:\n +Failed: (?P<failed>\d+))?(?:\n +Skipped: (?P<skipped>\d+))?",
                re.MULTILINE,
            )
        ),
    ),
    fails=lines(
        r"^Test Run Failed\.",
        r": error [A-Z]+\d+: ",
        r"^Build FAILED\.",
        r"^Failed!  - ",
        r"^  Failed \S+ \[",
    ),
    passes=lines(r"^Test Run Successful\."),
    nothing=lines(r"^No test (?:is available in|matches the given)"),
    behind=True,
    source="documentation",
)

DOTNET_BUILD = Family(
    name="dotnet-build",
    tool="dotnet",
    kind="build",
    shapes=(
        Shape(words=("dotnet", "build")),
        Shape(words=("dotnet", "publish")),
        Shape(words=("dotnet", "pack")),
        Shape(words=("dotnet", "msbuild"), tool="msbuild"),
        Shape(words=("msbuild",), tool="msbuild"),
        Shape(words=("MSBuild",), tool="msbuild"),
        Shape(words=("xbuild",), tool="msbuild"),
        Shape(words=("devenv",), tool="msbuild"),
    ),
    fails=lines(
        r"^Build FAILED\.",
        r": (?:fatal )?error [A-Z]+\d+ ?: ",
        r"^Build failed with \d+ error",
        r"^ +[1-9]\d* Error\(s\)",
    ),
    passes=lines(r"^Build succeeded", r"^ +0 Error\(s\)"),
    source="documentation",
)

DOTNET_FORMAT = Family(
    name="dotnet-format",
    tool="dotnet",
    kind="lint",
    shapes=(
        Shape(words=("dotnet", "format"), needs=frozenset({"--verify-no-changes"})),
    ),
    fails=lines(r": error [A-Z]+: "),
    silent=True,
    source="documentation",
)

FAMILIES = (
    DOTNET,
    DOTNET_BUILD,
    DOTNET_FORMAT,
)
