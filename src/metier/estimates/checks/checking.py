"""Numbers of the page, corrected by the sessions that people checked.

A cell is the machine's too: which sessions are rated expert, which have a clear
goal. So a share in a cell is a rate, hits over members, both corrected
(methods 1.1). A cell with too little gold keeps the machine's number and says so.
"""

from collections.abc import Callable

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.errors import EstimateError
from metier.estimates.cells.asking import Asking, Cell
from metier.estimates.cells.frames import Sessions
from metier.estimates.checks.correcting import Designed, Drawn, corrected_slopes
from metier.estimates.core.naive import acceptable, clustering
from metier.estimates.core.people import Flags, Floats
from metier.estimates.core.results import Counts, Result, between, not_corrected
from metier.estimates.core.samples import Sample, flags, numbers
from metier.estimates.corrected.ratios import rate
from metier.estimates.corrected.rectified import corrected_ratio
from metier.facts import Frame

__all__ = ["GOLD_A_CELL", "Checked", "Truth", "Values"]

GOLD_A_CELL = 50
"""With fewer checked sessions in a cell it is not corrected (methods 10)."""

Values = Callable[[Sessions], NDArray[np.generic]]
"""What is measured, for every session of the machine's or of the checked frame."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What people said of sessions drawn at random, beside the machine's frame."""

    frame: Frame
    """The same sessions in the same order, with people's answers where checked."""

    checked: NDArray[np.bool_]
    probability: NDArray[np.float64]
    """Chance of having been drawn and answered; may be NaN where not checked."""

    facets: frozenset[str]
    """Facets that people answered. What rests on others stays uncorrected."""

    columns: frozenset[str] = frozenset()
    """Measures that are known of the checked sessions though a facet that the machine
    needs for them was not asked."""


class Truth:
    """The checked sessions, ready to correct a cell."""

    def __init__(self, given: Checked, machine: Sessions) -> None:
        """Take what was checked, and the machine's frame it belongs to."""
        checked = flags(given.checked, "checked")
        chance = numbers(
            np.where(checked, given.probability, 1.0), "probability of the checked"
        )
        if len(given.frame) != len(machine) or len(checked) != len(machine):
            raise EstimateError(
                f"{len(machine)} sessions by machine and {len(given.frame)} in the "
                "checked frame: both must hold the same sessions in the same order."
            )
        if ((chance <= 0) | (chance > 1)).any():
            raise EstimateError(
                "some checked sessions have a probability outside 0 to 1; draw again "
                "with `metier gold draw`, which stores it."
            )
        self.facets = given.facets
        self.columns = given.columns
        self.sessions = Sessions(given.frame)
        self.checked = checked
        self.weight = np.where(checked, 1.0 / chance, 0.0)

    def covers(self, asking: Asking) -> bool:
        """Say whether people answered every facet that the need rests on."""
        needed = asking.annotated(self.columns)
        return bool(asking.annotated()) and set(needed) <= self.facets

    def rate(
        self,
        asking: Asking,
        cell: Cell,
        values: Values,
        machine_alone: Result,
        keeps: Values | None = None,
    ) -> Result:
        """Return the corrected share or mean of a cell, or the machine's.

        `keeps` says which sessions the need was narrowed to.
        """
        if not self.covers(asking):
            return not_corrected(machine_alone, _NOT_ASKED)
        inside, true_inside = self._insides(asking, cell, keeps)
        gold = int(true_inside.sum())
        if gold < GOLD_A_CELL:
            return _too_few(machine_alone, gold)
        below = self._sample(asking, inside, true_inside)
        top = below.with_values(
            _in(values(asking.sessions), inside),
            _in(values(self.sessions), true_inside),
        )
        people = np.unique(asking.sessions.people[true_inside])
        if below.people_count > 1 and len(people) == 1:
            return not_corrected(machine_alone, _ONE_PERSON)
        result = rate(top, below, None)
        if cell.partition:
            result = _summing(result, rate(top, below, 1.0))
        return msgspec.structs.replace(
            result,
            sessions=machine_alone.sessions,
            people=machine_alone.people,
            gold=gold,
        )

    def quantile(
        self, asking: Asking, cell: Cell, numbers: Floats, q: float, alone: Result
    ) -> Result:
        """Return the corrected quantile of a number that the log knows.

        The share of the cell's sessions up to a value is a rate, members up to it
        over members, both corrected; the quantile is where it crosses `q`.
        """
        if not self.covers(asking):
            return not_corrected(alone, _NOT_ASKED)
        inside, true_inside = self._insides(asking, cell)
        gold = int(true_inside.sum())
        people = len(np.unique(asking.sessions.people[true_inside]))
        if gold < GOLD_A_CELL or people == 1 < alone.people:
            return _too_few(alone, gold)
        below = self._sample(asking, inside, true_inside)

        def up_to(value: float) -> tuple[float, float, float]:
            low = numbers <= value
            top = below.with_values(_in(low, inside), _in(low, true_inside))
            found = corrected_ratio(top, below, 1.0)
            return found.value, found.variance, found.df

        grid = np.unique(numbers[inside | true_inside])
        shares = np.maximum.accumulate([up_to(float(value))[0] for value in grid])
        place = _reached(grid, shares, q)
        _, variance, df = up_to(place)
        effective = q * (1.0 - q) / variance if variance > 0 else float(gold)
        ends = acceptable(q, min(effective, float(inside.sum())), df)
        words = (
            f"quantile {q:g} by the distribution corrected by {gold} checked sessions "
            f"(untuned); label error is in the interval; {clustering(people, df)}"
        )
        return between(
            place,
            (_reached(grid, shares, ends[0]), _reached(grid, shares, ends[1])),
            Counts(alone.sessions, alone.people, gold),
            words,
        )

    def slopes(self, asking: Asking, designed: Designed) -> tuple[Result, ...] | None:
        """Return the corrected slopes of a regression without fixed effects."""
        controls: tuple[str, ...] = getattr(asking.need, "controls", ())
        if controls or not self.covers(asking):
            return None
        drawn = Drawn(
            checked=self.checked, weight=self.weight, people=asking.sessions.people
        )
        return corrected_slopes(
            designed(asking.sessions), designed(self.sessions), drawn
        )

    def _insides(
        self, asking: Asking, cell: Cell, keeps: Values | None = None
    ) -> tuple[Flags, Flags]:
        """Say which sessions the machine puts in a cell, and people did."""
        twin = Asking(asking.figure, asking.panel, asking.need, self.sessions)
        if keeps is not None:
            twin = twin.narrowed(keeps(self.sessions).astype(np.bool_), "")
        return _members(asking, cell), _members(twin, cell) & self.checked

    def _sample(self, asking: Asking, inside: Flags, true_inside: Flags) -> Sample:
        return Sample(
            machine=inside.astype(np.float64),
            gold=true_inside.astype(np.float64),
            checked=self.checked,
            weight=self.weight,
            people=asking.sessions.people,
            everybody=asking.sessions.people_count,
        )


_NOT_ASKED = "people were not asked all that it rests on"
_ONE_PERSON = "the checked sessions of this cell are one person's"


def _too_few(alone: Result, gold: int) -> Result:
    return not_corrected(
        alone, f"{gold} sessions of this cell were checked, too few to correct it"
    )


def _reached(grid: Floats, shares: NDArray[np.float64], share: float) -> float:
    """Return the first value up to which at least this share of sessions is."""
    place = int(np.searchsorted(shares, share, "left"))
    return float(grid[min(place, len(grid) - 1)])


def _summing(chosen: Result, untuned: Result) -> Result:
    """Keep the levels' shares summing to one: the same tuning for all of them."""
    if chosen.standard_error is not None:
        return untuned
    return msgspec.structs.replace(
        untuned,
        low=min(chosen.low or 0.0, untuned.value),
        high=max(chosen.high or 1.0, untuned.value),
        standard_error=None,
        method=f"{untuned.method}; interval: {chosen.method}",
    )


def _members(asking: Asking, cell: Cell) -> Flags:
    kept = asking.selection.kept
    if asking.splitting is None:
        return kept
    # A share of levels has the level as group, and the group as split.
    name = cell.split or cell.group
    return kept & asking.splitting.levels.at(name)


def _in(values: NDArray[np.generic], rows: Flags) -> Floats:
    return np.where(rows, values.astype(np.float64), 0.0)
