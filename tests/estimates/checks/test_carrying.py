import msgspec
import pytest

from metier.estimates.checks.carrying import with_carried_over
from metier.records import Card, Cohort, Estimate, Key


def card(facet: str, levels: tuple[str, ...], *rows: tuple[int, ...]) -> Card:
    return Card(
        facet=facet,
        facet_version=1,
        annotator="offline-1",
        reference="a reference",
        design="cross-validation",
        sessions=sum(map(sum, rows)),
        people=20,
        repositories=20,
        answered=1.0,
        measures=(),
        levels=levels,
        confusion=rows,
    )


OUTCOME = card(
    "outcome",
    ("succeeded", "partial", "failed", "no_goal"),
    (80, 10, 10, 0),
    (5, 20, 5, 0),
    (5, 5, 10, 5),
    (0, 0, 5, 5),
)


def estimate(measure: str, *where: str, people: int = 100) -> Estimate:
    return Estimate(
        key=Key(figure="definitions", series="judged"),
        unit="share",
        value=0.6,
        low=0.57,
        high=0.63,
        standard_error=0.015,
        cohort=Cohort(
            sessions=2_000 if people > 1 else 80,
            people=people,
            largest_share=0.02,
            measure=measure,
            where=where,
        ),
        method="share",
        rests_on=("outcome",),
    )


def test_a_share_is_followed_by_what_the_card_makes_of_it() -> None:
    one = estimate("judged_success is 1", "goal_clear is 1")

    given, carried = with_carried_over([one], [OUTCOME])

    # Clear goals alone: sensitivity 80/100, specificity 40/50.
    assert given == one
    assert carried.key.statistic == "carried_over"
    assert carried.value == pytest.approx((0.6 + 0.8 - 1) / (0.8 + 0.8 - 1))
    assert carried.label_error
    assert carried.low is not None
    assert carried.high is not None
    assert carried.high - carried.low > 2 * (0.63 - 0.57)
    assert (
        "it is assumed that the annotator errs here as it did there" in carried.method
    )


def test_one_person_gets_a_posterior_over_sessions() -> None:
    one = estimate("judged_success is 1", "goal_clear is 1", people=1)

    _, carried = with_carried_over([one], [OUTCOME])

    assert "one person by a Bayesian" in carried.method
    assert carried.low is not None
    assert carried.low < 0.6 < (carried.high or 0)


@pytest.mark.parametrize(
    "one",
    [
        estimate("judged_success is 1", "expertise_level is 5", "goal_clear is 1"),
        estimate("mean of turns"),
        estimate("wrote_code is 1"),
        msgspec.structs.replace(
            estimate("judged_success is 1"), label_error=True, gold=200
        ),
    ],
)
def test_groups_other_measures_and_corrected_shares_are_left_alone(
    one: Estimate,
) -> None:
    assert list(with_carried_over([one], [OUTCOME])) == [one]


def test_a_level_the_reference_hardly_had_is_left_alone() -> None:
    modes = card("work_mode", ("fix", "analyze"), (60, 1), (1, 2))

    found = list(with_carried_over([estimate("work_mode is analyze")], [modes]))

    assert len(found) == 1


def test_an_annotator_no_better_than_chance_carries_nothing_over() -> None:
    useless = card("trouble", ("no", "yes"), (20, 80), (80, 20))

    assert len(list(with_carried_over([estimate("trouble is 1")], [useless]))) == 1
