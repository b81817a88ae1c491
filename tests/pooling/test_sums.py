"""Pooled sums against pooled rows: equal to rounding."""

import numpy as np
import pytest
from numpy.typing import NDArray

from metier.errors import EstimateError
from metier.estimates import answers
from metier.figures import FIGURES
from metier.pooling.adding import pooled_estimates
from metier.pooling.slopes import fit_moments
from metier.pooling.sums import is_moments, needs_by_series
from metier.records import Histogram, Mean, Regression, Share, Slope
from pooling.crowds import base, shared, whole

People = dict[str, dict[str, NDArray[np.generic]]]

SUMS = (Share, Histogram, Mean, Regression, Slope)


@pytest.fixture(scope="module", params=[34, 56])
def people(request: pytest.FixtureRequest) -> People:
    return {
        f"person{number:03d}": base(8 + number % 13, number)
        for number in range(request.param)
    }


def test_every_sum_equals_what_the_rows_give(people: People) -> None:
    shares = [shared(name, own, "sums") for name, own in people.items()]
    needs = needs_by_series()

    rows = {e.key: e for e in answers(FIGURES, whole(people))}
    pooled = {e.key: e for e in pooled_estimates(shares)}

    checked = 0
    for key, estimate in pooled.items():
        other = rows[key]
        if other.value is None:
            continue
        assert isinstance(needs[(key.figure, key.panel, key.series)], SUMS)
        assert estimate.value == pytest.approx(other.value, rel=1e-9, abs=1e-12), key
        assert estimate.low == pytest.approx(other.low, rel=1e-9, abs=1e-9), key
        assert estimate.high == pytest.approx(other.high, rel=1e-9, abs=1e-9), key
        assert estimate.cohort.sessions == other.cohort.sessions, key
        assert estimate.cohort.people == other.cohort.people, key
        checked += 1
    assert checked > 150
    assert any(
        isinstance(needs[(k.figure, k.panel, k.series)], Regression) for k in pooled
    )
    assert any(isinstance(needs[(k.figure, k.panel, k.series)], Slope) for k in pooled)


def test_every_number_that_is_a_sum_is_there(people: People) -> None:
    shares = [shared(name, own, "sums") for name, own in people.items()]
    needs = needs_by_series()
    pooled = {e.key for e in pooled_estimates(shares)}

    missing = [
        e.key
        for e in answers(FIGURES, whole(people))
        if e.value is not None
        and e.key.statistic in {"value", "slope"}
        and isinstance(need := needs[(e.key.figure, e.key.panel, e.key.series)], SUMS)
        and (is_moments(need) or not isinstance(need, Regression))
        and not (isinstance(need, Mean) and need.relative_to)
        and e.key not in pooled
    ]

    assert missing == []


def test_a_session_in_two_files_of_sums_is_refused() -> None:
    own = base(9, 1)
    shares = [shared("a", own, "sums"), shared("a", own, "sums", machine="b2")]

    with pytest.raises(EstimateError, match="same session"):
        pooled_estimates(shares)


def test_sums_without_variation_give_no_slope() -> None:
    with pytest.raises(EstimateError):
        fit_moments([])
