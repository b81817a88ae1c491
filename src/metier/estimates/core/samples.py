"""What an estimator is given, looked over once: every refusal says what and why."""

from collections.abc import Hashable, Iterable, Sequence

import msgspec
import numpy as np
from numpy.typing import ArrayLike, NDArray

from metier.errors import EstimateError
from metier.estimates.core.people import Flags, Floats, Indices, factorise
from metier.estimates.core.results import Counts

__all__ = ["People", "Sample", "flags", "numbers", "same_length", "take", "together"]

People = Sequence[Hashable] | NDArray[np.generic]
"""Who had each session: any hashable."""


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """Sessions, which of them a person checked, and how likely that was."""

    machine: NDArray[np.float64]
    gold: NDArray[np.float64]
    """0 where not checked, so that it can be multiplied by a weight of 0."""

    checked: NDArray[np.bool_]
    weight: NDArray[np.float64]
    """checked / probability."""

    people: NDArray[np.intp]
    everybody: int
    """People are numbered below this; a part of the sessions keeps the numbers."""

    @property
    def people_count(self) -> int:
        """Count people who have a session here."""
        return int((np.bincount(self.people) > 0).sum())

    @property
    def sessions(self) -> int:
        """Count sessions."""
        return len(self.machine)

    @property
    def gold_count(self) -> int:
        """Count checked sessions."""
        return int(self.checked.sum())

    @property
    def gold_people(self) -> int:
        """Count people with a checked session."""
        return int((np.bincount(self.people[self.checked]) > 0).sum())

    @property
    def counts(self) -> Counts:
        """Count sessions, people and checked sessions."""
        return Counts(self.sessions, self.people_count, self.gold_count)

    def of(self, rows: Flags) -> "Sample":
        """Return some of the sessions."""
        return Sample(
            machine=self.machine[rows],
            gold=self.gold[rows],
            checked=self.checked[rows],
            weight=self.weight[rows],
            people=self.people[rows],
            everybody=self.everybody,
        )

    def taken_as_gold(self) -> "Sample":
        """Return the machine's values as if each had been checked."""
        return msgspec.structs.replace(
            self,
            gold=self.machine,
            checked=np.ones(self.sessions, dtype=np.bool_),
            weight=np.ones(self.sessions),
        )

    def with_values(self, machine: Floats, gold: Floats) -> "Sample":
        """Return the same sessions with other values."""
        return msgspec.structs.replace(
            self, machine=machine, gold=np.where(self.checked, gold, 0.0)
        )


def take(
    *,
    machine: ArrayLike,
    gold: ArrayLike,
    checked: ArrayLike,
    probability: ArrayLike,
    person: People,
) -> Sample:
    """Look over what an estimator was given, and make it ready."""
    values, truth = numbers(machine, "machine"), numbers(gold, "gold", unknown=True)
    drawn, chance = flags(checked, "checked"), numbers(probability, "probability")
    people = _people(person)
    same_length(
        machine=values, gold=truth, checked=drawn, probability=chance, person=people[0]
    )
    if not len(values):
        raise EstimateError(
            "there are no sessions: an estimate needs at least one. Look at the "
            "filters that chose them."
        )
    _check_gold(truth, drawn)
    _check_chance(chance, drawn)
    weight = np.zeros(len(values))
    weight[drawn] = 1.0 / chance[drawn]
    return Sample(
        machine=values,
        gold=np.where(drawn, truth, 0.0),
        checked=drawn,
        weight=weight,
        people=people[0],
        everybody=people[1],
    )


def numbers(values: ArrayLike, name: str, *, unknown: bool = False) -> Floats:
    """Read one dimension of numbers; NaN only where it may be unknown."""
    try:
        found = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise EstimateError(
            f"`{name}` must hold numbers; {error}. Give levels as 0 and 1, or use "
            "`shares` for named levels."
        ) from error
    if found.ndim != 1:
        raise EstimateError(
            f"`{name}` has {found.ndim} dimensions; give one value a session."
        )
    bad = np.isinf(found) if unknown else ~np.isfinite(found)
    if bad.any():
        raise EstimateError(
            f"`{name}` is not a finite number for {int(bad.sum())} of {len(found)} "
            f"sessions, the first at place {int(np.argmax(bad))}. Leave these "
            "sessions out of every array and say how many they were."
        )
    return found


def flags(values: ArrayLike, name: str) -> Flags:
    """Read one dimension of true and false."""
    found = np.asarray(values)
    if found.ndim != 1:
        raise EstimateError(
            f"`{name}` has {found.ndim} dimensions; give one value a session."
        )
    if found.dtype == np.bool_:
        return found.astype(np.bool_)
    if not np.isin(found, (0, 1)).all():
        raise EstimateError(f"`{name}` must be true or false for every session.")
    return found.astype(np.bool_)


def same_length(**arrays: NDArray[np.generic]) -> None:
    """Refuse arrays that do not belong together."""
    lengths = {name: len(values) for name, values in arrays.items()}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{name} {length}" for name, length in lengths.items())
        raise EstimateError(
            f"the arrays have different lengths ({told}); every array holds one "
            "value a session, in the same order."
        )


def together(*parts: Iterable[Hashable]) -> Indices:
    """Give the combinations of several columns of hashables numbers."""
    return factorise(list(zip(*parts, strict=True)))[0]


def _people(person: People) -> tuple[Indices, int]:
    codes, found = factorise(person)
    if any(one is None or one != one for one in found):  # noqa: PLR0124 - NaN
        raise EstimateError(
            "`person` is unknown (None or NaN) for some sessions. Whose they are "
            "decides the interval: name each, or leave them out and count them."
        )
    return codes, len(found)


def _check_gold(gold: Floats, checked: Flags) -> None:
    stray = ~checked & ~np.isnan(gold)
    if stray.any():
        raise EstimateError(
            f"{int(stray.sum())} sessions have a gold value though `checked` is "
            "false. Sessions checked outside the random draw cannot be used: set "
            "their gold to NaN, or draw again with `metier gold draw`."
        )
    missing = checked & np.isnan(gold)
    if missing.any():
        raise EstimateError(
            f"{int(missing.sum())} checked sessions have no gold value (NaN). Set "
            "`checked` to false for answers that were declined, and multiply "
            "`probability` by the share of answers given."
        )


def _check_chance(probability: Floats, checked: Flags) -> None:
    if not checked.any() and not probability.any():
        return  # Nothing was drawn: there is no design to look at.
    zero = probability <= 0
    if zero.any():
        raise EstimateError(
            f"{int(zero.sum())} sessions had probability 0 of being checked. No "
            "estimate can speak for sessions that could never be drawn: leave them "
            "out, or draw by a design in which each has a chance."
        )
    if (probability > 1).any():
        raise EstimateError(
            f"{int((probability > 1).sum())} sessions have a probability above 1; "
            "give the probability of being checked, from 0 to 1."
        )
