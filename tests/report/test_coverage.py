"""What the page says of its rules."""

from disclosure.tables import counts, rows, summary
from metier.disclosure import release
from metier.report import coverage


def texts(people: int, *, private: bool = False) -> dict[str, str]:
    found = rows({"build": [9] * people})
    released = release(counts(found), summary(found, private=private))
    return {fact.name: fact.text for fact in coverage.policy(released)}


def test_a_small_groups_page_says_what_a_larger_one_would_show() -> None:
    assert texts(7)["A group of 10 or more would show"].startswith("means, quantiles")
    assert texts(12)["A group of 50 or more would show"] == (
        "shares split two ways at once"
    )
    assert "A group of 10 or more would show" not in texts(12)


def test_ones_own_page_and_a_large_groups_have_nothing_more_to_show() -> None:
    assert not any(name.startswith("A group") for name in texts(1, private=True))
    assert not any(name.startswith("A group") for name in texts(60))
