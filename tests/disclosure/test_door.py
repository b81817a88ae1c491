"""What the door lets out, and what it keeps."""

import msgspec
import pytest

from disclosure.tables import Row, counts, levels, rows, share, shares, summary
from metier.disclosure import Policy, release
from metier.errors import DisclosureError
from metier.records import Cohort, Estimate, Key, Released, Rule

TEAM = {"build": [9] * 20, "fix": [5] * 20}


def failed(_: Row) -> bool:
    return False


def rules(released: Released) -> dict[str, Rule]:
    return {withheld.key.group: withheld.rule for withheld in released.withheld}


def shown(released: Released) -> set[str]:
    return {estimate.key.group for estimate in released.estimates}


def test_a_cell_of_many_people_and_sessions_leaves() -> None:
    found = rows(TEAM)

    released = release(shares(found, failed, "mode"), summary(found))

    assert shown(released) == {"build", "fix"}
    assert not released.withheld


@pytest.mark.parametrize(
    ("small", "rule"),
    [
        ([2] * 7, "too few sessions"),
        ([10] * 4, "too few people"),
        ([10, 3, 3, 3, 3, 3], "one person dominates"),
    ],
)
def test_a_small_cell_stays(small: list[int], rule: Rule) -> None:
    found = rows({**TEAM, "test": small, "plan": [4] * 20})

    released = release(shares(found, failed, "mode"), summary(found))

    assert rules(released)["test"] == rule
    assert "build" in shown(released)


def test_a_cell_stays_where_few_are_left_outside_it() -> None:
    found = rows({"build": [9] * 20, "test": [3]})

    released = release(shares(found, failed, "mode"), summary(found))

    assert rules(released) == {
        "build": "too few outside the cell",
        "test": "too few sessions",
    }


def test_a_level_with_few_sessions_stays_though_its_share_is_of_many() -> None:
    found = rows({**TEAM, "plan": [4] * 20, "test": [1] * 6})

    released = release(levels(found, "mode"), summary(found))

    assert rules(released)["test"] == "too few sessions"


def test_one_persons_own_study_shows_cells_from_five_sessions_up() -> None:
    found = rows({"build": [30], "fix": [5], "test": [4]})

    released = release(shares(found, failed, "mode"), summary(found, private=True))

    assert shown(released) == {"build", "fix"}
    assert rules(released) == {"test": "too few sessions"}
    assert released.summary.private


def test_numbers_of_ones_own_study_are_not_rounded() -> None:
    found = rows({"build": [3], "fix": [4]})

    (one,) = release(
        share(found, lambda row: row.levels["mode"] == "fix"),
        summary(found, private=True),
    ).estimates

    assert one.value == 4 / 7


def test_numbers_of_a_group_are_rounded() -> None:
    found = rows({"build": [4] * 10, "fix": [3] * 10})

    (one,) = release(
        share(found, lambda row: row.levels["mode"] == "fix"), summary(found)
    ).estimates

    assert one.value == 0.4286


def test_under_five_people_nothing_leaves() -> None:
    found = rows({"build": [30] * 4})

    with pytest.raises(DisclosureError, match="a study of 4 people"):
        release(share(found, failed), summary(found))


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (9, {"shares": 2, "months": 0, "both": 0}),
        (12, {"shares": 2, "months": 2, "both": 0}),
        (50, {"shares": 2, "months": 2, "both": 4}),
    ],
)
def test_a_team_gets_what_its_size_allows(
    people: int, expected: dict[str, int]
) -> None:
    found = tuple(
        Row(f"p{person}", {"mode": mode, "who": who, "month": month})
        for person in range(people)
        for mode in ("build", "fix")
        for who in ("software", "other")
        for month in ("2026-03", "2026-04")
        for _ in range(3)
    )

    released = release(
        (
            *shares(found, failed, "mode"),
            *shares(found, failed, "month", figure="months"),
            *shares(found, failed, "mode", "who", figure="both"),
        ),
        summary(found),
    )

    assert {
        figure: sum(e.key.figure == figure for e in released.estimates)
        for figure in expected
    } == expected
    assert {w.rule for w in released.withheld} <= {"team too small for this figure"}


def test_readers_with_authority_see_only_cells_of_ten_people() -> None:
    found = rows({"build": [9] * 20, "fix": [5] * 20, "plan": [4] * 9})

    released = release(
        shares(found, failed, "mode"),
        summary(found),
        policy=Policy(readers_have_authority=True),
    )

    assert rules(released)["plan"] == "too few people"


def test_what_was_made_from_text_needs_hundreds_of_people() -> None:
    found = rows(TEAM)

    released = release(
        shares(found, failed, "mode", figure="topics"),
        summary(found),
        policy=Policy(text_derived=("topics",)),
    )

    assert set(rules(released).values()) == {"too few sessions"}


def test_a_mean_that_one_person_dominates_stays() -> None:
    cohort = Cohort(sessions=300, people=60, largest_share=0.02, largest_sum_share=0.31)
    mean = Estimate(
        key=Key(figure="words"), unit="words", value=812.5, cohort=cohort, method="mean"
    )
    found = rows({"build": [5] * 60})

    released = release((mean,), summary(found))

    assert rules(released) == {"": "one person dominates"}


def test_the_tail_of_a_small_cell_stays() -> None:
    def quantile(name: str) -> Estimate:
        return Estimate(
            key=Key(figure="words", group=name, statistic=name),
            unit="words",
            value=52.0,
            cohort=Cohort(sessions=60, people=20, largest_share=0.1),
            method="quantile",
        )

    found = rows(TEAM)

    released = release((quantile("p50"), quantile("p95")), summary(found))

    assert shown(released) == {"p50"}


def test_the_estimators_own_refusal_is_kept() -> None:
    (made,) = counts(rows(TEAM))
    refused = Estimate(
        key=made.key,
        unit="share",
        value=None,
        cohort=made.cohort,
        method="adjusted",
        withheld="too few for an adjusted share",
    )

    released = release((refused,), summary(rows(TEAM)))

    assert rules(released) == {"": "too few for an adjusted share"}


def test_one_question_answered_twice_is_refused() -> None:
    twice = counts(rows(TEAM)) * 2

    with pytest.raises(DisclosureError, match="two estimates have the key"):
        release(twice, summary(rows(TEAM)))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), None])
@pytest.mark.parametrize("private", [True, False])
def test_what_is_no_number_is_not_measured(
    value: float | None, *, private: bool
) -> None:
    found = rows(TEAM)
    (made,) = share(found, failed)

    released = release(
        (msgspec.structs.replace(made, value=value),), summary(found, private=private)
    )

    assert rules(released) == {"": "not measured"}


@pytest.mark.parametrize(
    "absurd",
    [
        {"sessions": -1},
        {"people": 10_000},
        {"hits": 10_000},
        {"hit_people": 10_000},
        {"total_sessions": 3},
        {"largest_share": 1.5},
        {"people": 0},
    ],
)
def test_counts_that_cannot_be_are_refused(absurd: dict[str, float]) -> None:
    found = rows(TEAM)
    (made,) = share(found, failed)
    cohort = msgspec.structs.replace(made.cohort, **absurd)

    with pytest.raises(DisclosureError, match="counts that cannot be"):
        release((msgspec.structs.replace(made, cohort=cohort),), summary(found))
