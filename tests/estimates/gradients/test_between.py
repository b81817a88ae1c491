import numpy as np
import pytest
import statsmodels.api as sm

from metier.estimates import answer
from metier.facts import Frame
from metier.records import Figure, Panel, Regression

ROWS, PEOPLE = 2_000, 80


def test_between_people_differs_from_within_where_people_differ() -> None:
    draw = np.random.default_rng(4)
    person = draw.integers(0, PEOPLE, ROWS)
    habit = draw.normal(0, 0.8, PEOPLE)[person]
    expertise = np.clip(np.round(3 + habit + draw.normal(0, 0.8, ROWS)), 1, 5)
    # Who is rated higher succeeds more often; a person's better sessions do not.
    success = (draw.random(ROWS) < 0.4 + 0.15 * habit).astype(float)
    names = np.asarray([f"p{one}" for one in person], dtype=object)
    frame = Frame(
        {"person": names, "expertise": expertise, "verified_success": success}
    )
    needs = tuple(
        Regression(
            series=name,
            of="verified_success",
            on="expertise",
            controls=controls,
            between=name == "between",
        )
        for name, controls in (("between", ()), ("within", ("person",)))
    )
    figure = Figure(
        id="figure",
        exhibit="",
        question="?",
        section="checks",
        panels=(Panel(needs=needs, mark="dots"),),
        caveat="",
    )

    found = {
        one.key.series: one
        for one in answer(figure, frame)
        if one.key.statistic == "slope"
    }

    counts = np.bincount(person, minlength=PEOPLE)
    means = [
        np.bincount(person, values, minlength=PEOPLE) / counts
        for values in (expertise, success)
    ]
    whole = sm.WLS(means[1], sm.add_constant(means[0]), weights=counts).fit()
    assert found["between"].value == pytest.approx(whole.params[1])
    assert found["between"].low is not None
    assert found["between"].low > 0.05
    assert found["within"].low is not None
    assert found["within"].high is not None
    assert found["within"].low < 0 < found["within"].high
