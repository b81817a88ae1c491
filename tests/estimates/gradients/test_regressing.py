from collections.abc import Sequence

import numpy as np
import pytest
import statsmodels.api as sm
from numpy.typing import NDArray

from metier.estimates import answer
from metier.estimates.regressions.linear import fit, joint_cells
from metier.facts import COLUMN_BY_NAME, Frame
from metier.records import (
    Adjusted,
    Change,
    Estimate,
    Figure,
    Hours,
    Need,
    Panel,
    Regression,
    Share,
    Slope,
)

MODES = ("build", "fix", "plan")
MONTHS = ("2026-01", "2026-02")


def made(
    rows: int = 1_200, people: int = 60, effect: float = 0.05, seed: int = 3
) -> dict[str, NDArray[np.generic]]:
    draw = np.random.default_rng(seed)
    mode = draw.integers(0, 3, rows)
    expertise = np.clip(np.round(draw.normal(3.2 + 0.4 * mode, 1, rows)), 1, 5)
    person = draw.integers(0, people, rows)
    chance = (
        0.1 + effect * expertise + 0.08 * mode + draw.normal(0, 0.1, people)[person]
    )
    success = (draw.random(rows) < chance).astype(float)
    actions = np.round(np.exp(0.2 * expertise + draw.normal(1, 0.5, rows)))
    return {
        "person": np.asarray([f"p{each}" for each in person], dtype=object),
        "work_mode": np.asarray([MODES[each] for each in mode], dtype=object),
        "month": np.asarray(
            [MONTHS[each] for each in draw.integers(0, 2, rows)], dtype=object
        ),
        "expertise": expertise,
        "expertise_level": np.asarray(
            [f"{each:g}" for each in expertise], dtype=object
        ),
        "verified_success": success,
        "actions_per_turn": actions,
        "log_turns": draw.normal(0, 1, rows),
        "value_usd": np.exp(draw.normal(5, 1, rows)),
    }


def ask(
    columns: dict[str, NDArray[np.generic]], *needs: Need
) -> dict[tuple[str, str, str, str], Estimate]:
    figure = Figure(
        id="figure",
        exhibit="",
        question="?",
        section="comes",
        panels=(Panel(needs=needs, mark="dots"),),
        caveat="",
    )
    return {
        (each.key.series, each.key.group, each.key.split, each.key.statistic): each
        for each in answer(figure, Frame(columns))
    }


def dummies(columns: Sequence[NDArray[np.generic]]) -> NDArray[np.float64]:
    rows = len(columns[0])
    cells = joint_cells(
        [np.unique(column.astype(str), return_inverse=True)[1] for column in columns],
        rows,
    )
    return np.eye(int(cells.max()) + 1)[cells]


def test_a_slope_within_joint_cells_is_that_of_statsmodels() -> None:
    columns = made()
    controls = dummies([columns["work_mode"], columns["month"]])
    design = np.column_stack([columns["expertise"], columns["log_turns"], controls])
    groups = np.unique(columns["person"].astype(str), return_inverse=True)[1]
    oracle = sm.OLS(
        columns["verified_success"].astype(float), design.astype(float)
    ).fit(cov_type="cluster", cov_kwds={"groups": groups, "use_correction": False})

    found = ask(
        columns,
        Regression(
            of="verified_success",
            on="expertise",
            controls=("work_mode", "month"),
            covariates=("log_turns",),
        ),
    )

    slope = found["", "", "", "slope"]
    people = len(np.unique(groups))
    error = oracle.bse[0] * (people / (people - 1)) ** 0.5
    assert slope.value == pytest.approx(oracle.params[0], abs=1e-12)
    assert slope.standard_error == pytest.approx(error, rel=1e-9)
    assert found["", "", "", "r_squared"].value == pytest.approx(oracle.rsquared)
    assert found["", "", "", "cells"].value == 6
    assert found["", "", "", "standard error"].value == slope.standard_error
    assert slope.rests_on == ("expertise", "outcome", "success_signal", "work_mode")


def test_below_fifty_people_each_is_left_out_in_turn() -> None:
    columns = made(people=35)
    outcome = columns["verified_success"].astype(float)
    rating = columns["expertise"].astype(float)[:, None]
    people = np.unique(columns["person"].astype(str), return_inverse=True)[1]
    cells = np.unique(columns["work_mode"].astype(str), return_inverse=True)[1]

    answer_ = fit(outcome, rating, people, cells)

    without = []
    for person in range(people.max() + 1):
        rest = people != person
        design = np.column_stack([rating[rest], np.eye(3)[cells[rest]]])
        without.append(np.linalg.lstsq(design, outcome[rest])[0][0])
    gaps = np.asarray(without) - answer_.coefficients[0]
    count = len(gaps)
    assert answer_.error(0) == pytest.approx(
        float((np.square(gaps).sum() * (count - 1) / count) ** 0.5)
    )


def test_all_columns_of_a_table_use_the_same_sessions() -> None:
    columns = made()
    turns = columns["log_turns"].astype(float)
    turns[:200] = np.nan
    columns["log_turns"] = turns

    found = ask(
        columns,
        Regression(series="1", of="verified_success", on="expertise"),
        Regression(
            series="6",
            of="verified_success",
            on="expertise",
            covariates=("log_turns",),
        ),
    )

    assert found["1", "", "", "sessions"].value == 1_000
    assert found["6", "", "", "sessions"].value == 1_000
    left_out = {
        each.reason: each.sessions for each in found["1", "", "", "slope"].excluded
    }
    assert left_out == {"the log does not say": 200}


def test_singletons_are_dropped_and_counted() -> None:
    columns = made()
    modes = columns["work_mode"].copy()
    modes[:3] = ["analyze", "operate", "test"]
    columns["work_mode"] = modes

    found = ask(
        columns,
        Regression(of="verified_success", on="expertise", controls=("work_mode",)),
    )

    assert found["", "", "", "singletons"].value == 3
    assert found["", "", "", "sessions"].value == 1_197
    assert found["", "", "", "cells"].value == 6


def test_one_person_gets_no_slope() -> None:
    columns = made()
    columns["person"] = np.full(1_200, "p", dtype=object)

    found = ask(columns, Regression(of="verified_success", on="expertise"))

    assert found["", "", "", "slope"].value is None
    assert found["", "", "", "slope"].withheld == "one person: slopes have no power"


@pytest.mark.parametrize(("rows", "people"), [(250, 60), (1_200, 20)])
def test_too_few_sessions_or_people_get_no_adjusted_share(
    rows: int, people: int
) -> None:
    columns = made(rows=rows, people=people)

    found = ask(
        columns,
        Adjusted(of="verified_success", by="expertise_level", controls=("work_mode",)),
    )

    assert {each.withheld for each in found.values()} == {
        "too few for an adjusted share"
    }


def test_adjusted_shares_average_to_the_pooled_share_and_without_controls_are_raw() -> (
    None
):
    columns = made()

    adjusted = ask(
        columns,
        Adjusted(of="verified_success", by="expertise_level", controls=("work_mode",)),
        Adjusted(series="none", of="verified_success", by="expertise_level"),
        Share(series="raw", of="verified_success", by="expertise_level"),
    )

    levels = "12345"
    sizes = np.asarray(
        [adjusted["", level, "", "value"].cohort.sessions for level in levels]
    )
    values = np.asarray([adjusted["", level, "", "value"].value for level in levels])
    pooled = columns["verified_success"].astype(float).mean()
    assert float(sizes @ values / sizes.sum()) == pytest.approx(pooled)
    for level in levels:
        plain, raw = (
            adjusted["none", level, "", "value"],
            adjusted["raw", level, "", "value"],
        )
        assert plain.value == pytest.approx(raw.value)
        assert plain.standard_error is not None
        if raw.standard_error is not None:
            assert plain.standard_error == pytest.approx(raw.standard_error, rel=0.01)


def test_levels_come_as_differences_from_the_first() -> None:
    columns = made()

    found = ask(
        columns,
        Regression(of="verified_success", on="expertise_level", levels=True),
    )

    outcome = columns["verified_success"].astype(float)
    level = columns["expertise_level"]
    gap = outcome[level == "4"].mean() - outcome[level == "1"].mean()
    assert found["", "1", "", "slope"].value == 0
    assert found["", "4", "", "slope"].value == pytest.approx(gap)
    assert found["", "4", "", "standard error"].value is not None


def test_a_slope_of_logs_is_a_relative_change_a_level() -> None:
    found = ask(made(rows=4_000), Slope(of="actions_per_turn", on="expertise"))

    change = found["", "", "", "value"]
    assert change.low is not None
    assert change.high is not None
    assert change.low < np.exp(0.2) - 1 < change.high
    assert change.value == pytest.approx(np.exp(0.2) - 1, abs=0.04)


def test_a_month_is_compared_with_the_first() -> None:
    columns = made()

    found = ask(columns, Change(of="value_usd", split="work_mode"))

    value = columns["value_usd"].astype(float)
    month = columns["month"]
    ratio = value[month == MONTHS[1]].mean() / value[month == MONTHS[0]].mean()
    first, second = found["", MONTHS[0], "", "value"], found["", MONTHS[1], "", "value"]
    assert first.value == 0
    assert first.low is None
    assert second.value == pytest.approx(ratio - 1)
    assert second.low is not None
    assert second.high is not None
    assert second.low < ratio - 1 < second.high
    assert ("", MONTHS[1], "fix", "value") in found


def test_hours_come_from_weeks_and_count_people() -> None:
    weeks: dict[str, NDArray[np.generic]] = {
        "person": np.asarray(["a", "a", "b"], dtype=object),
        "week": np.asarray(["2026-W01", "2026-W02", "2026-W01"], dtype=object),
        "sessions": np.asarray([3.0, 2.0, 5.0]),
        "engaged_15": np.asarray([2.0, 4.0, 6.0]),
    }
    figure = Figure(
        id="hours",
        exhibit="",
        question="?",
        section="who",
        panels=(Panel(needs=(Hours(of="engaged_15"), Hours(of="open")), mark="bars"),),
        caveat="",
    )

    engaged, opened = answer(figure, Frame({}), weeks=weeks)

    assert engaged.value == 4
    assert engaged.unit == "hours"
    assert (engaged.cohort.sessions, engaged.cohort.people) == (10, 2)
    assert opened.withheld == "not measured"


def test_columns_of_the_builder_are_columns_of_the_frame() -> None:
    assert set(made()) <= set(COLUMN_BY_NAME)
