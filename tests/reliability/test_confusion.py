import pytest
from statsmodels.stats.proportion import proportion_confint

from metier.reliability import confusion, recall, wilson


def test_recall_says_how_often_a_level_of_the_reference_is_found_again() -> None:
    table = confusion(["a", "a", "a", "b"], ["a", "a", "b", "b"], ("a", "b", "c"))

    found = recall(table, ("a", "b", "c"))

    assert [row.value for row in found] == [pytest.approx(2 / 3), 1.0, None]
    assert [row.n for row in found] == [3, 1, 0]


@pytest.mark.parametrize(("hits", "total"), [(0, 7), (3, 9), (80, 81)])
def test_wilson_equals_the_reference_implementation(hits: int, total: int) -> None:
    low, high = wilson(hits, total)

    theirs = proportion_confint(hits, total, method="wilson")
    assert (low, high) == pytest.approx(theirs, abs=1e-6)


def test_an_empty_cohort_has_no_interval() -> None:
    assert wilson(0, 0) == (None, None)
