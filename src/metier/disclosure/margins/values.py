"""Numbers withheld because what they say of a small rest would follow.

A share of a whole and the shares of its parts give away the share of the part that
is not shown: hits can be subtracted. Where that part is smaller than a cell must be,
the smallest of the parts is withheld too.
"""

from collections.abc import Iterable, Mapping

from metier.disclosure.margins.cells import Cells, Name
from metier.disclosure.margins.tables import Table
from metier.disclosure.policy import Policy
from metier.records import Estimate, Key, Rule

__all__ = ["judge_values"]


def judge_values(
    estimates: Iterable[Estimate],
    shown: Iterable[Key],
    cells: Cells,
    tables: Iterable[Table],
    policy: Policy,
) -> dict[Key, Rule]:
    """Return the numbers that must not be shown beside others of their measure."""
    allowed = frozenset(shown)
    found: dict[str, dict[Name, list[Estimate]]] = {}
    for estimate in estimates:
        if estimate.key in allowed and _adds_up(estimate):
            cell = cells.named(estimate)[0]
            same = found.setdefault(estimate.cohort.measure, {})
            same.setdefault(cell, []).append(estimate)
    refused: dict[Key, Rule] = {}
    for table in tables:
        for numbers in found.values():
            for estimate in _too_much(table, numbers, policy):
                refused[estimate.key] = "would follow from its margins"
    return refused


def _adds_up(estimate: Estimate) -> bool:
    """Say whether a number is a mean over its sessions, so that sums follow."""
    cohort = estimate.cohort
    known = bool(cohort.measure) and not cohort.partition
    return known and estimate.key.statistic == "value"


def _too_much(
    table: Table, numbers: Mapping[Name, list[Estimate]], policy: Policy
) -> list[Estimate]:
    """Return the numbers of the smallest part if the rest of a table is too small."""
    if table.whole is None or table.whole not in numbers:
        return []
    parts = [name for name in table.cells if name in numbers]
    hidden = [name for name in table.cells if name not in numbers]
    rest = table.total - sum(name.sessions for name in parts)
    if not parts or not rest:
        return []
    if table.remainder is not None:
        hidden.append(table.remainder)
    people = max((name.people for name in hidden), default=0)
    least = policy.thresholds(numbers[table.whole][0].key.figure)
    if rest >= least.sessions and people >= least.people:
        return []
    return numbers[min(parts, key=lambda name: (name.sessions, name))]
