"""Estimates from pooled sums, with what the door has to know of them."""

import math
from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from metier.errors import EstimateError
from metier.estimates import (
    Result,
    geometric_of_sums,
    mean_of_sums,
    share_of_sums,
    t_quantile,
)
from metier.pooling.files import Moments, Share
from metier.pooling.slopes import Fitted, fit_moments
from metier.pooling.sums import Added, add, needs_by_series, partitioned
from metier.records import Cohort, Estimate, Key, Need, Regression, Slope

__all__ = ["pooled_estimates"]

MIN_SESSIONS, MIN_PEOPLE = 300, 30
_PEOPLE = 2


def pooled_estimates(shares: Sequence[Share]) -> tuple[Estimate, ...]:
    """Answer every number of every figure that is a sum."""
    _refuse_overlap(shares)
    needs = needs_by_series()
    kinds: dict[tuple[str, ...], str] = {
        cell.key: cell.kind for share in shares for cell in share.cells
    }
    whole = add((share.person, share.cells) for share in shares)
    made = [
        _estimate(key, kinds[key], added, whole, needs)
        for key, added in sorted(whole.items())
        if len(added.sessions) >= _PEOPLE
    ]
    return (*made, *_slopes(shares, needs))


def _refuse_overlap(shares: Sequence[Share]) -> None:
    """Refuse sums that hold a session twice: they cannot be taken apart."""
    seen: set[str] = set()
    for share in shares:
        if seen.intersection(share.fingerprints):
            raise EstimateError(
                "two files of sums hold the same session, which sums cannot undo. "
                "Have that person share from one machine, or pool facts."
            )
        seen.update(share.fingerprints)


def _result(kind: str, added: Added) -> Result:
    sums, sessions = added.arrays()
    if kind == "share":
        return share_of_sums(sums, sessions)
    return (geometric_of_sums if kind == "geometric" else mean_of_sums)(sums, sessions)


def _estimate(
    key: tuple[str, ...],
    kind: str,
    added: Added,
    whole: dict[tuple[str, ...], Added],
    needs: dict[tuple[str, str, str], Need],
) -> Estimate:
    figure, panel, series, group, split = key
    result = _result(kind, added)
    need = needs[(figure, panel, series)]
    siblings = [other for name, other in whole.items() if name[:3] == key[:3]]
    return Estimate(
        key=Key(figure=figure, panel=panel, series=series, group=group, split=split),
        unit="share" if kind == "share" else "number",
        value=result.value,
        low=result.low,
        high=result.high,
        standard_error=result.standard_error,
        cohort=_cohort(key, kind, added, siblings, need),
        method=f"{result.method}; from sums",
    )


def _cohort(
    key: tuple[str, ...], kind: str, added: Added, siblings: list[Added], need: Need
) -> Cohort:
    sums, sessions = added.arrays()
    partition = partitioned(need)
    total: dict[str, float] = {}
    for other in [added] if partition else siblings:
        for person, count in other.sessions.items():
            total[person] = total.get(person, 0.0) + count
    inside = {p for p, count in added.sessions.items() if count > 0}
    outside = {p for p, count in total.items() if count - added.sessions.get(p, 0) > 0}
    hits: NDArray[np.float64] | None = sums if kind == "share" else None
    if partition and hits is not None:
        outside = {p for p in inside if added.sessions[p] - added.sums[p] > 0}
    return Cohort(
        sessions=int(sessions.sum()),
        people=len(inside),
        largest_share=float(sessions.max() / sessions.sum()),
        hits=None if hits is None else round(float(hits.sum())),
        hit_people=None if hits is None else int((hits > 0).sum()),
        hit_largest_share=float(hits.max() / hits.sum())
        if hits is not None and hits.sum() > 0
        else None,
        table="/".join(key[:3]) + (f"/{key[4]}" if partition else ""),
        total_sessions=round(sum(total.values())),
        total_people=len(total),
        rest_people=len(outside),
        partition=partition,
        largest_sum_share=float(np.abs(sums).max() / np.abs(sums).sum())
        if kind != "share" and np.abs(sums).sum() > 0
        else None,
    )


def _slopes(
    shares: Sequence[Share], needs: dict[tuple[str, str, str], Need]
) -> Iterator[Estimate]:
    grouped: dict[tuple[str, str, str], list[tuple[str, Moments]]] = {}
    for share in shares:
        for one in share.moments:
            need = needs.get(one.regression)
            if isinstance(need, Regression | Slope):
                own = _own_cell(one, need, share.person)
                grouped.setdefault(one.regression, []).append((share.person, own))
    for place, given in sorted(grouped.items()):
        need = needs[place]
        is_between = isinstance(need, Regression) and need.between
        parts = _means_of_people(given) if is_between else given
        found = _fitted(parts)
        if found is not None:
            yield _slope(place, need, parts, found)


def _means_of_people(parts: Sequence[tuple[str, Moments]]) -> list[tuple[str, Moments]]:
    """Let each session stand with the means of its person, over all machines."""
    people: dict[str, list[Moments]] = {}
    for person, one in parts:
        people.setdefault(person, []).append(one)
    made = []
    for person, own in people.items():
        sessions = sum(one.sessions for one in own)
        mean = np.sum([one.x for one in own], axis=0) / sessions
        upper = np.triu_indices(len(mean))
        outcome = sum(one.y for one in own)
        moments = msgspec.structs.replace(
            own[0],
            sessions=sessions,
            x=tuple((sessions * mean).tolist()),
            y=outcome,
            xx=tuple((sessions * np.outer(mean, mean))[upper].tolist()),
            xy=tuple((mean * outcome).tolist()),
            yy=sum(one.yy for one in own),
        )
        made.append((person, moments))
    return made


def _own_cell(one: Moments, need: Regression | Slope, person: str) -> Moments:
    """Name a person held fixed as the pool names them."""
    cell = tuple(
        person if control == "person" else level
        for control, level in zip(need.controls, one.cell, strict=True)
    )
    return msgspec.structs.replace(one, cell=cell)


def _fitted(parts: Sequence[tuple[str, Moments]]) -> Fitted | None:
    try:
        found = fit_moments(parts)
    except EstimateError:
        return None
    enough = found.sessions >= MIN_SESSIONS and found.people >= MIN_PEOPLE
    return found if enough else None


def _slope(
    place: tuple[str, str, str],
    need: Need,
    parts: Sequence[tuple[str, Moments]],
    found: Fitted,
) -> Estimate:
    value, error = float(found.coefficients[0]), float(found.covariance[0, 0] ** 0.5)
    # Degrees of freedom rounded as everywhere (estimates.results.critical).
    half = t_quantile(0.975, round(max(float(found.df[0]), 1.0), 2)) * error
    ends = (value - half, value, value + half)
    relative = isinstance(need, Slope)
    low, middle, high = (math.expm1(one) if relative else one for one in ends)
    sizes: dict[str, int] = {}
    for person, one in parts:
        sizes[person] = sizes.get(person, 0) + one.sessions
    return Estimate(
        key=Key(
            figure=place[0],
            panel=place[1],
            series=place[2],
            statistic="value" if relative else "slope",
        ),
        unit="ratio" if relative else "points",
        value=middle,
        low=low,
        high=high,
        standard_error=(1 + middle) * error if relative else error,
        cohort=Cohort(
            sessions=found.sessions + found.singletons,
            people=len(sizes),
            largest_share=max(sizes.values()) / sum(sizes.values()),
        ),
        method=(
            f"regression from sums, joint fixed effects; clustered by person, t with "
            f"{float(found.df[0]):.4g} degrees of freedom"
        ),
    )
