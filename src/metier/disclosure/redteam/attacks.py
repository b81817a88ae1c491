"""Attacks on a release, each by what an attacker may have in hand.

From the release alone: small cells, levels whose shares sum to one, text. With an
earlier release: subtraction. With the study's own estimates, which tell how cells
nest: everything that a linear programme can confine.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from metier.disclosure.margins import (
    Cell,
    Cells,
    Name,
    Proof,
    Structure,
    Table,
    recovered,
    tables,
)
from metier.disclosure.policy import Policy
from metier.disclosure.primary import is_quantile, judge_cells, judge_team
from metier.records import Estimate, Key, Released, ReleasedEstimate, Rule

__all__ = [
    "Recovered",
    "by_figures",
    "by_margins",
    "by_size",
    "by_subtraction",
    "by_sums",
    "by_team",
    "in_words",
]

_SUMS_TO_ONE = 0.005


class Recovered(msgspec.Struct, frozen=True):
    """Something small that an attack brought out."""

    attack: str
    of: str
    what: str


def in_words(key: Key) -> str:
    """Name a number for people."""
    fields = (key.figure, key.panel, key.series, key.group, key.split)
    return " / ".join(field for field in fields if field)


def by_size(released: Released, policy: Policy) -> Iterator[Recovered]:
    """Look for cells that are small as they stand, and for a group that is."""
    about = released.summary
    if about.people < policy.smallest_team:
        what = f"{about.sessions} sessions of {about.people} people"
        yield Recovered("small cells", "everybody", what)
    for estimate in released.estimates:
        least = policy.thresholds(estimate.key.figure)
        if estimate.sessions < least.sessions or estimate.people < least.people:
            what = f"{estimate.sessions} sessions of {estimate.people} people"
            yield Recovered("small cells", in_words(estimate.key), what)


def by_team(
    released: Released, truth: Iterable[Estimate], policy: Policy
) -> Iterator[Recovered]:
    """Look for kinds of numbers that a group of this size does not get."""
    shown = {estimate.key for estimate in released.estimates}
    people = released.summary.people
    for estimate in truth:
        if estimate.key in shown and judge_team(estimate, people, policy) is not None:
            what = f"{estimate.value} in a group of {people} people"
            yield Recovered("size of the group", in_words(estimate.key), what)


def by_sums(released: Released, policy: Policy) -> Iterator[Recovered]:
    """Look for levels: where shares of the same sessions sum to one, counts follow."""
    families: dict[tuple[str, ...], list[ReleasedEstimate]] = {}
    for estimate in released.estimates:
        if estimate.unit == "share" and estimate.key.statistic == "value":
            family = (*_family(estimate.key), str(estimate.sessions))
            families.setdefault(family, []).append(estimate)
    hidden: dict[tuple[str, ...], list[tuple[Key, Rule]]] = {}
    for withheld in released.withheld:
        if withheld.key.statistic == "value":
            family = _family(withheld.key)
            hidden.setdefault(family, []).append((withheld.key, withheld.rule))
    for family, found in families.items():
        missing = 1.0 - sum(estimate.value for estimate in found)
        same = len({estimate.key.group for estimate in found}) > 1
        if same and missing > -_SUMS_TO_ONE:
            yield from _levels(found, missing, hidden.get(family[:-1], []), policy)


def _family(key: Key) -> tuple[str, ...]:
    return (key.figure, key.panel, key.series, key.split)


def _levels(
    found: Sequence[ReleasedEstimate],
    missing: float,
    hidden: Sequence[tuple[Key, Rule]],
    policy: Policy,
) -> Iterator[Recovered]:
    """Count the levels of one facet from their shares."""
    sessions = found[0].sessions
    least = policy.thresholds(found[0].key.figure).sessions
    alone = len(hidden) == 1 and missing > 0
    if abs(missing) > _SUMS_TO_ONE and not alone:
        return
    for estimate in found:
        count = round(estimate.value * sessions)
        if 0 < count < least:
            yield Recovered(
                "shares that sum to one", in_words(estimate.key), f"{count} sessions"
            )
    if alone and missing * sessions < least:
        ((key, _),) = hidden
        count = round(missing * sessions)
        yield Recovered("shares that sum to one", in_words(key), f"{count} sessions")


def by_subtraction(
    released: Released, earlier: Released, policy: Policy
) -> Iterator[Recovered]:
    """Subtract an earlier release: it leaves those who are in one of them alone."""
    before = {estimate.key: estimate for estimate in earlier.estimates}
    for after in released.estimates:
        known = before.get(after.key)
        if known is None:
            continue
        least = policy.thresholds(after.key.figure)
        sessions = after.sessions - known.sessions
        people = after.people - known.people
        if not (0 < abs(sessions) < least.sessions or 0 < abs(people) < least.people):
            continue
        what = f"{abs(sessions)} sessions of {abs(people)} more or fewer people"
        if after.unit == "share" and after.key.statistic == "value" and sessions:
            hits = after.value * after.sessions - known.value * known.sessions
            share = min(1.0, max(0.0, hits / sessions))
            what += f", of which {share:.0%}"
        yield Recovered("subtraction", in_words(after.key), what)


def by_margins(
    released: Released, truth: Iterable[Estimate], policy: Policy
) -> Iterator[Recovered]:
    """Confine every cell that is not shown by a linear programme."""
    estimates = tuple(truth)
    found = Cells(estimates)
    everything = released.summary.sessions
    shown = {estimate.key for estimate in released.estimates}
    rules = {withheld.key: withheld.rule for withheld in released.withheld}
    hidden: dict[Name, Rule | None] = {
        name: None for name in found if name.sessions not in {0, everything}
    }
    for estimate in estimates:
        rule = rules.get(estimate.key)
        for name in found.named(estimate):
            if estimate.key in shown:
                hidden.pop(name, None)
            elif name in hidden and rule is not None and _speaks(estimate, found):
                hidden[name] = rule
    every = tables(found)
    least = dict.fromkeys(found, policy.sessions)
    plain = [table for table in every if table.plain]
    intervals = Proof(plain, least).intervals(hidden)
    for name, interval in intervals.items():
        if interval.width < policy.interval - 0.5 and _is_small(found[name], policy):
            what = f"{interval.low:.0f} to {interval.high:.0f} sessions"
            yield Recovered("linear programme", " & ".join(name.conditions), what)
    yield from _values(released, estimates, found, every, policy)


def by_figures(
    released: Released,
    truth: Iterable[Estimate],
    policy: Policy,
    structure: Structure,
) -> Iterator[Recovered]:
    """Add and subtract numbers of all figures until a small cell is left."""
    estimates = tuple(truth)
    cells = Cells(estimates)
    shown = [estimate.key for estimate in released.estimates]
    by_key = {estimate.key: estimate for estimate in estimates}
    refused = judge_cells(cells, policy)
    for key in recovered(estimates, shown, refused, cells, structure):
        cohort = by_key[key].cohort
        hits = "" if cohort.hits is None else f"{cohort.hits} of "
        what = f"{hits}{cohort.sessions} sessions"
        yield Recovered("sums across figures", in_words(key), what)


def _speaks(estimate: Estimate, cells: Cells) -> bool:
    """Say whether the rule of a withheld number tells how large its cell is.

    Of a quantile it speaks of those beyond it, of a level perhaps of all levels.
    """
    return not (is_quantile(estimate) or cells.speaks_of_level(estimate))


def by_person(
    released: Released, truth: Iterable[Estimate], policy: Policy
) -> Iterator[Recovered]:
    """Look for numbers that are mostly one person's, or a few people's tail."""
    shown = {estimate.key for estimate in released.estimates}
    every = tuple(truth)
    cells = Cells(every)
    for estimate in every:
        if estimate.key not in shown:
            continue
        cohort = estimate.cohort
        parts = (
            ("sessions", cohort.largest_share),
            ("sessions at this level", cohort.hit_largest_share or 0.0),
            ("sum", cohort.largest_sum_share or 0.0),
        )
        for of, share in parts:
            at_level = cells.speaks_of_level(estimate) or of != "sessions at this level"
            if share > policy.largest_share and at_level:
                what = f"one person has {share:.0%} of the {of}"
                yield Recovered("one person's part", in_words(estimate.key), what)
        least = policy.thresholds(estimate.key.figure).people
        if cohort.tail_people is not None and cohort.tail_people < least:
            what = f"{estimate.value} is the end of {cohort.tail_people} people"
            yield Recovered("one person's part", in_words(estimate.key), what)


def _is_small(cell: Cell, policy: Policy) -> bool:
    return cell.sessions < policy.sessions or cell.people < policy.people


def _values(
    released: Released,
    truth: Iterable[Estimate],
    cells: Cells,
    every: Iterable[Table],
    policy: Policy,
) -> Iterator[Recovered]:
    """Subtract the hits of parts from those of their whole."""
    shown = {estimate.key: estimate for estimate in released.estimates}
    found: dict[str, dict[Name, ReleasedEstimate]] = {}
    for estimate in truth:
        number = shown.get(estimate.key)
        if number is None or estimate.key.statistic != "value":
            continue
        if estimate.cohort.measure and not estimate.cohort.partition:
            name = cells.named(estimate)[0]
            found.setdefault(estimate.cohort.measure, {})[name] = number
    for numbers in found.values():
        for table in every:
            yield from _rest(table, numbers, policy)


def _rest(
    table: Table, numbers: Mapping[Name, ReleasedEstimate], policy: Policy
) -> Iterator[Recovered]:
    if table.whole is None or table.whole not in numbers:
        return
    whole = numbers[table.whole]
    parts = [numbers[name] for name in table.cells if name in numbers]
    rest = whole.sessions - sum(part.sessions for part in parts)
    if not parts or not 0 < rest < policy.sessions:
        return
    total = whole.value * whole.sessions
    left = (total - sum(part.value * part.sessions for part in parts)) / rest
    where = " & ".join(table.whole.conditions) or "everything"
    yield Recovered(
        "parts of a whole",
        f"{in_words(whole.key)}: rest of {where}",
        f"{left:.3g} over {rest} sessions",
    )
