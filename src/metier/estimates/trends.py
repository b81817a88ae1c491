"""Four readings of one trend by month: what changed, and what only seems to.

`raw`: the means as they are. `mix`: as if every month had the tasks of the whole
window. `people`: within people, so that newcomers change nothing. `bridge`: the raw
means with the drift of the annotator taken out, as a bridge set shows it
(methods 3.3).
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np

from metier.errors import EstimateError
from metier.estimates.adjusting import adjusted_rates
from metier.estimates.asking import Asking, Cell
from metier.estimates.fitting import indicators, present
from metier.estimates.frames import Sessions
from metier.estimates.linear import Fit, fit, joint_cells, sandwich
from metier.estimates.naive import clustering, compact, mean_of
from metier.estimates.people import Floats, Indices, ratio_of_sums, sums_by
from metier.estimates.results import Counts, Result, Wald, critical, wald
from metier.facts import Frame
from metier.records import Estimate, Figure, Mean, Panel, Where

__all__ = ["Drift", "drift", "trend"]

FIGURE = "trends"


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


def trend(
    frame: Frame,
    of: str,
    *,
    where: tuple[Where, ...] = (),
    mix: tuple[str, ...] = ("work_mode",),
    drifts: Mapping[str, Drift] | None = None,
) -> tuple[Estimate, ...]:
    """Read the monthly mean of a column in every way that the data allow.

    `drifts` gives, for each month annotated by a later annotator, how it differs
    from the first one; without it there is no bridge reading.
    """
    sessions = Sessions(frame)
    need = Mean(of=of, by="month", where=where)
    panel = Panel(id=of, needs=(need,), mark="lines")
    figure = Figure(
        id=FIGURE, exhibit="", question="", section="who", panels=(panel,), caveat=""
    )
    asking = Asking(figure, panel, need, sessions)
    readings = (_raw(asking), _mix(asking, mix), _people(asking))
    found = [one for reading in readings for one in reading]
    if drifts is not None:
        found.extend(_bridge(_raw(asking), drifts))
    return tuple(found)


def _raw(asking: Asking) -> Iterator[Estimate]:
    for cell in asking.cells():
        if len(cell.rows):
            values = _values(asking)[cell.rows]
            people = asking.sessions.people[cell.rows]
            result = mean_of(values, people, annotated=bool(asking.annotated()))
            yield _named(asking, cell, result, "raw")


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
        yield _named(asking, cell, result, "mix")


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
        yield _named(
            asking, cell, _result(asking, numbers, cell.rows, method), "people"
        )


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


def _bridge(raw: Iterator[Estimate], drifts: Mapping[str, Drift]) -> Iterator[Estimate]:
    for one in raw:
        key = msgspec.structs.replace(one.key, series="bridge")
        gap = drifts.get(one.key.group)
        if gap is None or one.value is None:
            yield msgspec.structs.replace(one, key=key)
            continue
        value = one.value - gap.value
        error = float(np.hypot(one.standard_error or 0.0, gap.standard_error))
        half = critical(min(one.cohort.people, gap.people) - 1.0) * error
        yield msgspec.structs.replace(
            one,
            key=key,
            value=value,
            low=value - half,
            high=value + half,
            standard_error=error,
            method=(
                f"{one.method}; the annotator's drift of {gap.value:+.3f} is taken "
                f"out, by {gap.sessions} sessions that both annotators answered"
            ),
        )


def _values(asking: Asking) -> Floats:
    return asking.sessions.number(getattr(asking.need, "of", ""))


def _result(
    asking: Asking, numbers: tuple[float, float, float], rows: Indices, method: str
) -> Result:
    counts = Counts(len(rows), compact(asking.sessions.people[rows])[1])
    return wald(Wald(*numbers), counts, method, annotated=bool(asking.annotated()))


def _named(asking: Asking, cell: Cell, result: Result, series: str) -> Estimate:
    cohort = asking.cohort(cell, of=f"mean of {asking.panel.id}, {series}")
    made = asking.estimate(cell, result, cohort)
    return msgspec.structs.replace(
        made, key=msgspec.structs.replace(made.key, series=series)
    )
