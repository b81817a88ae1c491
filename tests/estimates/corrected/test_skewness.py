import numpy as np
import pytest

from metier.estimates import Result
from metier.estimates.core.results import Counts, Wald, wald
from metier.estimates.corrected.skewness import skewed_result


def plain(df: float) -> Result:
    return wald(Wald(10.0, 1.0, df), Counts(100, 100, 50), "mean")


def test_a_symmetric_estimate_keeps_its_interval() -> None:
    influence = np.asarray([-1.0, 1.0] * 50)

    assert skewed_result(plain(99.0), influence, 99.0) == plain(99.0)


def test_an_interval_reaches_further_where_the_long_tail_is() -> None:
    influence = np.asarray([-1.0] * 98 + [49.0, 49.0])

    right = skewed_result(plain(99.0), influence, 99.0)
    left = skewed_result(plain(99.0), -influence, 99.0)

    assert right.low is not None
    assert right.high is not None
    assert right.high - 10.0 > 2.0
    assert right.low == plain(99.0).low
    assert (left.low, left.high) == pytest.approx((20.0 - right.high, 20.0 - right.low))
    assert "skewness" in right.method


def test_of_few_people_no_skewness_is_taken() -> None:
    influence = np.asarray([-1.0] * 8 + [8.0])

    assert skewed_result(plain(8.0), influence, 8.0) == plain(8.0)
