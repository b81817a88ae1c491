from typing import Any

import numpy as np

from estimates.worlds import slope_world
from metier.estimates import curve, derive
from metier.facts import COLUMN_BY_NAME, Frame


def frame(slope: float, halo: float, people: int = 60) -> Frame:
    draw = np.random.default_rng(5)
    made = slope_world(draw, people=people, each=40, slope=slope, halo=halo)
    size = len(made.person)
    modes = np.asarray(["fix", "build", "plan", "test"], dtype=object)
    months = np.asarray(["2026-01", "2026-02"], dtype=object)
    columns: dict[str, Any] = {
        "person": np.asarray([f"p{one}" for one in made.person], dtype=object),
        "month": months[draw.integers(0, 2, size)],
        "work_mode": modes[made.mode],
        "attempted": np.ones(size),
        "outcome": np.where(made.success == 1, "succeeded", "failed").astype(object),
        "success_signal": draw.integers(3, 6, size).astype(float),
        "expertise": made.rated,
        "expertise_first": made.first,
        "hard_evidence": (draw.random(size) < 0.5).astype(float),
    }
    columns |= derive(columns)
    return Frame({name: columns[name] for name in columns if name in COLUMN_BY_NAME})


def test_the_curve_shows_that_only_the_ratings_that_saw_the_ending_have_a_slope() -> (
    None
):
    found = curve({"offline": frame(slope=0.0, halo=0.5)})

    linear = {
        (one.outcome, one.view, one.controls): one.result
        for one in found.specifications
        if one.estimator == "linear"
    }
    full = linear["judged_success", "expertise", "none"]
    first = linear["judged_success", "expertise_first", "none"]
    assert full is not None
    assert first is not None
    assert full.low is not None
    assert full.low > 0.02
    assert first.low is not None
    assert first.high is not None
    assert first.low < 0 < first.high
    instrument = next(
        one.result
        for one in found.specifications
        if one.estimator == "instrument" and one.outcome == "judged_success"
    )
    assert instrument is not None
    assert abs(instrument.value) < full.value


def test_specifications_stand_from_lowest_to_highest_and_signs_are_counted() -> None:
    found = curve({"offline": frame(slope=0.08, halo=0.0)})

    values = [one.result.value for one in found.specifications if one.result]
    assert values == sorted(values)
    assert found.estimated == len(values) > 20
    assert found.above_zero is not None
    assert found.above_zero > 0.9
    assert found.surely_below == 0
    names = {
        (one.outcome, one.view, one.controls, one.estimator)
        for one in found.specifications
    }
    assert len(names) == len(found.specifications)


def test_a_small_study_has_no_slope_in_any_specification_and_says_why() -> None:
    found = curve({"offline": frame(slope=0.08, halo=0.0, people=10)})

    assert found.estimated == 0
    assert found.above_zero is None
    assert {one.rule for one in found.specifications} <= {
        "too few for an adjusted share",
        "not measured",
    }
    assert all(one.estimate.withheld for one in found.specifications)
