"""Who stands behind a number: what the door must know of its sessions and people."""

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.estimates.core.people import Flags, Floats, Indices
from metier.records import Cohort, Where

__all__ = ["EMPTY", "Crowd", "condition", "conditions", "with_sums", "with_tail"]

EMPTY = Cohort(sessions=0, people=0, largest_share=0.0)


class Crowd(msgspec.Struct, frozen=True):
    """How many sessions each person has, by person number."""

    counts: NDArray[np.intp]

    @classmethod
    def of(cls, people: Indices, everybody: int) -> "Crowd":
        """Count the sessions of each person."""
        return cls(np.bincount(people, minlength=everybody))

    @property
    def sessions(self) -> int:
        """Count sessions."""
        return int(self.counts.sum())

    @property
    def people(self) -> int:
        """Count people with at least one."""
        return int((self.counts > 0).sum())

    @property
    def largest(self) -> float:
        """Share that the person with most sessions has."""
        return float(self.counts.max() / self.sessions) if self.sessions else 0.0

    def without(self, part: "Crowd") -> "Crowd":
        """Count what is outside a part."""
        return Crowd(self.counts - part.counts)

    def cohort(
        self,
        whole: "Crowd",
        *,
        hits: "Crowd | None" = None,
        table: str = "",
        partition: bool = False,
    ) -> Cohort:
        """Describe these sessions as a cell of the whole."""
        outside = self.without(hits) if partition and hits else whole.without(self)
        return Cohort(
            sessions=self.sessions,
            people=self.people,
            largest_share=self.largest,
            hits=None if hits is None else hits.sessions,
            hit_people=None if hits is None else hits.people,
            hit_largest_share=None if hits is None else hits.largest,
            table=table,
            total_sessions=whole.sessions,
            total_people=whole.people,
            rest_people=outside.people,
            partition=partition,
        )


def condition(where: Where) -> str:
    """Say a condition as `column is value`; other tests likewise."""
    if where.test == "known":
        return f"{where.column} known"
    value = where.value
    if isinstance(value, tuple):
        words = ", ".join(value)
    elif isinstance(value, str):
        words = value
    else:
        words = f"{float(value or 0):g}"
    return f"{where.column} {where.test} {words}"


def conditions(*groups: tuple[str, ...]) -> tuple[str, ...]:
    """Put conditions together, sorted, each once."""
    return tuple(sorted({one for group in groups for one in group}))


def with_sums(cohort: Cohort, values: Floats, people: Indices) -> Cohort:
    """Add which part of a sum the person with the largest part has."""
    sums = np.abs(np.bincount(people, weights=values))
    total = float(sums.sum())
    share = float(sums.max() / total) if total > 0 else 0.0
    return msgspec.structs.replace(cohort, largest_sum_share=share)


def with_tail(cohort: Cohort, values: Floats, people: Indices, q: float) -> Cohort:
    """Add the sessions and people at or beyond a quantile, on its outer side."""
    middle = 0.5
    edge = np.quantile(values, q)
    sides: list[Flags] = []
    if q <= middle:
        sides.append(np.asarray(values <= edge))
    if q >= middle:
        sides.append(np.asarray(values >= edge))
    side = min(sides, key=lambda flags: int(flags.sum()))
    crowd = Crowd.of(people[side], 0)
    return msgspec.structs.replace(
        cohort, tail_sessions=crowd.sessions, tail_people=crowd.people
    )
