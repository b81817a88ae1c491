"""The simulations of methods.md, appendix B: intervals that should hold, and do.

300 replications each; `make simulations` runs 2,000 (METIER_REPLICATIONS).
"""

import os
from functools import partial

import numpy as np
import pytest

from estimates.worlds import (
    Draw,
    Flags,
    Floats,
    answers_of,
    checked_at_random,
    checked_by_strata,
    gold_of,
    nothing_checked,
    repeat,
    slope_world,
)
from metier.estimates import (
    Confusion,
    Result,
    difference,
    instrumented,
    mean,
    ols,
    quantile,
    ratio,
    share,
    within_person,
)

REPLICATIONS = int(os.environ.get("METIER_REPLICATIONS", "300"))
LOW, HIGH = 0.92, 0.98


def holds(covers: float) -> bool:
    return LOW <= covers <= HIGH


@pytest.mark.parametrize("stratified", [False, True])
def test_1_a_share_holds_where_the_naive_one_fails(*, stratified: bool) -> None:
    size, truth = 3_000, 0.28

    def corrected(draw: Draw) -> Result:
        success = (draw.random(size) < truth).astype(float)
        said = answers_of(draw, success, 0.80, 0.91)
        if stratified:
            checked, probability = checked_by_strata(draw, said, (150, 150))
        else:
            checked, probability = checked_at_random(draw, size, 300)
        return share(
            machine=said,
            gold=gold_of(checked, success),
            checked=checked,
            probability=probability,
            person=np.arange(size),
        )

    def naive(draw: Draw) -> Result:
        success = (draw.random(size) < truth).astype(float)
        said = answers_of(draw, success, 0.80, 0.91)
        return share(machine=said, person=np.arange(size), **nothing_checked(size))

    assert holds(repeat(corrected, truth, REPLICATIONS, 1).covers)
    assert repeat(naive, truth, REPLICATIONS, 1).covers < 0.90


def test_2_unequal_sensitivity_makes_no_difference_between_groups() -> None:
    size = 3_000

    def world(draw: Draw, count: int) -> Result:
        group = np.arange(size) < size // 2
        success = (draw.random(size) < 0.28).astype(float)
        said = answers_of(draw, success, np.where(group, 0.88, 0.74), 0.91)
        checked, probability = checked_by_strata(
            draw, group.astype(float), (count, count)
        )
        return difference(
            machine=said,
            gold=gold_of(checked, success),
            checked=checked,
            probability=probability if count else np.ones(size),
            person=np.arange(size),
            group=group,
        )

    corrected = repeat(lambda draw: world(draw, 150), 0.0, REPLICATIONS, 2)
    naive = repeat(lambda draw: world(draw, 0), 0.0, REPLICATIONS, 2)

    assert holds(corrected.covers)
    assert corrected.rejects < 0.08
    # At 3,000 sessions; the specification's 100% is at 50,000.
    assert naive.rejects > 0.6
    assert naive.mean == pytest.approx(0.042, abs=0.01)


@pytest.mark.parametrize("slope", [0.0, 0.04])
def test_3_a_slope_with_machine_made_regressors_holds_and_the_naive_one_does_not(
    slope: float,
) -> None:
    def world(draw: Draw, *, gold: bool) -> Result:
        made = slope_world(draw, people=60, each=50, slope=slope, halo=0.3)
        if not gold:
            return ols(
                machine=made.success,
                person=made.person,
                regressors=made.rated,
                **nothing_checked(len(made.person)),
            )
        checked, probability = checked_by_strata(draw, made.said, (200, 100))
        return ols(
            machine=made.said,
            gold=gold_of(checked, made.success),
            checked=checked,
            probability=probability,
            person=made.person,
            regressors=made.rated,
            gold_regressors=gold_of(checked, made.expertise),
        )

    corrected = repeat(lambda draw: world(draw, gold=True), slope, REPLICATIONS, 3)
    naive = repeat(lambda draw: world(draw, gold=False), slope, REPLICATIONS, 3)

    assert holds(corrected.covers)
    assert corrected.mean == pytest.approx(slope, abs=0.005)
    if slope == 0.0:
        assert naive.mean == pytest.approx(0.0385, abs=0.012)
        assert naive.covers < 0.1


@pytest.mark.parametrize("within", [False, True])
def test_3_fixed_effects_hold_as_well(*, within: bool) -> None:
    def world(draw: Draw) -> Result:
        made = slope_world(draw, people=150, each=12, slope=0.04, halo=0.3)
        checked, probability = checked_by_strata(draw, made.said, (250, 150))
        estimator = within_person if within else partial(ols, fixed_effects=made.mode)
        return estimator(
            machine=made.said,
            gold=gold_of(checked, made.success),
            checked=checked,
            probability=probability,
            person=made.person,
            regressors=made.rated,
            gold_regressors=gold_of(checked, made.expertise),
        )

    assert holds(repeat(world, 0.04, REPLICATIONS, 33).covers)


def test_4_recovery_holds_and_checking_flagged_sessions_alone_does_not() -> None:
    size, truth = 3_000, 0.12

    def world(draw: Draw, *, flagged_only: bool) -> Result:
        trouble = (draw.random(size) < 0.2).astype(float)
        chance = np.where(trouble == 1, truth, 0.6)
        success = (draw.random(size) < chance).astype(float)
        flagged = answers_of(draw, trouble, 0.75, 0.93)
        said = answers_of(draw, success, 0.8, 0.9)
        if flagged_only:
            # Where trouble was missed, those who recovered were missed most.
            flagged = np.where(
                (trouble == 1) & (success == 1), draw.random(size) < 0.4, flagged
            ).astype(float)
            kept = flagged == 1
            checked, probability = checked_at_random(draw, int(kept.sum()), 300)
            return share(
                machine=said[kept],
                gold=gold_of(checked, (success * trouble)[kept]),
                checked=checked,
                probability=probability,
                person=np.arange(int(kept.sum())),
            )
        checked, probability = checked_by_strata(draw, flagged, (150, 150))
        return ratio(
            machine=said * flagged,
            gold=gold_of(checked, success * trouble),
            machine_denominator=flagged,
            gold_denominator=gold_of(checked, trouble),
            checked=checked,
            probability=probability,
            person=np.arange(size),
        )

    corrected = repeat(lambda d: world(d, flagged_only=False), truth, REPLICATIONS, 4)
    flagged = repeat(lambda d: world(d, flagged_only=True), truth, REPLICATIONS, 4)

    assert holds(corrected.covers)
    assert flagged.covers < 0.6


def unequal(draw: Draw, said: Floats, count: int) -> tuple[Flags, Floats]:
    """Draw with chances that differ tenfold, floor 0.2 of the mean (methods 1.4)."""
    size = len(said)
    likely = draw.lognormal(0, 1, size) * np.where(said == 1, 3, 1)
    floor = 0.2 * count / size
    probability = np.clip(count * likely / likely.sum(), floor, 1)
    return draw.random(size) < probability, probability


def test_very_unequal_chances_hold_for_a_rare_share_and_a_rate() -> None:
    size, truth = 3_000, 0.1

    def rare(draw: Draw) -> Result:
        success = (draw.random(size) < truth).astype(float)
        said = answers_of(draw, success, 0.8, 0.9)
        checked, probability = unequal(draw, said, 300)
        return share(
            machine=said,
            gold=gold_of(checked, success),
            checked=checked,
            probability=probability,
            person=draw.integers(0, 300, size),
        )

    def rate(draw: Draw) -> Result:
        trouble = (draw.random(size) < 0.3).astype(float)
        chance = np.where(trouble == 1, truth, 0.6)
        success = (draw.random(size) < chance).astype(float)
        flagged = answers_of(draw, trouble, 0.75, 0.93)
        said = answers_of(draw, success, 0.8, 0.9)
        checked, probability = unequal(draw, flagged, 400)
        return ratio(
            machine=said * flagged,
            gold=gold_of(checked, success * trouble),
            machine_denominator=flagged,
            gold_denominator=gold_of(checked, trouble),
            checked=checked,
            probability=probability,
            person=draw.integers(0, 300, size),
        )

    assert holds(repeat(rare, truth, REPLICATIONS, 13).covers)
    assert holds(repeat(rate, truth, REPLICATIONS, 14).covers)


@pytest.mark.parametrize("people", [3, 6, 12])
@pytest.mark.parametrize("even", [True, False])
def test_5_few_people_hold_and_session_intervals_do_not(
    people: int, *, even: bool
) -> None:
    truth = 0.4

    def world(draw: Draw, *, by_session: bool) -> Result:
        sizes = np.full(people, 30)
        if not even:
            sizes = draw.multinomial(30 * people, draw.dirichlet(np.full(people, 2.0)))
        person = np.repeat(np.arange(people), sizes)
        chance = np.clip(truth + 0.12 * draw.standard_normal(people), 0, 1)
        success = (draw.random(len(person)) < chance[person]).astype(float)
        return share(
            machine=success,
            person=np.arange(len(person)) if by_session else person,
            **nothing_checked(len(person)),
        )

    clustered = repeat(lambda d: world(d, by_session=False), truth, REPLICATIONS, 5)
    sessions = repeat(lambda d: world(d, by_session=True), truth, REPLICATIONS, 5)

    assert holds(clustered.covers)
    assert sessions.covers < 0.85


@pytest.mark.parametrize("people", [4, 12])
def test_5_few_people_hold_with_gold_too(people: int) -> None:
    truth = 0.4

    def world(draw: Draw) -> Result:
        person = np.repeat(np.arange(people), 40)
        chance = np.clip(truth + 0.12 * draw.standard_normal(people), 0, 1)
        success = (draw.random(len(person)) < chance[person]).astype(float)
        said = answers_of(draw, success, 0.8, 0.9)
        checked, probability = checked_by_strata(draw, said, (8 * people, 8 * people))
        return mean(
            machine=said,
            gold=gold_of(checked, success),
            checked=checked,
            probability=probability,
            person=person,
        )

    assert holds(repeat(world, truth, REPLICATIONS, 55).covers)


def test_5_one_heavy_person_among_many_holds() -> None:
    people, truth = 200, 0.3
    sizes = np.full(people, 8)
    sizes[0] = 1_300

    def world(draw: Draw) -> Result:
        person = np.repeat(np.arange(people), sizes)
        chance = draw.beta(6, 14, people)
        success = (draw.random(len(person)) < chance[person]).astype(float)
        said = answers_of(draw, success, 0.8, 0.9)
        checked, probability = checked_at_random(draw, len(person), 200)
        return share(
            machine=said,
            gold=gold_of(checked, success),
            checked=checked,
            probability=probability,
            person=person,
        )

    # Counted as 200 people the interval held the share in 74%.
    assert repeat(world, truth, REPLICATIONS, 56).covers >= LOW


@pytest.mark.parametrize("slope", [0.0, 0.04])
def test_6_the_first_prompt_as_an_instrument_takes_the_halo_out(slope: float) -> None:
    def world(draw: Draw) -> Result:
        made = slope_world(draw, people=60, each=50, slope=slope, halo=0.3)
        return instrumented(
            outcome=made.success,
            regressor=made.rated,
            instrument=made.first,
            person=made.person,
        )

    found = repeat(world, slope, REPLICATIONS, 6)

    assert found.mean == pytest.approx(slope, abs=0.004)
    assert holds(found.covers)


def test_10_tuning_on_twenty_checked_sessions_promises_too_much() -> None:
    size, count, truth = 3_000, 20, 0.5
    draw = np.random.default_rng(10)

    tuned: list[bool] = []
    untuned: list[bool] = []
    for _ in range(3 * REPLICATIONS):
        success = (draw.random(size) < truth).astype(float)
        said = answers_of(draw, success, 0.8, 0.8)
        checked, probability = checked_at_random(draw, size, count)
        gold, machine = success[checked], said[checked]
        together = np.mean((gold - gold.mean()) * (machine - machine.mean()))
        best = together / (np.var(said) * (1 + count / size))
        for lam, found in ((float(np.clip(best, 0, 1)), tuned), (1.0, untuned)):
            one = share(
                machine=said,
                gold=gold_of(checked, success),
                checked=checked,
                probability=probability,
                person=np.arange(size),
                tuning=lam,
            )
            # Tuned as usually done: with the normal's 1.96 instead of t.
            error = one.standard_error or 0.0
            assert one.high is not None
            half = one.high - one.value if lam == 1.0 else 1.96 * error
            found.append(abs(one.value - truth) <= half)

    assert holds(float(np.mean(untuned)))
    assert np.mean(tuned) < LOW


@pytest.mark.parametrize("count", [60, 300])
def test_a_median_holds_where_the_machine_compresses(count: int) -> None:
    size = 3_000

    def world(draw: Draw) -> Result:
        logs = np.log(60) + draw.standard_normal(size)
        said = (
            np.log(94) + 0.55 * (logs - np.log(60)) + 0.35 * draw.standard_normal(size)
        )
        checked, probability = checked_at_random(draw, size, count)
        return quantile(
            machine=np.exp(said),
            gold=gold_of(checked, np.exp(logs)),
            checked=checked,
            probability=probability,
            person=np.arange(size),
        )

    found = repeat(world, 60.0, REPLICATIONS, 11)

    assert holds(found.covers)


def test_a_mean_of_skewed_numbers_holds() -> None:
    size = 3_000

    def world(draw: Draw) -> Result:
        logs = 4.0 + draw.standard_normal(size)
        said = 4.4 + 0.55 * (logs - 4.0) + 0.35 * draw.standard_normal(size)
        checked, probability = checked_at_random(draw, size, 100)
        return mean(
            machine=np.exp(said),
            gold=gold_of(checked, np.exp(logs)),
            checked=checked,
            probability=probability,
            person=draw.integers(0, 300, size),
        )

    # Value ± t · error holds it in 88%, this in 93% (decision 149).
    assert repeat(world, float(np.exp(4.5)), REPLICATIONS, 15).covers > 0.90


def test_a_quantile_beyond_all_that_was_checked_holds() -> None:
    size = 3_000

    def world(draw: Draw) -> Result:
        logs = 4.0 + draw.standard_normal(size)
        said = logs + 0.35 * draw.standard_normal(size)
        checked, probability = checked_at_random(draw, size, 30)
        return quantile(
            machine=np.exp(said),
            gold=gold_of(checked, np.exp(logs)),
            checked=checked,
            probability=probability,
            person=np.arange(size),
            q=0.95,
        )

    assert repeat(world, float(np.exp(4.0 + 1.6449)), REPLICATIONS, 16).covers >= LOW


def test_carried_over_error_rates_hold_where_they_apply() -> None:
    size, truth = 1_500, 0.28

    def world(draw: Draw) -> Result:
        success = (draw.random(size) < truth).astype(float)
        said = answers_of(draw, success, 0.80, 0.91)
        hits, misses = draw.binomial(20, 0.80), draw.binomial(20, 0.09)
        return share(
            machine=said,
            person=np.repeat(np.arange(100), 15),
            shipped=Confusion(
                true_positive=hits,
                false_negative=20 - hits,
                false_positive=misses,
                true_negative=20 - misses,
            ),
            **nothing_checked(size),
        )

    assert repeat(world, truth, REPLICATIONS, 12).covers >= LOW
