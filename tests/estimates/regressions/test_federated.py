from typing import Any

import numpy as np
import pytest

from estimates.worlds import checked_by_strata, gold_of, slope_world
from metier.errors import EstimateError
from metier.estimates import Place, ols, pooled_question, pooled_slopes


def arrays(*, exact: bool) -> dict[str, Any]:
    draw = np.random.default_rng(9)
    made = slope_world(draw, people=90, each=20, slope=0.04, halo=0.3)
    checked, probability = checked_by_strata(draw, made.said, (150, 150))
    table = np.column_stack([made.rated, made.mode == 1])
    truth = np.column_stack([made.expertise, made.mode == 1]).astype(float)
    given: dict[str, Any] = {
        "machine": made.said,
        "gold": gold_of(checked, made.success),
        "checked": checked,
        "probability": probability,
        "person": made.person,
        "regressors": truth if exact else table,
    }
    if not exact:
        given["gold_regressors"] = np.where(checked[:, None], truth, np.nan)
    return given


def part(given: dict[str, Any], rows: Any) -> dict[str, Any]:  # noqa: ANN401 - a mask
    return {name: values[rows] for name, values in given.items()}


def test_9_places_that_show_no_row_get_what_all_rows_together_give() -> None:
    given = arrays(exact=False)
    whole = ols(**given)
    places = [Place(**part(given, given["person"] % 5 == place)) for place in range(5)]

    asked = pooled_question([place.sums() for place in places])
    found = pooled_slopes(asked, [place.meat(asked) for place in places])

    for one, together in zip(found, whole.coefficients, strict=True):
        assert one.value == pytest.approx(together.value, rel=1e-9, abs=1e-12)
        assert one.standard_error == pytest.approx(together.standard_error, rel=1e-9)
        assert one.low == pytest.approx(together.low, rel=1e-9)
        assert (one.sessions, one.people, one.gold) == (1_800, 90, 300)


def test_one_place_alone_is_the_same_as_the_rows() -> None:
    given = arrays(exact=False)
    place = Place(**given)

    asked = pooled_question([place.sums()])
    (first, _) = pooled_slopes(asked, [place.meat(asked)])

    assert first.value == pytest.approx(ols(**given).value, rel=1e-12)


def test_no_gold_anywhere_is_refused() -> None:
    given = arrays(exact=True)
    given["checked"] = np.zeros(1_800, dtype=bool)
    given["gold"] = np.full(1_800, np.nan)

    with pytest.raises(EstimateError, match="no place has a checked session"):
        pooled_question([Place(**given).sums()])
