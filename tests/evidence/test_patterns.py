"""A late pattern does what a compiled one does."""

import re

import pytest

from metier.evidence.families import FAMILIES
from metier.evidence.languages import LANGUAGES
from metier.evidence.patterns import late


def test_a_late_pattern_finds_what_a_compiled_one_finds() -> None:
    text = "ok  mod 0.1s\nFAIL other\n"

    found = late(r"^(ok|FAIL)\s", re.MULTILINE)

    assert found.pattern == r"^(ok|FAIL)\s"
    assert found.flags & re.MULTILINE
    assert found.findall(text) == ["ok", "FAIL"]
    assert found.sub("", text) == re.sub(r"(?m)^(ok|FAIL)\s", "", text)
    for _ in range(2):
        match = found.search(text)
        assert match is not None
        assert match.re.pattern == found.pattern


def test_a_pattern_that_is_none_says_so_when_it_is_used() -> None:
    broken = late("(")

    with pytest.raises(re.error):
        broken.search("")


def test_every_late_pattern_of_the_house_compiles() -> None:
    patterns = [
        getattr(language, name)
        for language in LANGUAGES
        for name in ("good", "thanks", "bad", "masks")
    ]
    patterns += [summary.line for family in FAMILIES for summary in family.summary]

    assert all(pattern.search("\0") is None for pattern in patterns if pattern)
