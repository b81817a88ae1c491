"""Nobody's words, paths or ids leave."""

import pytest

from disclosure.tables import rows, shares, summary
from metier.disclosure import release
from metier.disclosure.scan import planted
from metier.errors import DisclosureError
from metier.records import Released

TEAM = {"build": [9] * 20, "fix": [5] * 20}


def made(level: str, *, private: bool = False) -> Released:
    found = rows({**TEAM, level: [4] * 20})
    estimates = shares(found, lambda _: True, "mode")
    return release(estimates, summary(found, private=private))


@pytest.mark.parametrize(
    ("level", "looks"),
    [
        ("ann@example.org", "an e-mail address"),
        ("https://intranet", "a web address"),
        ("~/work/payroll", "a path"),
        ("C:\\Users\\ann", "a path"),
        ("payroll.py", "a file name"),
        ("9f86d081884c7d659a2f", "an id"),
        ("sk-abc12345xyz", "a secret"),
        ("aX9kQ2mZ7pL4vN8rT1wY6bC3", "random characters"),
        ("please make the tests pass before friday", "a sentence"),
    ],
)
@pytest.mark.parametrize("private", [True, False])
def test_text_does_not_leave(level: str, looks: str, *, private: bool) -> None:
    with pytest.raises(DisclosureError, match=looks):
        made(level, private=private)


@pytest.mark.parametrize(
    "level",
    ["build", "2026-03", "10-200", "8 and more", "plan/explore", "<$200", "not a goal"],
)
def test_words_of_closed_sets_leave(level: str) -> None:
    assert made(level).estimates


def test_planted_strings_are_found_in_any_case() -> None:
    assert planted(b'{"group": "Zanzibar"}', ("zanzibar", "quokka")) == ("zanzibar",)
