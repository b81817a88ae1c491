import math
from collections.abc import Sequence

import numpy as np
import pytest

from metier.errors import EstimateError
from metier.estimates import answer
from metier.facts import COLUMN_BY_NAME, Frame
from metier.records import (
    Count,
    Estimate,
    Figure,
    Histogram,
    Mean,
    Need,
    Panel,
    Quantiles,
    Share,
    Where,
)

NAN = float("nan")


def frame(**columns: Sequence[object]) -> Frame:
    """Build a frame; persons are p0, p1, … unless given."""
    length = len(next(iter(columns.values())))
    columns.setdefault("person", [f"p{index}" for index in range(length)])
    return Frame(
        {
            name: np.asarray(
                values,
                dtype=object if COLUMN_BY_NAME[name].kind == "text" else np.float64,
            )
            for name, values in columns.items()
        }
    )


def figure(*needs: Need, groups: Sequence[str] = ()) -> Figure:
    listed = tuple((name, name) for name in groups)
    return Figure(
        id="figure",
        exhibit="",
        question="?",
        section="who",
        panels=(Panel(needs=needs, mark="bars", groups=listed),),
        caveat="",
    )


def found(
    estimates: Sequence[Estimate], group: str = "", statistic: str = "value"
) -> Estimate:
    (one,) = [
        estimate
        for estimate in estimates
        if estimate.key.group == group and estimate.key.statistic == statistic
    ]
    return one


def test_the_shares_of_all_levels_sum_to_one_and_are_marked_as_a_partition() -> None:
    sessions = frame(work_mode=["fix", "fix", "build", "test"])

    estimates = answer(
        figure(Share(of="work_mode", levels=("fix", "build", "test"))), sessions
    )

    assert [estimate.value for estimate in estimates] == [0.5, 0.25, 0.25]
    assert all(estimate.cohort.partition for estimate in estimates)
    assert found(estimates, "fix").cohort.hits == 2
    assert found(estimates, "fix").rests_on == ("work_mode",)


def test_what_is_left_out_is_counted_by_reason() -> None:
    sessions = frame(
        attempted=[1, 1, 1, 0, 1],
        outcome=["succeeded", "failed", "no_goal", None, None],
        goal_clear=[1, 1, 0, NAN, NAN],
        judged_success=[1, 0, NAN, NAN, NAN],
    )

    (value, bounds) = answer(figure(Share(of="judged_success")), sessions)

    reasons = {each.reason: each.sessions for each in value.excluded}
    assert reasons == {"no clear goal": 1, "not attempted": 1, "outcome unclear": 1}
    assert value.value == 0.5
    assert bounds.low == pytest.approx(1 / 3)
    assert bounds.high == pytest.approx(2 / 3)


def test_an_unknown_group_is_left_out_and_named() -> None:
    sessions = frame(expertise_level=["1", None, "2"], trouble=[1, 1, 0])

    estimates = answer(figure(Share(of="trouble", by="expertise_level")), sessions)

    assert [estimate.key.group for estimate in estimates] == ["1", "2"]
    assert found(estimates, "1").excluded[0].reason == "expertise unclear"
    assert found(estimates, "1").cohort.total_sessions == 2


def test_a_listed_group_without_sessions_has_no_number_and_says_so() -> None:
    sessions = frame(expertise_level=["1", "1"], trouble=[1, 0])

    estimates = answer(
        figure(Share(of="trouble", by="expertise_level"), groups=("1", "5")), sessions
    )

    assert found(estimates, "5").value is None
    assert found(estimates, "5").withheld == "no sessions"


def test_a_column_that_no_annotator_gave_is_not_measured() -> None:
    sessions = frame(turns=[1, 2])

    (estimate,) = answer(figure(Share(of="judged_success")), sessions)

    assert estimate.value is None
    assert estimate.withheld == "not measured"


def test_one_person_gets_an_interval_over_sessions_that_says_so() -> None:
    sessions = frame(turns=[1, 2, 3, 4], person=["p"] * 4)

    (estimate,) = answer(figure(Mean(of="turns")), sessions)

    assert estimate.value == 2.5
    assert estimate.low is not None
    assert estimate.high is not None
    assert estimate.low < 2.5 < estimate.high
    assert "over the sessions of one person" in estimate.method


def test_two_people_are_clustered_with_one_degree_of_freedom() -> None:
    sessions = frame(turns=[1, 1, 3, 3], person=["a", "a", "b", "b"])

    (estimate,) = answer(figure(Mean(of="turns")), sessions)

    assert estimate.standard_error == pytest.approx(1.0)
    assert estimate.high == pytest.approx(2 + 12.706, abs=1e-3)


def test_a_geometric_mean_leaves_zeros_out_and_counts_them() -> None:
    sessions = frame(actions=[1, 100, 0])

    (estimate,) = answer(figure(Mean(of="actions", scale="geometric")), sessions)

    assert estimate.value == pytest.approx(10)
    assert [(each.reason, each.sessions) for each in estimate.excluded] == [("zero", 1)]


def test_quantiles_come_back_one_estimate_each() -> None:
    sessions = frame(turns=list(range(1, 102)))

    estimates = answer(figure(Quantiles(of="turns", at=(0.05, 0.5))), sessions)

    assert found(estimates, statistic="p5").value == 6
    median = found(estimates, statistic="p50")
    assert median.value == 51
    assert median.low is not None
    assert median.high is not None
    assert 38 <= median.low < 51 < median.high <= 64


def test_the_last_bin_of_a_histogram_holds_its_right_end() -> None:
    sessions = frame(plan_agent_share=[0.0, 0.05, 0.1, 1.0, NAN])
    edges = tuple(index / 10 for index in range(11))

    estimates = answer(figure(Histogram(of="plan_agent_share", edges=edges)), sessions)

    assert [estimate.key.group for estimate in estimates][:2] == ["0-10", "10-20"]
    assert [estimate.value for estimate in estimates] == [0.5, 0.25, *[0.0] * 7, 0.25]
    assert estimates[0].excluded[0].reason == "no decisions of that kind"


def test_counts_come_with_people() -> None:
    sessions = frame(month=["2026-01", "2026-02", "2026-02"], person=["a", "b", "b"])

    estimates = answer(figure(Count(by="month")), sessions)

    assert found(estimates, "2026-02").value == 2
    assert found(estimates, "2026-02", "people").value == 1
    assert found(estimates, "2026-02").cohort.largest_share == 1


@pytest.mark.parametrize(
    ("condition", "kept"),
    [
        (Where("work_mode", "is", "fix"), 1),
        (Where("work_mode", "is_not", "fix"), 1),
        (Where("work_mode", "in", ("fix", "build")), 2),
        (Where("work_mode", "known"), 2),
        (Where("failure_signal", "at_least", 3), 2),
        (Where("failure_signal", "at_most", 2), 1),
        (Where("failure_signal", "is", 4), 1),
        (Where("trouble", "is", value=True), 2),
    ],
)
def test_a_condition_keeps_the_sessions_that_meet_it(
    condition: Where, kept: int
) -> None:
    sessions = frame(
        work_mode=["fix", "build", None], failure_signal=[4, 2, 3], trouble=[1, 0, 1]
    )

    (estimate, _) = answer(figure(Count(where=(condition,))), sessions)

    assert estimate.value == kept


def test_a_column_that_does_not_exist_is_named_in_the_error() -> None:
    with pytest.raises(EstimateError, match="'happiness'"):
        answer(figure(Mean(of="happiness")), frame(turns=[1]))


def test_an_empty_frame_has_no_estimates_but_answers() -> None:
    (estimate,) = answer(figure(Mean(of="turns")), frame(turns=[]))

    assert estimate.value is None
    assert estimate.withheld == "not measured"
    assert math.isclose(estimate.cohort.largest_share, 0)
