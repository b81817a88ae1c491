import numpy as np
import pytest

from metier.estimates import derive


def text(*values: str | None) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    return np.asarray(values, dtype=object)


def numbers(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.asarray(values, dtype=np.float64)


NAN = float("nan")


def test_only_a_success_with_a_strong_signal_is_verified() -> None:
    derived = derive(
        {
            "attempted": numbers(1, 1, 1, 1),
            "outcome": text("succeeded", "succeeded", "partial", "failed"),
            "success_signal": numbers(4, 3, 5, 5),
        }
    )

    assert derived["verified_success"].tolist() == [1, 0, 0, 0]
    assert derived["judged_success"].tolist() == [1, 1, 0, 0]
    assert derived["partial_success"].tolist() == [1, 1, 1, 0]
    assert derived["judged_failure"].tolist() == [0, 0, 0, 1]


@pytest.mark.parametrize(
    "name",
    ["judged_success", "partial_success", "verified_success", "judged_failure"],
)
def test_no_goal_not_attempted_and_unclear_have_no_success_either_way(
    name: str,
) -> None:
    derived = derive(
        {
            "attempted": numbers(1, 0, 1),
            "outcome": text("no_goal", None, None),
            "success_signal": numbers(5, 5, 5),
        }
    )

    assert np.isnan(derived[name].astype(float)).all()
    assert derived["goal_clear"].astype(float)[0] == 0
    assert np.isnan(derived["goal_clear"].astype(float)[1:]).all()


def test_trouble_starts_at_failure_signal_three() -> None:
    derived = derive(
        {"attempted": numbers(1, 1, 1), "failure_signal": numbers(2, 3, NAN)}
    )

    assert derived["trouble"].astype(float)[:2].tolist() == [0, 1]
    assert np.isnan(derived["trouble"].astype(float)[2])


def test_abandoned_is_a_failure_without_a_line_and_unknown_lines_leave_it_unknown() -> (
    None
):
    derived = derive(
        {
            "attempted": numbers(1, 1, 1, 1),
            "outcome": text("failed", "failed", "failed", "succeeded"),
            "lines_added": numbers(0, 3, NAN, NAN),
        }
    )

    abandoned = derived["abandoned"].astype(float)
    assert abandoned[[0, 1, 3]].tolist() == [1, 0, 0]
    assert np.isnan(abandoned[2])


def test_abandoned_by_artefacts_is_a_failure_that_left_nothing() -> None:
    derived = derive(
        {
            "attempted": numbers(1, 1, 1, 1),
            "outcome": text("failed", "failed", "failed", "succeeded"),
            "left_artefact": numbers(0, 1, NAN, NAN),
        }
    )

    abandoned = derived["abandoned_artefacts"].astype(float)
    assert abandoned[[0, 1, 3]].tolist() == [1, 0, 0]
    assert np.isnan(abandoned[2])


def test_no_decision_of_a_kind_has_no_share() -> None:
    derived = derive(
        {
            "plan_user": numbers(3, 0),
            "plan_agent": numbers(1, 0),
            "exec_user": numbers(0, 1),
            "exec_agent": numbers(4, 1),
        }
    )

    assert derived["plan_agent_share"].astype(float)[0] == 0.25
    assert np.isnan(derived["plan_agent_share"].astype(float)[1])
    assert derived["exec_agent_share"].tolist() == [1.0, 0.5]
    assert derived["all_agent_share"].tolist() == [5 / 8, 0.5]


def test_occupation_is_software_other_or_unclear() -> None:
    derived = derive({"soc_user": text("15", "23", None, "0")})

    assert derived["user_kind"].tolist() == ["software", "other", "unclear", "unclear"]
    assert derived["soc_user_known"].tolist() == [1, 1, 0, 0]


def test_a_value_at_an_edge_belongs_to_the_band_above() -> None:
    derived = derive({"value_usd": numbers(199, 200, 5000, NAN)})

    assert derived["value_band"].tolist() == ["10-200", "200-1000", "5000-50000", None]


def test_success_affirmed_by_the_person_alone_is_apart_from_machine_evidence() -> None:
    derived = derive(
        {
            "attempted": numbers(1, 1, 1),
            "outcome": text("succeeded", "succeeded", "failed"),
            "hard_evidence": numbers(1, 0, 1),
            "affirmed": numbers(1, 1, 1),
        }
    )

    assert derived["machine_success"].tolist() == [1, 0, 0]
    assert derived["affirmed_success"].tolist() == [0, 1, 0]


def test_modes_fall_into_the_four_groups_of_the_study() -> None:
    derived = derive({"work_mode": text("build", "operate", "plan", "analyze", None)})

    assert derived["mode_group"].tolist() == [
        "code",
        "operate",
        "plan_explore",
        "analysis_prose",
        None,
    ]


def test_a_path_joins_trouble_with_the_end() -> None:
    derived = derive(
        {
            "attempted": numbers(1, 1, 1, 1, 1, 1),
            "outcome": text(
                "succeeded", "partial", "failed", "failed", "failed", "no_goal"
            ),
            "failure_signal": numbers(0, 3, 2, 4, 4, 4),
            "lines_added": numbers(1, 1, 0, 0, 9, 1),
        }
    )

    assert derived["path"].tolist() == [
        "smooth_success",
        "trouble_partial",
        "smooth_failed",
        "trouble_abandoned",
        "trouble_failed",
        None,
    ]


def test_every_attempted_session_has_one_class_of_evidence() -> None:
    derived = derive(
        {
            "attempted": numbers(1, 1, 1, 1, 1, 0),
            "outcome": text(
                "succeeded", "succeeded", "succeeded", "partial", "no_goal", None
            ),
            "hard_evidence": numbers(1, 0, 0, 1, 0, 0),
            "affirmed": numbers(0, 1, 0, 0, 0, 0),
        }
    )

    assert derived["evidence_class"].tolist() == [
        "machine",
        "affirmed",
        "judged",
        "not_succeeded",
        "cannot_tell",
        None,
    ]


def test_five_levels_make_three_bands() -> None:
    derived = derive({"expertise": numbers(1, 2, 3, 4, 5, NAN)})

    bands = ["low", "low", "middle", "high", "high", None]
    assert derived["expertise_band"].tolist() == bands
    assert derived["expertise_level"].tolist() == ["1", "2", "3", "4", "5", None]
