from typing import Any

import numpy as np
import pytest

from metier.errors import EstimateError
from metier.estimates import answered, derive


def columns() -> dict[str, Any]:
    made: dict[str, Any] = {
        "session": np.asarray(["s0", "s1", "s2", "s3"], dtype=object),
        "person": np.asarray(["a", "a", "b", "b"], dtype=object),
        "attempted": np.asarray([1.0, 1.0, 0.0, 1.0]),
        "outcome": np.asarray(["succeeded", "failed", None, None], dtype=object),
        "work_mode": np.asarray(["fix", "fix", "fix", "fix"], dtype=object),
        "expertise": np.asarray([3.0, 3.0, np.nan, 3.0]),
    }
    return made | derive(made)


def said(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any column
    rows: dict[str, Any] = {
        "session": np.asarray(["s1", "s2", "s3", "gone"], dtype=object),
        "probability": np.asarray([0.5, 0.5, 0.5, 0.5]),
        "declined": np.asarray([False, False, True, False], dtype=object),
        "got": np.asarray(["succeeded", "no_goal", "failed", "failed"], dtype=object),
        "knew": np.asarray(["5", "2", "1", "1"], dtype=object),
        "mode": np.asarray(["build", "plan", "fix", "fix"], dtype=object),
    }
    return rows | changes


def test_what_people_said_replaces_the_machines_answers_and_what_follows() -> None:
    found = answered(columns(), said())

    assert found is not None
    assert found.checked.tolist() == [False, True, True, False]
    assert found.frame.text("outcome").tolist()[:3] == [
        "succeeded",
        "succeeded",
        "no_goal",
    ]
    assert found.frame.number("judged_success").tolist()[:2] == [1, 1]
    assert found.frame.number("goal_clear")[2] == 0
    assert found.frame.text("expertise_level").tolist() == ["3", "5", "2", "3"]
    assert found.frame.text("mode_group").tolist()[1] == "code"


def test_those_who_declined_are_made_up_for_by_the_others() -> None:
    found = answered(columns(), said())

    assert found is not None
    # Three of the drawn are here, two answered.
    assert found.probability[1] == pytest.approx(0.5 * 2 / 3)
    assert np.isnan(found.probability[0])


def test_nobody_answered_is_nothing_checked() -> None:
    nobody = np.asarray([True] * 4, dtype=object)

    assert answered(columns(), said(declined=nobody)) is None


def test_the_machines_columns_are_left_alone() -> None:
    machine = columns()

    answered(machine, said())

    assert machine["outcome"].tolist()[1] == "failed"


def test_a_chance_of_zero_is_refused() -> None:
    with pytest.raises(EstimateError, match="probability outside"):
        answered(columns(), said(probability=np.zeros(4)))


def test_verified_success_is_got_and_shown_or_in_use() -> None:
    machine = columns() | {
        "hard_evidence": np.asarray([1.0, 0.0, 1.0, 1.0]),
        "success_signal": np.asarray([5.0, 2.0, 5.0, 5.0]),
    }
    machine |= derive(machine)
    answers = {
        "session": np.asarray(["s0", "s1", "s2", "s3"], dtype=object),
        "probability": np.full(4, 0.5),
        "declined": np.zeros(4, dtype=bool).astype(object),
        "got": np.asarray(
            ["failed", "succeeded", "no_goal", "succeeded"], dtype=object
        ),
        "knew": np.asarray(["5", "2", "1", "1"], dtype=object),
        "mode": np.asarray(["build", "plan", "fix", "fix"], dtype=object),
    }
    used = np.asarray(["yes", "yes", "yes", "unknown"], dtype=object)

    found = answered(machine, answers | {"in_use": used})
    without = answered(machine, answers)

    assert found is not None
    assert "verified_success" in found.columns
    verified = found.frame.number("verified_success")
    assert verified.tolist()[:2] == [0.0, 1.0]
    assert np.isnan(verified[2])
    assert verified[3] == 1.0
    assert without is not None
    assert not without.columns
