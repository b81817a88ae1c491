from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from metier.errors import EstimateError
from metier.estimates import (
    Result,
    difference,
    logit_effect,
    mean,
    ols,
    quantile,
    ratio,
    share,
    within_person,
)

ESTIMATORS: dict[str, tuple[Callable[..., Result], dict[str, Any]]] = {
    "share": (share, {}),
    "mean": (mean, {}),
    "difference": (difference, {"group": [True, False] * 10}),
    "quantile": (quantile, {}),
    "ols": (ols, {"regressors": list(range(20))}),
    "logit": (logit_effect, {"regressors": list(range(20))}),
    "ratio": (
        ratio,
        {
            "machine_denominator": [1.0] * 20,
            "gold_denominator": [1.0] * 10 + [np.nan] * 10,
        },
    ),
}


def arrays(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - bad values on purpose
    """Twenty sessions of five people, ten of them checked."""
    usual: dict[str, Any] = {
        "machine": [0.0, 1.0, 1.0, 0.0] * 5,
        "gold": [0.0, 1.0, 0.0, 1.0, 1.0] * 2 + [np.nan] * 10,
        "checked": [True] * 10 + [False] * 10,
        "probability": [0.5] * 20,
        "person": list("abcde") * 4,
    }
    return {**usual, **changes}


@pytest.mark.parametrize("name", ESTIMATORS)
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"machine": [np.nan] + [0.0] * 19}, "not a finite number"),
        ({"machine": ["fix"] * 20}, "must hold numbers"),
        ({"machine": [[0.0, 1.0]] * 20}, "2 dimensions"),
        ({"probability": [0.0] + [0.5] * 19}, "probability 0"),
        ({"probability": [1.5] + [0.5] * 19}, "above 1"),
        ({"probability": [np.nan] + [0.5] * 19}, "not a finite number"),
        ({"gold": [1.0] * 20}, "`checked` is false"),
        ({"gold": [np.nan] * 20}, "no gold value"),
        ({"probability": [0.5] * 19}, "different lengths"),
        ({"person": [None, *"bcde"] * 4}, "`person` is unknown"),
        ({"person": [[]] * 20}, "hashable"),
        ({"checked": [2] * 20}, "true or false"),
    ],
)
def test_bad_input_is_refused_with_what_and_why(
    name: str, changes: dict[str, Any], words: str
) -> None:
    estimator, more = ESTIMATORS[name]

    with pytest.raises(EstimateError, match=words):
        estimator(**arrays(**changes), **more)


@pytest.mark.parametrize("name", ["share", "mean", "quantile"])
def test_no_sessions_are_refused(name: str) -> None:
    estimator, _ = ESTIMATORS[name]
    names = ("machine", "gold", "checked", "probability", "person")
    empty: dict[str, list[float]] = {array: [] for array in names}

    with pytest.raises(EstimateError, match="no sessions"):
        estimator(**empty)


@pytest.mark.parametrize("name", ESTIMATORS)
def test_one_person_gets_an_interval_over_sessions(name: str) -> None:
    estimator, more = ESTIMATORS[name]

    result = estimator(**arrays(person=["a"] * 20), **more)

    assert result.people == 1
    assert "one person" in result.method
    assert result.low is not None
    assert result.high is not None
    assert result.low <= result.value <= result.high


@pytest.mark.parametrize("name", ESTIMATORS)
def test_no_gold_is_answered_and_says_that_label_error_is_missing(name: str) -> None:
    estimator, more = ESTIMATORS[name]
    bare = arrays(gold=[np.nan] * 20, checked=[False] * 20)
    if name == "ratio":
        more = {**more, "gold_denominator": [np.nan] * 20}

    result = estimator(**bare, **more)

    assert result.gold == 0
    assert not result.label_error
    assert "does not contain the annotator's error" in result.method


@pytest.mark.parametrize("name", ["share", "mean", "difference", "quantile"])
def test_gold_of_a_single_person_among_many_is_refused(name: str) -> None:
    estimator, more = ESTIMATORS[name]
    lonely = arrays(person=["a"] * 10 + list("bcdef") * 2)

    with pytest.raises(EstimateError, match="belong to one of 6 people"):
        estimator(**lonely, **more)


def test_everyone_in_one_group_has_no_difference() -> None:
    with pytest.raises(EstimateError, match="everyone is in one group"):
        difference(**arrays(), group=[True] * 20)


def test_everyone_with_one_rating_has_no_slope() -> None:
    with pytest.raises(EstimateError, match="does not vary"):
        ols(**arrays(), regressors=[3.0] * 20)


def test_a_share_takes_nothing_outside_zero_and_one() -> None:
    with pytest.raises(EstimateError, match="Use `mean`"):
        share(**arrays(machine=[5.0] * 20))


def test_a_denominator_that_never_holds_has_no_rate() -> None:
    with pytest.raises(EstimateError, match="no session meets"):
        ratio(
            **arrays(),
            machine_denominator=[0.0] * 20,
            gold_denominator=[0.0] * 10 + [np.nan] * 10,
        )


def test_a_quantile_lies_between_zero_and_one() -> None:
    with pytest.raises(EstimateError, match="q is 1"):
        quantile(**arrays(), q=1.0)


def test_a_tuning_above_one_is_refused() -> None:
    with pytest.raises(EstimateError, match="tuning is 2"):
        mean(**arrays(), tuning=2.0)


@pytest.mark.parametrize("tuning", [2.0, -0.1, float("nan"), "much"])
@pytest.mark.parametrize("name", ESTIMATORS)
def test_every_estimator_refuses_a_tuning_that_is_none(
    name: str, tuning: float | str
) -> None:
    estimator, more = ESTIMATORS[name]

    with pytest.raises(EstimateError, match="tuning is"):
        estimator(**arrays(), **more, tuning=tuning)


@pytest.mark.parametrize("name", ["machine", "gold", "probability", "person"])
def test_within_people_arrays_of_other_lengths_are_refused_in_words(name: str) -> None:
    short = {name: arrays()[name][:-1]}

    with pytest.raises(EstimateError, match="different lengths"):
        within_person(**arrays(**short), regressors=list(range(20)))


def test_a_mean_of_zeros_and_ones_that_were_all_alike_has_an_interval() -> None:
    gold = [1.0] * 10 + [np.nan] * 10

    result = mean(**arrays(gold=gold))

    assert result.low is not None
    assert result.low < 0.9
    assert result.high == 1.0


def test_nobody_drawn_may_have_probability_zero() -> None:
    bare = arrays(gold=[np.nan] * 20, checked=[False] * 20, probability=[0.0] * 20)

    assert share(**bare).gold == 0
