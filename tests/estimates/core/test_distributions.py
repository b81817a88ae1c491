import pytest
from scipy import stats

from metier.estimates.core.distributions import (
    beta_cdf,
    normal_quantile,
    t_cdf,
    t_quantile,
)


@pytest.mark.parametrize("df", [1.0, 1.7, 2.0, 5.0, 11.0, 59.0, 1_000.0, 2e6])
@pytest.mark.parametrize("probability", [0.005, 0.3, 0.5, 0.9, 0.975, 0.9995])
def test_quantiles_of_t_are_those_of_scipy(probability: float, df: float) -> None:
    expected = stats.t.ppf(probability, df)

    assert t_quantile(probability, df) == pytest.approx(expected, rel=1e-5, abs=1e-9)


@pytest.mark.parametrize("t", [-4.0, -0.5, 0.0, 1.3, 8.0])
def test_the_distribution_of_t_is_that_of_scipy(t: float) -> None:
    assert t_cdf(t, 7.0) == pytest.approx(stats.t.cdf(t, 7.0), abs=1e-12)


@pytest.mark.parametrize(("a", "b"), [(0.5, 0.5), (1, 3), (40, 2), (300, 700)])
@pytest.mark.parametrize("x", [0.0, 0.01, 0.3, 0.95, 1.0])
def test_the_beta_is_that_of_scipy(x: float, a: float, b: float) -> None:
    assert beta_cdf(x, a, b) == pytest.approx(stats.beta.cdf(x, a, b), abs=1e-12)


def test_the_normal_is_that_of_scipy() -> None:
    assert normal_quantile(0.975) == pytest.approx(stats.norm.ppf(0.975))
