"""Python's own runners: unittest, Django's and doctest."""

import re

from metier.evidence.families.family import Family, Shape, Summary, lines

__all__ = ["DOCTEST", "UNITTEST"]

UNITTEST = Family(
    name="unittest",
    tool="unittest",
    kind="test",
    shapes=(
        Shape(words=("unittest",)),
        Shape(words=("manage.py", "test")),
        Shape(words=("django-admin", "test")),
        Shape(words=("django", "test")),
        Shape(words=("setup.py", "test")),
        Shape(words=("green",)),
        Shape(words=("trial",)),
        Shape(words=("nose2",)),
    ),
    summary=(
        Summary(
            line=re.compile(
                r"^Ran (?P<total>\d+) tests? in [\d.]+s\s+"
                r"(?:(?P<bad>FAILED)|(?P<good>OK)|NO TESTS RAN)(?: \((?:[^()\n]*)\))?$",
                re.MULTILINE,
            ),
            parts={
                "failed": re.compile(r"(?<!expected )\bfailures=(\d+)"),
                "aside": re.compile(r"\bexpected failures=(\d+)"),
                "errors": re.compile(r"\berrors=(\d+)"),
                "skipped": re.compile(r"\bskipped=(\d+)"),
            },
        ),
        Summary(
            line=re.compile(
                r"^(?:(?P<bad>FAILED)|(?P<good>OK)) "
                r"\((?:failures|errors|skipped|expected failures|"
                r"unexpected successes)=[^()\n]*\)$",
                re.MULTILINE,
            ),
            parts={
                "failed": re.compile(r"(?<!expected )\bfailures=(\d+)"),
                "aside": re.compile(r"\bexpected failures=(\d+)"),
                "errors": re.compile(r"\berrors=(\d+)"),
                "skipped": re.compile(r"\bskipped=(\d+)"),
            },
        ),
    ),
    fails=lines(r"^(?:FAIL|ERROR): \w+ \([\w.]+\)", r"^ImportError: Failed to import"),
    nothing=lines(r"^NO TESTS RAN$", r"^Ran 0 tests in .*\s+(?:OK|NO TESTS RAN)"),
    passes=lines(r"^OK(?: \([^()\n]*\))?\s*\Z"),
    sign=lines(r"^Ran \d+ tests? in "),
    behind=True,
    nothing_codes=frozenset({5}),
    source="Python 3.11",
)

DOCTEST = Family(
    name="doctest",
    tool="doctest",
    kind="test",
    shapes=(Shape(words=("doctest",)),),
    summary=(
        Summary(
            line=re.compile(
                r"^(?P<total>\d+) tests in \d+ items\.\n"
                r"(?:(?P<passed>\d+) passed and (?P<failed>\d+) failed|"
                r"(?P<good>\d+ passed))",
                re.MULTILINE,
            )
        ),
        Summary(line=lines(r"^(?P<passed>\d+) passed and (?P<failed>\d+) failed\.$")),
        Summary(line=lines(r"^\*\*\*Test Failed\*\*\* (?P<failed>\d+) failures?\.?")),
    ),
    fails=lines(r"^Failed example:$"),
    silent=True,
    source="Python 3.11",
)
