import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from metier.estimates import benjamini_hochberg
from metier.estimates.answers.families import with_adjusted_p
from metier.records import Cohort, Estimate, Key


@given(st.lists(st.floats(1e-9, 1.0), min_size=1, max_size=30))
def test_adjusted_p_values_are_those_of_statsmodels(p_values: list[float]) -> None:
    expected = multipletests(p_values, method="fdr_bh")[1]

    assert benjamini_hochberg(p_values) == pytest.approx(expected)


def test_no_p_values_stay_none() -> None:
    assert len(benjamini_hochberg([])) == 0


def slope(value: float, series: str, measure: str = "slope of success") -> Estimate:
    return Estimate(
        key=Key(figure="f", series=series, statistic="slope"),
        unit="points",
        value=value,
        standard_error=0.01,
        cohort=Cohort(sessions=900, people=100, largest_share=0.02, measure=measure),
        method="regression",
    )


def test_slopes_of_one_figure_are_adjusted_together_and_shares_are_not() -> None:
    estimates = (
        slope(0.03, "a"),
        slope(0.02, "b"),
        slope(0.03, "c", measure="success is 1"),
    )

    found = list(with_adjusted_p(estimates))

    adjusted = [one for one in found if one.key.statistic == "p_adjusted"]
    assert found[:3] == list(estimates)
    assert [one.key.series for one in adjusted] == ["a", "b"]
    values = np.asarray([one.value for one in adjusted], dtype=float)
    assert values[0] < values[1] < 0.06
    assert "adjusted for 2 comparisons" in adjusted[0].method
