"""Numbers withheld because, with others of any figure, they give a small cell away.

Targets are the cells that may not be shown for themselves: their sizes, and how many
of their sessions a withheld share counts. What follows from sums and differences of
everything shown is undone by withholding the number that costs least (decision 153).
That a question left sessions out may be told, so sizes that follow from the totals
of whole questions are no targets (decision 52).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from metier.disclosure.margins.cells import Cells, Name
from metier.disclosure.margins.structure import Relation, Span, Structure
from metier.records import Estimate, Key, Rule

__all__ = ["judge_across", "recovered"]

_RULE: Rule = "would follow from its margins"
_MOST_AGAIN = 30
"""So many numbers are tried whether they can be shown after all."""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader has of the sets, and by which numbers."""

    carriers: Mapping[int, tuple[Key, ...]]
    """Numbers that tell the size of a set."""

    rates: frozenset[int]
    """Hits of a yes or no, which may be few (decision 51)."""

    totals: frozenset[int]
    """Sessions of whole questions."""


class Across:
    """A release against everything that its figures say together."""

    def __init__(
        self,
        estimates: Sequence[Estimate],
        refused: Mapping[Name, Rule],
        cells: Cells,
        structure: Structure,
    ) -> None:
        """Take every estimate and the cells that are refused for themselves."""
        self._cells = cells
        self._refused = refused
        self._structure = structure
        self._estimates = [e for e in estimates if e.key in structure]
        self._absent = tuple(structure.absent(e.key for e in self._estimates))

    def follows(self, shown: frozenset[Key]) -> tuple[tuple[Relation, ...], Reading]:
        """List the small cells that follow from what is shown."""
        reading = self._reading(shown)
        span = self._structure.span(self._counts(shown))
        sizes, hits = self._targets(shown)
        known = list(reading.carriers)
        told = {
            one.target for one in span.follows(sorted(sizes), sorted(reading.totals))
        }
        sizes -= told
        plain = [one for one in known if one not in reading.rates]
        found = (
            *span.follows(sorted(sizes - set(known)), plain),
            *span.follows(sorted(hits - set(known)), known),
            *self._means(shown, span),
        )
        return found, reading

    def _reading(self, shown: frozenset[Key]) -> Reading:
        structure = self._structure
        carriers: dict[int, list[Key]] = {structure.everything: []}
        rates: set[int] = set()
        levels: set[int] = set()
        totals = {structure.everything}
        for estimate in self._estimates:
            if estimate.key not in shown:
                continue
            size = structure.sessions(estimate.key)
            carriers.setdefault(size, []).append(estimate.key)
            levels.add(size)
            if not estimate.key.split and (
                estimate.cohort.partition or not estimate.key.group
            ):
                totals.add(size)
            hits = structure.hits(estimate.key)
            if hits is not None and _tells_hits(estimate):
                carriers.setdefault(hits, []).append(estimate.key)
                own = self._cells.speaks_of_level(estimate)
                (levels if own else rates).add(hits)
        return Reading(
            carriers={one: tuple(keys) for one, keys in carriers.items()},
            rates=frozenset(rates - levels),
            totals=frozenset(totals),
        )

    def _counts(self, shown: frozenset[Key]) -> dict[int, int]:
        """Return the sizes that are shown."""
        structure = self._structure
        counts = dict.fromkeys(self._absent, 0)
        for estimate in self._estimates:
            key, cohort = estimate.key, estimate.cohort
            if estimate.withheld == "no sessions":
                counts[structure.sessions(key)] = 0
            if key not in shown:
                continue
            counts[structure.sessions(key)] = cohort.sessions
            hits = structure.hits(key)
            if hits is not None and _tells_hits(estimate):
                counts[hits] = cohort.hits or 0
        return counts

    def _targets(self, shown: frozenset[Key]) -> tuple[set[int], set[int]]:
        """Return small cells: their sizes, and the hits of shares of them."""
        sizes: set[int] = set()
        hits: set[int] = set()
        for estimate in self._estimates:
            if estimate.key in shown:
                continue
            whole, *level = self._cells.named(estimate)
            at_hits = self._structure.hits(estimate.key)
            if whole in self._refused:
                sizes.add(self._structure.sessions(estimate.key))
            if at_hits is not None and (
                whole in self._refused or any(n in self._refused for n in level)
            ):
                hits.add(at_hits)
        return sizes, hits

    def _means(self, shown: frozenset[Key], span: Span) -> Iterator[Relation]:
        """Find means of small cells that follow from means of the same number."""
        families: dict[str, list[Estimate]] = {}
        for estimate in self._estimates:
            value = estimate.key.statistic == "value"
            if value and estimate.cohort.hits is None and estimate.cohort.measure:
                families.setdefault(estimate.cohort.measure, []).append(estimate)
        for same in families.values():
            places = {e.key: self._structure.sessions(e.key) for e in same}
            known = {places[e.key] for e in same if e.key in shown}
            small = {
                places[e.key]
                for e in same
                if e.key not in shown and self._cells.named(e)[0] in self._refused
            }
            yield from span.follows(sorted(small - known), sorted(known))


def _tells_hits(estimate: Estimate) -> bool:
    """Say whether hits follow from the number: a plain share, or its bounds."""
    cohort, value = estimate.cohort, estimate.value
    if cohort.hits is None or value is None:
        return False
    if estimate.key.statistic != "value":
        return True
    return abs(value * cohort.sessions - cohort.hits) < 0.5  # noqa: PLR2004 - rounds to it


def recovered(
    estimates: Sequence[Estimate],
    shown: Iterable[Key],
    refused: Mapping[Name, Rule],
    cells: Cells,
    structure: Structure,
) -> tuple[Key, ...]:
    """Return the withheld numbers of small cells that follow from what is shown."""
    across = Across(estimates, refused, cells, structure)
    keys = frozenset(shown)
    found, _ = across.follows(keys)
    targets = {one.target for one in found}
    return tuple(
        e.key
        for e in estimates
        if e.key not in keys
        and e.key in structure
        and targets & {structure.sessions(e.key), structure.hits(e.key)}
    )


def judge_across(
    estimates: Sequence[Estimate],
    shown: Iterable[Key],
    refused: Mapping[Name, Rule],
    cells: Cells,
    structure: Structure,
) -> dict[Key, Rule]:
    """Return the numbers that must not be shown beside all others."""
    across = Across(estimates, refused, cells, structure)
    sizes = {e.key: e.cohort.sessions for e in estimates}
    left = frozenset(shown)
    taken: list[tuple[Key, ...]] = []
    while True:
        found, reading = across.follows(left)
        if not found:
            break
        gone: set[Key] = set()
        for relation in found:
            carried = [
                keys for one in relation.known if (keys := reading.carriers[one])
            ]
            if any(gone.intersection(keys) for keys in carried) or not carried:
                continue
            # What is said of everybody is told last: it is what most come for.
            victim = min(
                carried,
                key=lambda keys: (
                    any(not key.group for key in keys),
                    len(keys),
                    sizes[keys[0]],
                    keys,
                ),
            )
            gone.update(victim)
            taken.append(victim)
        if not gone:
            break
        left -= gone
    for keys in sorted(taken[-_MOST_AGAIN:], key=lambda keys: -sizes[keys[0]]):
        again = left | frozenset(keys)
        if not across.follows(again)[0]:
            left = again
    return dict.fromkeys(frozenset(shown) - left, _RULE)
