"""Ruby's tools: rspec, minitest, rubocop."""

# ruff: noqa: E501 - a pattern is one line

import re

from metier.evidence.families.family import (
    Family,
    Shape,
    Summary,
    lines,
)

__all__ = ["FAMILIES"]

RSPEC = Family(
    name="rspec",
    tool="rspec",
    kind="test",
    shapes=(
        Shape(words=("rspec",)),
        Shape(words=("parallel_rspec",)),
        Shape(words=("rake", "spec")),
    ),
    without=frozenset({"--dry-run", "--init"}),
    combine="sum",
    summary=(
        Summary(
            line=lines(
                r"^(?P<total>\d+) examples?, (?P<failed>\d+) failures?(?:, (?P<skipped>\d+) pending)?"
                r"(?:, (?P<errors>\d+) errors? occurred outside of examples)?$"
            )
        ),
        Summary(
            line=re.compile(
                r'"summary_line": ?"(?P<total>\d+) examples?, (?P<failed>\d+) failures?'
                r"(?:, (?P<skipped>\d+) pending)?"
                r'(?:, (?P<errors>\d+) errors? occurred outside of examples)?"'
            )
        ),
    ),
    fails=lines(
        r"^Failed examples:$",
        r"^rspec \./\S+:\d+ # ",
        r"^Failures:$",
        r"^An error occurred while loading ",
    ),
    behind=True,
    source="rspec 3.12",
)

MINITEST = Family(
    name="minitest",
    tool="minitest",
    kind="test",
    shapes=(
        Shape(words=("rails", "test")),
        Shape(words=("minitest",)),
        Shape(words=("m",), needs=frozenset({"--name"})),
    ),
    summary=(
        Summary(
            line=lines(
                r"^(?P<total>\d+) (?:runs|tests), \d+ assertions, (?P<failed>\d+) failures, (?P<errors>\d+) errors"
                r"(?:, (?P<skipped>\d+) (?:skips|pendings))?.*$"
            )
        ),
    ),
    fails=lines(
        r"^ +\d+\) (?:Failure|Error):$",
        r"^rake aborted!",
        r"^Failure: test",
        r"^Error: test",
    ),
    sign=lines(r"^# Running:$", r"^Run options: .*--seed \d+"),
    behind=True,
    source="minitest 5.17",
)

RUBOCOP = Family(
    name="rubocop",
    tool="rubocop",
    kind="lint",
    shapes=(
        Shape(words=("rubocop",)),
        Shape(words=("standardrb",), tool="standardrb"),
        Shape(words=("brakeman",), tool="brakeman"),
    ),
    summary=(
        Summary(line=lines(r"^\d+ files? inspected, (?P<good>no offenses) detected")),
        Summary(
            line=lines(
                r"^\d+ files? inspected, (?P<good>\d+ offenses? detected, \d+ offenses? corrected)$"
            )
        ),
        Summary(line=lines(r"^\d+ files? inspected, (?P<bad>\d+ offenses?) detected")),
    ),
    source="documentation",
)

FAMILIES = (
    RSPEC,
    MINITEST,
    RUBOCOP,
)
