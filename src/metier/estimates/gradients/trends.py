"""Four readings of one trend by month: what changed, and what only seems to.

`raw`: the means as they are. `mix`: as if every month had the tasks of the whole
window. `people`: within people, so that newcomers change nothing. `bridge`: with the
sessions that only an earlier annotator answered, its drift taken out by the sessions
that both answered (methods 3.3).
"""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.errors import EstimateError
from metier.estimates.cells.asking import Asking, Cell
from metier.estimates.cells.frames import Sessions
from metier.estimates.checks.checking import Truth
from metier.estimates.core.naive import clustering, compact, mean_of
from metier.estimates.core.people import Floats, Indices, ratio_of_sums, sums_by
from metier.estimates.core.results import Counts, Result, Wald, critical, wald
from metier.estimates.gradients.adjusting import adjusted_rates
from metier.estimates.gradients.fitting import indicators, present
from metier.estimates.regressions.linear import Fit, fit, joint_cells, sandwich
from metier.facts import Frame
from metier.records import Estimate, Figure, Panel, Trend, Where

__all__ = ["Bridge", "Drift", "drift", "reading", "trend"]

FIGURE = "trends"

FEWEST_BRIDGES = 20
"""With fewer sessions that both annotators answered nothing is bridged."""

Reading = Literal["raw", "mix", "people", "bridge"]


class Drift(msgspec.Struct, frozen=True, kw_only=True):
    """How much higher the new annotator answers the very same sessions."""

    value: float
    standard_error: float
    sessions: int
    people: int


def drift(
    *,
    old: Sequence[float] | Floats,
    new: Sequence[float] | Floats,
    person: Sequence[str],
) -> Drift:
    """Compare two annotators on a bridge set of sessions."""
    gaps = np.asarray(new, dtype=np.float64) - np.asarray(old, dtype=np.float64)
    people, names = np.unique(np.asarray(person, dtype=str), return_inverse=True)
    if len(people) < 2:  # noqa: PLR2004 - one person
        raise EstimateError(
            "a bridge set needs sessions of at least two people; there are "
            f"{len(people)}."
        )
    result = mean_of(gaps, names.astype(np.intp), annotated=False)
    return Drift(
        value=result.value,
        standard_error=result.standard_error or 0.0,
        sessions=len(gaps),
        people=len(people),
    )


class Bridge(msgspec.Struct, frozen=True, kw_only=True):
    """Sessions that an earlier annotator answered, beside those of today's."""

    frame: Frame
    """Every session of today's frame, in its order; where today's annotator answered
    nothing (the log was gone when it came) with the earlier one's answers."""

    earlier: Frame
    """The same sessions with the earlier annotator's answers alone."""

    older: NDArray[np.bool_]
    """Sessions that the earlier annotator alone answered."""

    def drift(self, of: str) -> Drift | None:
        """Compare both annotators where both answered; None with fewer than 20."""
        new, old = self.frame.number(of), self.earlier.number(of)
        both = ~self.older & ~np.isnan(new) & ~np.isnan(old)
        people = self.frame.text("person")[both]
        if both.sum() < FEWEST_BRIDGES or len(set(people.tolist())) < 2:  # noqa: PLR2004 - one person
            return None
        return drift(old=old[both], new=new[both], person=people.tolist())


def reading(
    asking: Asking, need: Trend, bridge: Bridge | None, truth: Truth | None = None
) -> Iterator[Estimate]:
    """Read the monthly mean of a column in the way the need asks for.

    Months as they are can be corrected by checked sessions; the other readings hold
    the machine's mix or compare sessions within people, and say that they are not.
    """
    match need.reading:
        case "raw":
            found = _raw(asking, truth)
        case "mix":
            found = _mix(asking, need.mix)
        case "people":
            found = _people(asking)
        case "bridge":
            found = _bridged(asking, need, bridge)
    by_month = {one.key.group: one for one in found}
    for cell in asking.cells():
        made = by_month.get(cell.group)
        if made is None:
            cohort = asking.cohort(cell, of=f"mean of {need.of}, {need.reading}")
            yield asking.nothing(cell, rule="not measured", cohort=cohort)
        else:
            yield made


def _bridged(asking: Asking, need: Trend, bridge: Bridge | None) -> Iterator[Estimate]:
    """Take sessions of an earlier annotator in, moved by what separates the two."""
    gap = None if bridge is None else bridge.drift(need.of)
    if bridge is None or gap is None:
        return
    whole = Asking(asking.figure, asking.panel, need, Sessions(bridge.frame))
    people = min(gap.people, whole.sessions.people_count)
    for cell in whole.cells():
        if not len(cell.rows):
            continue
        part = float(bridge.older[cell.rows].mean())
        values = _values(whole)[cell.rows] + gap.value * bridge.older[cell.rows]
        found = mean_of(values, whole.sessions.people[cell.rows], annotated=True)
        error = float(np.hypot(found.standard_error or 0.0, part * gap.standard_error))
        half = critical(people - 1.0) * error
        moved = msgspec.structs.replace(
            found,
            low=found.value - half,
            high=found.value + half,
            standard_error=error,
            method=(
                f"{found.method}; {part:.0%} of the month's sessions were answered by "
                f"an earlier annotator alone and moved by {gap.value:+.3f}, as "
                f"{gap.sessions} sessions of {gap.people} people show, answered by both"
            ),
        )
        yield _named(whole, cell, moved)


def trend(
    frame: Frame,
    of: str,
    *,
    where: tuple[Where, ...] = (),
    mix: tuple[str, ...] = ("work_mode",),
    bridge: Bridge | None = None,
) -> tuple[Estimate, ...]:
    """Read the monthly mean of a column in every way that the data allow."""
    sessions = Sessions(frame)
    readings: tuple[Reading, ...] = ("raw", "mix", "people", "bridge")
    needs = tuple(
        Trend(series=one, of=of, reading=one, by="month", where=where, mix=mix)
        for one in readings
    )
    panel = Panel(id=of, needs=needs, mark="lines")
    figure = Figure(
        id=FIGURE, exhibit="", question="", section="who", panels=(panel,), caveat=""
    )
    made = (
        one
        for need in needs
        for one in reading(Asking(figure, panel, need, sessions), need, bridge)
    )
    return tuple(one for one in made if one.value is not None)


def _raw(asking: Asking, truth: Truth | None) -> Iterator[Estimate]:
    of = getattr(asking.need, "of", "")
    for cell in asking.cells():
        if len(cell.rows):
            values = _values(asking)[cell.rows]
            people = asking.sessions.people[cell.rows]
            result = mean_of(values, people, annotated=bool(asking.annotated()))
            if truth is not None:
                result = truth.rate(asking, cell, lambda each: each.number(of), result)
            yield _named(asking, cell, result)


def _mix(asking: Asking, columns: tuple[str, ...]) -> Iterator[Estimate]:
    rows = np.flatnonzero(asking.selection.kept)
    codes = [asking.sessions.levels(name).codes[rows] for name in columns]
    strata = np.full(len(asking.sessions), -1, dtype=np.intp)
    strata[rows] = joint_cells(codes, len(rows))
    cells = [cell for cell in asking.cells() if len(cell.rows)]
    if not cells:
        return
    size = int(strata.max()) + 1
    counts = [np.bincount(strata[cell.rows], minlength=size) for cell in cells]
    everywhere = np.all(np.asarray(counts) > 0, axis=0)
    if not everywhere.any():
        return
    standard = np.sum(counts, axis=0) * everywhere
    for cell, count in zip(cells, counts, strict=True):
        inside = cell.rows[everywhere[strata[cell.rows]]]
        weight = (standard / np.maximum(count, 1))[strata[inside]]
        part = len(inside) / len(cell.rows)
        result = _weighted(asking, inside, weight, f"{part:.0%} of the sessions")
        yield _named(asking, cell, result)


def _weighted(asking: Asking, rows: Indices, weight: Floats, covers: str) -> Result:
    values = _values(asking)[rows]
    people, count = compact(asking.sessions.people[rows])
    units = np.arange(len(rows)) if count == 1 else people
    sizes = len(rows) if count == 1 else count
    spread = ratio_of_sums(
        sums_by(units, weight * values, sizes), sums_by(units, weight, sizes)
    )
    method = (
        f"mean at the mix of tasks of the whole window, {covers} of the month are of "
        f"kinds that every month has; {clustering(count, spread.df)}"
    )
    return _result(asking, (spread.value, spread.variance, spread.df), rows, method)


def _people(asking: Asking) -> Iterator[Estimate]:
    rows = np.flatnonzero(asking.selection.kept)
    months = asking.sessions.levels("month")
    names = present(months, rows)
    fitted = _within(asking, rows, names)
    if fitted is None:
        return
    codes = np.searchsorted(np.asarray(names), np.asarray(months.names))
    codes = codes[months.codes[rows]]
    values = _values(asking)[rows]
    effects = np.concatenate([[0.0], fitted.coefficients])
    weights = np.bincount(codes, minlength=len(effects)) / len(rows)
    rates = adjusted_rates(float(values.mean()), effects, weights)
    around = (values - values.mean() - (effects[codes] - weights @ effects)) / len(rows)
    people, count = compact(asking.sessions.people[rows])
    for cell in asking.cells():
        if cell.group not in names:
            continue
        level = names.index(cell.group)
        towards = np.eye(len(effects))[level] - weights
        influence = around + fitted.influence @ towards[1:]
        variance = float(sandwich(influence[:, None], people, count)[0, 0])
        df = float(fitted.df.min())
        method = (
            "mean with the same people in every month (month effects within person); "
            f"{clustering(count, df)}"
        )
        numbers = (float(rates[level]), variance, df)
        yield _named(asking, cell, _result(asking, numbers, cell.rows, method))


def _within(asking: Asking, rows: Indices, names: tuple[str, ...]) -> Fit | None:
    people = asking.sessions.people[rows]
    months = asking.sessions.levels("month")
    if len(names) < 2 or not (people != people[0]).any():  # noqa: PLR2004 - a pair
        return None
    try:
        return fit(
            _values(asking)[rows], indicators(months, names, rows), people, people
        )
    except EstimateError:
        # Nobody was there in two months: nothing can be said within people.
        return None


def _values(asking: Asking) -> Floats:
    return asking.sessions.number(getattr(asking.need, "of", ""))


def _result(
    asking: Asking, numbers: tuple[float, float, float], rows: Indices, method: str
) -> Result:
    counts = Counts(len(rows), compact(asking.sessions.people[rows])[1])
    return wald(Wald(*numbers), counts, method, annotated=bool(asking.annotated()))


def _named(asking: Asking, cell: Cell, result: Result) -> Estimate:
    need = asking.need
    name = need.reading if isinstance(need, Trend) else ""
    values = _values(asking)[cell.rows]
    hits = values > 0 if np.isin(values, (0, 1)).all() else None
    cohort = asking.cohort(cell, hits=hits, of=f"mean of {asking.panel.id}, {name}")
    return asking.estimate(cell, result, cohort)
