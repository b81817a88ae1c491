"""Which cells and numbers are too small by themselves, and which team may see what.

Nothing here looks at other cells, apart from what a table leaves outside a cell.
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from metier.disclosure.margins.cells import Cell, Margin, Name, month
from metier.disclosure.policy import Policy
from metier.records import Estimate, Key, Rule

__all__ = ["is_quantile", "judge_cells", "judge_number", "judge_private", "judge_team"]

_QUANTILES = {"p5": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}
_ONE_WAY_UNITS = frozenset(("share", "count"))


def judge_cells(cells: Mapping[Name, Cell], policy: Policy) -> dict[Name, Rule]:
    """Return the cells that may not be shown, each with its rule."""
    siblings = _largest(cells.values())
    # That nobody is in a cell speaks of nobody (decision 51).
    verdicts = {
        name: _judge_cell(cell, siblings, policy)
        for name, cell in cells.items()
        if cell.sessions
    }
    return {name: rule for name, rule in verdicts.items() if rule is not None}


def _judge_cell(
    cell: Cell, siblings: Mapping[Margin, tuple[int, int]], policy: Policy
) -> Rule | None:
    """Say why a cell may not be shown, by the first rule that it breaks."""
    least = policy.strictest(cell.figures)
    if cell.sessions < least.sessions:
        return "too few sessions"
    if cell.people < least.people:
        return "too few people"
    if cell.largest_share > policy.largest_share:
        return "one person dominates"
    if not policy.margins:
        return None
    for margin, known in cell.outside:
        rest = margin.sessions - cell.sessions
        if rest <= 0:
            continue
        first, second = siblings[margin]
        other = second if first == cell.people else first
        people = max(known or 0, other)
        if rest < least.sessions or people < least.people:
            return "too few outside the cell"
    return None


def _largest(cells: Iterable[Cell]) -> dict[Margin, tuple[int, int]]:
    """Return the two largest numbers of people in each table's cells.

    Whoever is in another cell of the table stands outside this one.
    """
    people: dict[Margin, list[int]] = {}
    for cell in cells:
        for margin, _ in cell.outside:
            people.setdefault(margin, [0, 0]).append(cell.people)
    ordered = {margin: sorted(counts) for margin, counts in people.items()}
    return {margin: (counts[-1], counts[-2]) for margin, counts in ordered.items()}


def judge_number(estimate: Estimate, policy: Policy) -> Rule | None:
    """Say why a number may not be shown though its cell may."""
    share = estimate.cohort.largest_sum_share
    if not estimate.cohort.sessions:
        return "no sessions"
    if not _is_number(estimate.value):
        return "not measured"
    if not policy.sums:
        return None
    if share is not None and share > policy.largest_share:
        return "one person dominates"
    return _judge_tail(estimate, policy)


def _is_number(value: float | None) -> bool:
    """Say whether there is anything to show."""
    return value is not None and math.isfinite(value)


def is_quantile(estimate: Estimate) -> bool:
    """Say whether the number is a quantile."""
    return estimate.key.statistic in _QUANTILES


def _judge_tail(estimate: Estimate, policy: Policy) -> Rule | None:
    """Say why a quantile stands too near the end of its sessions to be shown.

    The largest values of a small cell are one person's.
    """
    cohort = estimate.cohort
    at = _QUANTILES.get(estimate.key.statistic)
    if at is None:
        return None
    people = policy.thresholds(estimate.key.figure).people
    expected = min(at, 1 - at) * cohort.sessions
    beyond = expected if cohort.tail_sessions is None else cohort.tail_sessions
    if beyond < people:
        return "too few sessions"
    if cohort.tail_people is not None and cohort.tail_people < people:
        return "too few people"
    return None


def judge_team(estimate: Estimate, people: int, policy: Policy) -> Rule | None:
    """Say whether the group is too small for this kind of number (methods 5.2)."""
    key, partition = estimate.key, estimate.cohort.partition
    # The level of a facet is what is counted, not a way in which cells are split.
    ways = [key.split] if partition else [key.group, key.split]
    facets = [way for way in ways if way and not month(way)]
    months = [way for way in ways if month(way)]
    one_way = estimate.unit in _ONE_WAY_UNITS and key.statistic == "value"
    if people < policy.months_from and (months or not one_way):
        return "team too small for this figure"
    if people < policy.two_ways_from and len(facets) > 1:
        return "team too small for this figure"
    return None


def judge_private(estimates: Sequence[Estimate], policy: Policy) -> Mapping[Key, Rule]:
    """Return what one person's own study keeps back: too little to say anything."""
    verdicts: dict[Key, Rule] = {}
    for estimate in estimates:
        sessions = estimate.cohort.sessions
        if estimate.withheld is not None:
            verdicts[estimate.key] = estimate.withheld
        elif sessions == 0:
            verdicts[estimate.key] = "no sessions"
        elif sessions < policy.private_sessions:
            verdicts[estimate.key] = "too few sessions"
        elif not _is_number(estimate.value):
            verdicts[estimate.key] = "not measured"
    return verdicts
