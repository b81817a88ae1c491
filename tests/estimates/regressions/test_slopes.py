import numpy as np
import pytest
import statsmodels.api as sm

from estimates.worlds import checked_by_strata, gold_of, nothing_checked, slope_world
from metier.errors import EstimateError
from metier.estimates import instrumented, ols, within_person
from metier.estimates.core.people import Floats


def by_the_specification(  # noqa: PLR0913, PLR0917 - as it is printed
    xf: Floats, yf: Floats, x: Floats, y: Floats, weight: Floats, person: Floats
) -> tuple[Floats, Floats]:
    """The reference code of methods.md, appendix A, at lam = 1."""
    w = weight[:, None]
    a = xf.T @ xf + (x * w).T @ x - (xf * w).T @ xf
    b = xf.T @ yf + (x * w).T @ y - (xf * w).T @ yf
    theta = np.linalg.solve(a, b)
    ef = (yf - xf @ theta)[:, None] * xf
    e = (y - x @ theta)[:, None] * x
    psi = ef + w * (e - ef)
    groups = int(person.max()) + 1
    sums = np.zeros((groups, psi.shape[1]))
    np.add.at(sums, person.astype(int), psi)
    inverse = np.linalg.inv(a)
    meat = sums.T @ sums * (groups / (groups - 1))
    errors = np.sqrt(np.diag(inverse @ meat @ inverse.T))
    return np.asarray(theta, dtype=np.float64), np.asarray(errors, dtype=np.float64)


def test_it_is_the_reference_code_of_the_specification() -> None:
    draw = np.random.default_rng(1)
    made = slope_world(draw, people=80, each=40, slope=0.04, halo=0.3)
    checked, probability = checked_by_strata(draw, np.zeros(3_200), (400,))
    weight = np.where(checked, 1 / probability, 0.0)
    one = np.ones(3_200)

    found = ols(
        machine=made.said,
        gold=gold_of(checked, made.success),
        checked=checked,
        probability=probability,
        person=made.person,
        regressors=made.rated,
        gold_regressors=gold_of(checked, made.expertise),
    )

    theta, error = by_the_specification(
        np.column_stack([one, made.rated]),
        made.said,
        np.column_stack([one, made.expertise]),
        made.success,
        weight,
        made.person.astype(float),
    )
    assert found.value == pytest.approx(theta[1], abs=1e-12)
    assert found.standard_error == pytest.approx(error[1], rel=0.02)


def test_with_exact_regressors_it_is_least_squares_on_the_pseudo_outcome() -> None:
    draw = np.random.default_rng(2)
    made = slope_world(draw, people=80, each=40, slope=0.04, halo=0.0)
    checked, probability = checked_by_strata(draw, np.zeros(3_200), (400,))
    pseudo = made.said + np.where(checked, (made.success - made.said) / probability, 0)

    found = ols(
        machine=made.said,
        gold=gold_of(checked, made.success),
        checked=checked,
        probability=probability,
        person=made.person,
        regressors=made.expertise,
        fixed_effects=made.mode,
    )

    design = np.column_stack([made.expertise, np.eye(4)[made.mode]])
    oracle = sm.OLS(pseudo, design).fit(
        cov_type="cluster",
        cov_kwds={"groups": made.person, "use_correction": False},
    )
    error = oracle.bse[0] * (80 / 79) ** 0.5
    assert found.value == pytest.approx(oracle.params[0], abs=1e-12)
    assert found.standard_error == pytest.approx(error, rel=0.01)


def test_without_gold_it_is_plain_least_squares_and_says_so() -> None:
    draw = np.random.default_rng(3)
    made = slope_world(draw, people=80, each=10, slope=0.04, halo=0.3)

    found = ols(
        machine=made.said,
        person=made.person,
        regressors=np.column_stack([made.rated, made.mode == 2]),
        **nothing_checked(800),
    )

    design = np.column_stack([made.rated, made.mode == 2, np.ones(800)])
    oracle = sm.OLS(made.said, design.astype(float)).fit()
    values = [one.value for one in found.coefficients]
    assert values == pytest.approx(oracle.params[:2].tolist())
    assert "does not contain" in found.method


def test_a_column_of_ones_is_no_regressor() -> None:
    draw = np.random.default_rng(3)
    made = slope_world(draw, people=80, each=10, slope=0.04, halo=0.3)

    with_ones = ols(
        machine=made.said,
        person=made.person,
        regressors=np.column_stack([np.ones(800), made.rated]),
        **nothing_checked(800),
    )
    alone = ols(
        machine=made.said,
        person=made.person,
        regressors=made.rated,
        **nothing_checked(800),
    )

    assert with_ones.value == alone.value


def test_within_person_leaves_out_people_with_one_session() -> None:
    draw = np.random.default_rng(4)
    made = slope_world(draw, people=60, each=5, slope=0.2, halo=0.0)
    person = made.person.copy()
    person[:10] = np.arange(1_000, 1_010)

    found = within_person(
        machine=made.success,
        person=person,
        regressors=made.expertise,
        **nothing_checked(300),
    )

    assert found.sessions == 290
    assert "290 of 300 sessions" in found.method


def test_people_with_one_session_each_cannot_be_compared_with_themselves() -> None:
    with pytest.raises(EstimateError, match="two sessions"):
        within_person(
            machine=[0.0, 1.0],
            person=["a", "b"],
            regressors=[1.0, 2.0],
            **nothing_checked(2),
        )


def test_fixed_effects_of_machine_made_regressors_allow_no_tuning() -> None:
    draw = np.random.default_rng(5)
    made = slope_world(draw, people=60, each=10, slope=0.04, halo=0.0)
    checked, probability = checked_by_strata(draw, np.zeros(600), (100,))

    with pytest.raises(EstimateError, match="tuning"):
        ols(
            machine=made.said,
            gold=gold_of(checked, made.success),
            checked=checked,
            probability=probability,
            person=made.person,
            regressors=made.rated,
            gold_regressors=gold_of(checked, made.expertise),
            fixed_effects=made.mode,
            tuning=0.5,
        )


def test_gold_of_a_regressor_is_needed_where_checked() -> None:
    with pytest.raises(EstimateError, match="no gold value of a regressor"):
        ols(
            machine=[0.0, 1.0, 1.0],
            gold=[1.0, 0.0, np.nan],
            checked=[True, True, False],
            probability=[0.5] * 3,
            person=["a", "b", "c"],
            regressors=[1.0, 2.0, 3.0],
            gold_regressors=[1.0, np.nan, np.nan],
        )


def test_an_instrument_that_does_not_move_says_so() -> None:
    with pytest.raises(EstimateError, match="does not move"):
        instrumented(
            outcome=[0.0, 1.0, 0.0, 1.0],
            regressor=[1.0, 1.0, 2.0, 2.0],
            instrument=[1.0, 2.0, 1.0, 2.0],
            person=["a", "b", "c", "d"],
        )
