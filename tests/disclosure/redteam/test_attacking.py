"""The attack recovers what is planted when a rule is off, and nothing with all on."""

import random
from collections.abc import Callable

import msgspec
import pytest

from disclosure.tables import Row, counts, levels, rows, shares, summary
from metier.disclosure import Ledger, Now, Policy, Window, release
from metier.disclosure.redteam import attack, possible, removals
from metier.errors import DisclosureError
from metier.records import Cohort, Estimate, Key, Released

ALL = Policy()
CROWD = {"build": [9] * 20, "fix": [5] * 20, "plan": [4] * 20}
Estimates = tuple[Estimate, ...]


def done(row: Row) -> bool:
    return row.person in {"p1", "p2", "p3", "p9"}


def few_sessions() -> tuple[Estimates, tuple[Row, ...]]:
    found = rows({**CROWD, "test": [1] * 7})
    return shares(found, done, "mode"), found


def few_people() -> tuple[Estimates, tuple[Row, ...]]:
    found = rows({**CROWD, "test": [9] * 4})
    return shares(found, done, "mode"), found


def one_person() -> tuple[Estimates, tuple[Row, ...]]:
    found = rows({**CROWD, "test": [40, 4, 4, 4, 4, 4, 4]})
    return shares(found, done, "mode"), found


def a_margin() -> tuple[Estimates, tuple[Row, ...]]:
    found = rows({**CROWD, "test": [1] * 3})
    total = counts(found, figure="all")
    return (*total, *counts(found, "mode", figure="mode")), found


def a_rest() -> tuple[Estimates, tuple[Row, ...]]:
    found = rows(CROWD)
    everybody = (*found, *rows({"unclear": [0, 2, 1]}))
    return (
        *shares(everybody, done, figure="all"),
        *shares(found, done, "mode", figure="mode"),
    ), everybody


def a_level() -> tuple[Estimates, tuple[Row, ...]]:
    found = rows({**CROWD, "test": [1] * 7})
    return levels(found, "mode"), found


def a_sum() -> tuple[Estimates, tuple[Row, ...]]:
    found = rows(CROWD)
    cohort = Cohort(sessions=360, people=20, largest_share=0.05, largest_sum_share=0.97)
    mean = Estimate(
        key=Key(figure="value"),
        unit="usd",
        value=48_112.0,
        cohort=cohort,
        method="mean",
    )
    return (mean,), found


def a_tail() -> tuple[Estimates, tuple[Row, ...]]:
    found = rows(CROWD)
    cohort = Cohort(
        sessions=360, people=20, largest_share=0.05, tail_sessions=18, tail_people=1
    )
    p95 = Estimate(
        key=Key(figure="value", statistic="p95"),
        unit="usd",
        value=48_112.0,
        cohort=cohort,
        method="quantile",
    )
    return (p95,), found


def a_handful() -> tuple[Estimates, tuple[Row, ...]]:
    found = rows({"build": [30] * 3, "fix": [20] * 3})
    return shares(found, done, "mode"), found


def a_month() -> tuple[Estimates, tuple[Row, ...]]:
    found = tuple(
        Row(row.person, {"month": {"build": "2026-03", "fix": "2026-04"}[mode]})
        for row in rows({"build": [9] * 8, "fix": [9] * 8})
        for mode in row.levels.values()
    )
    return shares(found, done, "month"), found


def two_ways() -> tuple[Estimates, tuple[Row, ...]]:
    found = tuple(
        Row(f"p{person}", {"mode": mode, "who": who})
        for person in range(20)
        for mode in ("build", "fix")
        for who in ("software", "other")
        for _ in range(4)
    )
    return shares(found, done, "mode", "who"), found


def a_table() -> tuple[Estimates, tuple[Row, ...]]:
    """Two ways with their margins, where what is withheld adds up to enough."""
    draw = random.Random(4)
    found = tuple(
        Row(f"p{person}", {"mode": mode, "who": who})
        for mode in "abc"
        for who in "xyz"
        for person in range(draw.choice([3, 8, 20]))
        for _ in range(draw.choice([1, 2, 4]))
    )
    crowd = rows({"a": [0] * 20 + [4] * 40})
    everybody = (*found, *(Row(row.person, {"mode": "a", "who": "x"}) for row in crowd))
    return (
        *counts(everybody),
        *counts(everybody, "mode", figure="mode"),
        *counts(everybody, "who", figure="who"),
        *counts(everybody, "mode", "who", figure="both"),
    ), everybody


@pytest.mark.parametrize(
    ("plant", "off", "by"),
    [
        (few_sessions, Policy(sessions=1, margins=False), "small cells"),
        (few_people, Policy(people=1, margins=False), "small cells"),
        (one_person, Policy(largest_share=1.0), "one person's part"),
        (a_margin, Policy(margins=False), "linear programme"),
        (a_rest, Policy(margins=False), "parts of a whole"),
        (a_level, Policy(sessions=1, margins=False), "shares that sum to one"),
        (a_sum, Policy(sums=False), "one person's part"),
        (a_tail, Policy(sums=False), "one person's part"),
        (a_handful, Policy(smallest_team=1, people=1), "small cells"),
        (a_month, Policy(months_from=1), "size of the group"),
        (two_ways, Policy(two_ways_from=1), "size of the group"),
        (a_table, Policy(interval=0), "linear programme"),
    ],
)
def test_each_rule_is_needed(
    plant: Callable[[], tuple[Estimates, tuple[Row, ...]]], off: Policy, by: str
) -> None:
    estimates, found = plant()

    unruly = attack(
        release(estimates, summary(found), policy=off), truth=estimates, policy=ALL
    )

    assert by in {item.attack for item in unruly.recovered}
    if len({row.person for row in found}) < ALL.smallest_team:
        with pytest.raises(DisclosureError, match="under 5 nothing leaves"):
            release(estimates, summary(found))
        return
    ruled = attack(release(estimates, summary(found)), truth=estimates)
    assert not ruled.recovered


@pytest.mark.parametrize(
    ("strict", "sizes"),
    [
        (Policy(readers_have_authority=True), {"build": [9] * 20, "fix": [9] * 7}),
        (Policy(text_derived=("shares",)), {"build": [3] * 400, "fix": [1] * 260}),
        (Policy(text_derived=("shares",)), {"build": [3] * 400, "fix": [9] * 100}),
    ],
)
def test_a_stricter_rule_is_needed_where_it_holds(
    strict: Policy, sizes: dict[str, list[int]]
) -> None:
    found = rows(sizes)
    estimates = shares(found, done, "mode")

    lax = attack(release(estimates, summary(found)), truth=estimates, policy=strict)
    kept = attack(
        release(estimates, summary(found), policy=strict),
        truth=estimates,
        policy=strict,
    )

    assert "small cells" in {item.attack for item in lax.recovered}
    assert not kept.recovered


def test_a_window_that_grows_by_one_persons_month_is_subtracted() -> None:
    march = rows({"build": [9] * 9})
    april = (*march, *rows({"build": [7]}))
    window, longer = Window("2026-03", "2026-03"), Window("2026-03", "2026-04")
    before = release(shares(march, done), summary(march))
    after = release(shares(april, done), summary(april))
    ledger = Ledger()
    here = Now(people=tuple({row.person for row in march}))
    ledger.add(before, window, here, "1 April")

    (found,) = attack(after, against=[before]).recovered

    assert found.what == "7 sessions of 0 more or fewer people, of which 0%"
    with pytest.raises(DisclosureError, match="2026-03 to 2026-04"):
        ledger.compare(longer, here, ALL)


def test_an_earlier_release_is_subtracted() -> None:
    nine = rows({"build": [9] * 9})
    ten = (*nine, *rows({"build": [0] * 9 + [8]}))
    before = release(shares(nine, done), summary(nine))
    after = release(shares(ten, done), summary(ten))

    (found,) = attack(after, against=[before]).recovered

    assert found.what == "8 sessions of 1 more or fewer people, of which 100%"


def test_taking_one_person_away_betrays_a_dominated_cell() -> None:
    found = rows({**CROWD, "test": [40, 4, 4, 4, 4, 4, 4]})
    off = Policy(largest_share=1.0)

    def released(rows_: tuple[Row, ...]) -> Released:
        return release(shares(rows_, done, "mode"), summary(rows_), policy=off)

    without = tuple(row for row in found if row.person != "p0")
    (removal,) = removals(released(found), [(58, lambda: released(without))])

    (moved,) = removal.moved
    assert moved.of == "shares / test"
    assert moved.what == "40 of 64 sessions are one person's"


def test_planted_strings_are_looked_for() -> None:
    estimates, found = few_sessions()
    released = release(estimates, summary(found))
    (first, *rest) = released.estimates
    forged = msgspec.structs.replace(
        released,
        estimates=(msgspec.structs.replace(first, method="by zanzibar"), *rest),
    )

    (item,) = attack(forged, canaries=["zanzibar"]).recovered

    assert item.attack == "planted strings"
    assert not attack(released, canaries=["zanzibar"]).recovered


@pytest.mark.parametrize("people", [6, 12, 60, 200])
def test_a_simulated_team_stands_and_says_something(people: int) -> None:
    draw = random.Random(people)
    modes = ["build"] * 8 + ["fix"] * 6 + ["plan"] * 4 + ["test"]
    found = tuple(
        Row(
            f"p{person}",
            {"mode": draw.choice(modes), "who": draw.choice(["software", "other"])},
        )
        for person in range(people)
        for _ in range(draw.randint(3, 30))
    )
    estimates = (
        *counts(found),
        *shares(found, done, "mode", figure="mode"),
        *shares(found, done, "who", figure="who"),
        *shares(found, done, "mode", "who", figure="both"),
        *levels(found, "mode"),
    )

    result = attack(release(estimates, summary(found)), truth=estimates)

    assert not result.recovered
    assert result.possible == possible(estimates, summary(found), ALL)
    assert result.shown >= 0.7 * result.possible
