"""Whatever the counts, no withheld cell follows from what is shown."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from disclosure.tables import Row, count, counts, levels, rows, shares, summary
from metier.disclosure import Policy, release
from metier.disclosure.margins import Margins
from metier.disclosure.margins.cells import Cells
from metier.disclosure.primary import judge_cells
from metier.records import Cohort, Estimate, Key, Parts, Released, Rule

LEAST = 15
PEOPLE = 5
WIDTH = 5
LARGE: set[Rule] = {
    "too few people",
    "one person dominates",
    "too few outside the cell",
    "would follow from its margins",
}


def team(seed: int, people: int, sessions: int) -> tuple[Row, ...]:
    """Sessions of uneven people over uneven modes and kinds of user."""
    draw = random.Random(seed)
    modes = [(f"mode{i}", draw.random() ** 3) for i in range(draw.randint(2, 6))]
    kinds = [(f"kind{i}", draw.random() ** 2) for i in range(draw.randint(2, 4))]
    weights = [draw.random() ** 2 + 0.02 for _ in range(people)]

    def pick(options: list[tuple[str, float]]) -> str:
        return draw.choices([o for o, _ in options], [w + 0.01 for _, w in options])[0]

    return tuple(
        Row(f"p{person}", {"mode": pick(modes), "kind": pick(kinds)})
        for person in draw.choices(range(people), weights, k=sessions)
    )


UNEVEN = {"build": [9] * 20, "fix": [5] * 20, "plan": [4] * 20, "test": [1] * 3}


def asked(found: tuple[Row, ...]) -> tuple[Estimate, ...]:
    return (
        *count(found),
        *counts(found, "mode", figure="mode"),
        *counts(found, "kind", figure="kind"),
        *counts(found, "mode", "kind", figure="both"),
    )


def groups(released: Released, figure: str) -> dict[tuple[str, str], int]:
    return {
        (e.key.group, e.key.split): e.sessions
        for e in released.estimates
        if e.key.figure == figure
    }


def withheld(released: Released, figure: str) -> dict[tuple[str, str], Rule]:
    return {
        (w.key.group, w.key.split): w.rule
        for w in released.withheld
        if w.key.figure == figure
    }


def reader_knows(
    released: Released, sessions: int
) -> tuple[list[tuple[str, str]], list[list[int]], list[int]]:
    """What a reader of the release can write down about the cells of both."""
    rules = withheld(released, "both")
    unknown = sorted(cell for cell, rule in rules.items() if rule != "no sessions")
    shown = groups(released, "both")
    sums: list[tuple[str, str, int]] = [("", "", sessions)]
    sums += [(m, "", n) for (m, _), n in groups(released, "mode").items()]
    sums += [("", k, n) for (k, _), n in groups(released, "kind").items()]
    matrix, totals = [], []
    for mode, kind, number in sums:

        def part(cell: tuple[str, str], mode: str = mode, kind: str = kind) -> bool:
            return mode in {"", cell[0]} and kind in {"", cell[1]}

        matrix.append([int(part(cell)) for cell in unknown])
        totals.append(number - sum(n for cell, n in shown.items() if part(cell)))
    return unknown, matrix, totals


def confined(released: Released, sessions: int) -> Iterator[tuple[str, float, float]]:
    """Confine every withheld cell as far as a linear programme can."""
    unknown, matrix, totals = reader_knows(released, sessions)
    rules = withheld(released, "both")
    bounds = [
        (0, LEAST - 1)
        if rules[cell] == "too few sessions"
        else (LEAST if rules[cell] in LARGE else 0, sessions)
        for cell in unknown
    ]
    for index, cell in enumerate(unknown):
        costs = np.zeros(len(unknown))
        costs[index] = 1
        low, high = (
            linprog(s * costs, A_eq=matrix, b_eq=totals, bounds=bounds) for s in (1, -1)
        )
        yield "/".join(cell), float(low.fun), -float(high.fun)


@given(seed=st.integers(0, 10**6), people=st.integers(50, 90))
@settings(max_examples=25, deadline=None)
def test_no_withheld_cell_can_be_confined(seed: int, people: int) -> None:
    sessions = people * 6
    found = team(seed, people, sessions)

    released = release(asked(found), summary(found))

    for cell, low, high in confined(released, sessions):
        assert high - low >= WIDTH - 1e-6, cell


@given(seed=st.integers(0, 10**6), people=st.integers(5, 80), each=st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_nothing_small_gets_out(seed: int, people: int, each: int) -> None:
    found = team(seed, people, people * each)
    team_size = len({row.person for row in found})
    if team_size < PEOPLE:
        return

    released = release((*asked(found), *levels(found, "mode", "kind")), summary(found))

    for estimate in released.estimates:
        assert estimate.sessions >= LEAST
        assert estimate.people >= PEOPLE
    for mode, kind in groups(released, "levels"):
        inside = [r for r in found if r.levels == {"mode": mode, "kind": kind}]
        nobody = not inside
        assert nobody or len(inside) >= LEAST
        assert nobody or len({row.person for row in inside}) >= PEOPLE


def legitimate(found: Iterable[Row], *columns: str) -> set[tuple[str, ...]]:
    """Cells that are large enough by themselves, and so is what is outside them."""
    found = list(found)
    inside: dict[tuple[str, ...], list[Row]] = {}
    for row in found:
        inside.setdefault(tuple(row.levels[c] for c in columns), []).append(row)

    def enough(some: list[Row]) -> bool:
        return len(some) >= LEAST and len({r.person for r in some}) >= PEOPLE

    def even(some: list[Row]) -> bool:
        people = Counter(row.person for row in some)
        return max(people.values()) <= 0.3 * len(some)

    large = set()
    for cell, some in inside.items():
        others = [row for o in inside if o != cell for row in inside[o]]
        if enough(some) and even(some) and enough(others):
            large.add(cell)
    return large


def test_what_may_be_shown_is_shown() -> None:
    shown = possible = 0
    for seed in range(30):
        found = team(seed, 60, 60 * 20)
        released = release(asked(found), summary(found))
        for figure, columns in (
            ("mode", ("mode",)),
            ("kind", ("kind",)),
            ("both", ("mode", "kind")),
        ):
            possible += len(legitimate(found, *columns))
            shown += len(groups(released, figure))

    # Small cells in every second row and column of a table cost large ones: what is
    # left beyond them is shown.
    assert shown / possible > 0.75


@given(seed=st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_nothing_is_withheld_without_need(seed: int) -> None:
    found = team(seed, 60, 60 * 15)
    estimates = asked(found)
    every = Cells(estimates)
    margins = Margins(every, Policy(), len(found))
    refused = judge_cells(every, Policy())

    closed = margins.close(refused)

    assert margins.holds(closed)
    for name in closed.keys() - refused.keys():
        shown = {other: rule for other, rule in closed.items() if other != name}
        assert not margins.holds(shown)


def test_with_the_rule_off_a_margin_gives_the_cell_away() -> None:
    found = rows(
        {"build": [9] * 20, "fix": [5] * 20, "plan": [4] * 20, "test": [1] * 3}
    )

    released = release(
        (*count(found), *counts(found, "mode", figure="mode")),
        summary(found),
        policy=Policy(margins=False),
    )

    (total,) = groups(released, "count").values()
    assert total - sum(groups(released, "mode").values()) == 3


def test_a_cell_withheld_for_its_margins_says_so() -> None:
    found = rows(
        {"build": [9] * 20, "fix": [5] * 20, "plan": [4] * 20, "test": [1] * 3}
    )

    released = release(counts(found, "mode", figure="mode"), summary(found))

    assert withheld(released, "mode") == {
        ("plan", ""): "would follow from its margins",
        ("test", ""): "too few sessions",
    }


@pytest.mark.parametrize("unclear", [3, 40])
def test_a_total_and_its_parts_do_not_give_away_a_small_rest(unclear: int) -> None:
    known = rows({"build": [9] * 20, "fix": [5] * 20, "plan": [4] * 20})
    rest = rows({"unclear": [1] * unclear})
    hit = {row.person for row in known[:50]}

    def landed(row: Row) -> bool:
        return row.person in hit

    released = release(
        (
            *shares((*known, *rest), landed, figure="all"),
            *shares(known, landed, "mode", figure="mode", unplaced=rest),
        ),
        summary((*known, *rest)),
    )

    parts = len(groups(released, "mode"))
    assert parts == (2 if unclear < LEAST else 3)


def told(name: str, sessions: int, *, by: str = "mode", **more: object) -> Estimate:
    """A count whose sessions are known by a digest, for whoever has it."""
    fields: dict[str, object] = {
        "sessions": sessions,
        "people": min(sessions, 40),
        "largest_share": 0.1,
        "table": by,
        "total_sessions": 400,
        "total_people": 40,
        "rest_people": 40,
        "where": (f"{by} is {name}",),
        "measure": "sessions",
        "members": name,
        **more,
    }
    return Estimate(
        key=Key(figure=by, group=name),
        unit="count",
        value=float(sessions),
        cohort=msgspec.convert(fields, Cohort),
        method="count",
    )


def test_sets_that_coincide_by_chance_do_not_stop_a_release() -> None:
    # Whoever was at level high or some also attempted something: by chance.
    attempted = Parts(members=("high", "some"), rest_sessions=0, rest_people=0)
    estimates = (
        told("high", 368),
        told("some", 1),
        told("none", 31),
        told("yes", 369, by="attempted", parts=(attempted,)),
    )

    released = release(estimates, summary(rows({"any": [10] * 40})))

    assert ("some", "") in withheld(released, "mode")
    assert groups(released, "attempted")
    assert released.estimates


def test_parts_of_other_names_are_held_against_their_whole() -> None:
    parts = Parts(members=("high", "some"), rest_sessions=3, rest_people=2)
    whole = told("yes", 372, by="attempted", parts=(parts,))

    released = release(
        (told("high", 330), told("some", 39), told("none", 31), whole),
        summary(rows({"any": [10] * 40})),
    )

    # Otherwise hits of three sessions would follow.
    assert withheld(released, "mode")
