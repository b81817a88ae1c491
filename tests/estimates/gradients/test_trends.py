from typing import Any

import numpy as np
import pytest

from metier.errors import EstimateError
from metier.estimates import Bridge, drift, trend
from metier.facts import Frame
from metier.records import Estimate

MONTHS = ("2026-01", "2026-02", "2026-03")


def frame(seed: int = 1, *, mix_moves: bool = False, newcomers: bool = False) -> Frame:
    """Three months in which nothing changes but who comes, or what they do."""
    draw = np.random.default_rng(seed)
    size = 3_000
    month = draw.integers(0, 3, size)
    person = draw.integers(0, 60, size)
    if newcomers:
        # People from 60 on join month by month, and succeed more often.
        person = np.where(draw.random(size) < month / 3, person + 60, person)
    fixing = draw.random(size) < (0.2 + 0.25 * month if mix_moves else 0.5)
    chance = 0.3 + 0.3 * fixing + 0.3 * (person >= 60)
    columns: dict[str, Any] = {
        "person": np.asarray([f"p{one}" for one in person], dtype=object),
        "month": np.asarray([MONTHS[one] for one in month], dtype=object),
        "work_mode": np.where(fixing, "fix", "build").astype(object),
        "judged_success": (draw.random(size) < chance).astype(float),
    }
    return Frame(columns)


def series(estimates: tuple[Estimate, ...], name: str) -> list[float]:
    return [
        one.value
        for one in estimates
        if one.key.series == name and one.value is not None
    ]


def test_a_trend_that_only_the_mix_of_tasks_makes_is_gone_at_a_fixed_mix() -> None:
    found = trend(frame(mix_moves=True), "judged_success")

    raw, fixed = series(found, "raw"), series(found, "mix")
    assert raw[2] - raw[0] > 0.1
    assert abs(fixed[2] - fixed[0]) < 0.06


def test_a_trend_that_only_newcomers_make_is_gone_within_people() -> None:
    found = trend(frame(newcomers=True), "judged_success")

    raw, within = series(found, "raw"), series(found, "people")
    assert raw[2] - raw[0] > 0.12
    assert abs(within[2] - within[0]) < 0.07


def test_every_reading_has_its_interval_and_says_what_it_is() -> None:
    found = trend(frame(), "judged_success")

    assert {one.key.series for one in found} == {"raw", "mix", "people"}
    for one in found:
        assert one.low is not None
        assert one.high is not None
        assert one.low < (one.value or 0) < one.high
        assert "clustered by person" in one.method


def bridge(gap: float, both: int = 300) -> tuple[Frame, Bridge]:
    """The first month's logs are gone but for some: only an earlier annotator saw it.

    It answers success more often than today's by `gap`.
    """
    draw = np.random.default_rng(5)
    made = frame()
    gone = made.text("month") == MONTHS[0]
    new = np.where(gone, np.nan, made.number("judged_success"))
    old = made.number("judged_success")
    old = np.where(draw.random(len(old)) < gap, 1.0, old)
    answered = gone | (np.cumsum(~gone) <= both)
    older = gone & answered

    def with_success(values: Any) -> Frame:  # noqa: ANN401 - numbers
        names = ("person", "month", "work_mode")
        columns: dict[str, Any] = {name: made.text(name) for name in names}
        return Frame(columns | {"judged_success": values})

    mixed = with_success(np.where(older, old, new))
    earlier = with_success(np.where(answered, old, np.nan))
    return with_success(new), Bridge(frame=mixed, earlier=earlier, older=older)


def test_sessions_of_an_earlier_annotator_are_moved_by_what_both_say() -> None:
    today, found = bridge(gap=0.3)

    made = trend(today, "judged_success", bridge=found)

    bridged = [one for one in made if one.key.series == "bridge"]
    raw = [one for one in made if one.key.series == "raw"]
    truth = trend(frame(), "judged_success")
    assert [one.key.group for one in raw] == list(MONTHS[1:])
    assert [one.key.group for one in bridged] == list(MONTHS)
    assert bridged[0].value == pytest.approx(truth[0].value, abs=0.05)
    assert bridged[1].value == pytest.approx(raw[0].value)
    assert (bridged[0].standard_error or 0) > (truth[0].standard_error or 0)
    assert "answered by an earlier annotator alone" in bridged[0].method


def test_too_few_sessions_of_both_annotators_bridge_nothing() -> None:
    today, found = bridge(gap=0.3, both=10)

    made = trend(today, "judged_success", bridge=found)

    assert "bridge" not in {one.key.series for one in made}


def test_the_drift_is_the_mean_difference_on_the_bridge_set() -> None:
    found = drift(old=[0, 1, 0, 1], new=[1, 1, 0, 1], person=["a", "a", "b", "b"])

    assert found.value == 0.25
    assert found.standard_error == pytest.approx(0.25)
    with pytest.raises(EstimateError, match="two people"):
        drift(old=[0], new=[1], person=["a"])


def test_a_kind_of_task_that_one_month_lacks_is_left_out_and_said() -> None:
    columns = {name: frame().text(name).copy() for name in ("person", "month")}
    made = frame()
    modes = made.text("work_mode").copy()
    modes[(columns["month"] == MONTHS[0]) & (modes == "fix")] = "plan"

    found = trend(
        Frame(
            {
                **columns,
                "work_mode": modes,
                "judged_success": made.number("judged_success"),
            }
        ),
        "judged_success",
    )

    first = next(one for one in found if one.key.series == "mix")
    assert "% of the sessions of the month are of kinds that every" in first.method
    assert "100%" not in first.method


def test_nobody_seen_twice_has_no_reading_within_people() -> None:
    made = frame()
    alone = np.asarray([f"p{index}" for index in range(len(made))], dtype=object)
    columns: dict[str, Any] = {name: made.text(name) for name in ("month", "work_mode")}

    found = trend(
        Frame(
            {
                **columns,
                "person": alone,
                "judged_success": made.number("judged_success"),
            }
        ),
        "judged_success",
    )

    assert {one.key.series for one in found} == {"raw", "mix"}
