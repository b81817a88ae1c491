"""Estimates counted from rows, as the estimating room counts them.

A row is one session: its person and its levels. Whatever a test asks of the door
it can ask of these, and hold the answer against the rows themselves.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from metier.records import Cohort, Estimate, Key, StudySummary

__all__ = ["Row", "count", "counts", "levels", "rows", "share", "shares", "summary"]


@dataclass(frozen=True)
class Row:
    """One session."""

    person: str
    levels: Mapping[str, str] = field(default_factory=dict)


def rows(sizes: Mapping[str, Sequence[int]], column: str = "mode") -> tuple[Row, ...]:
    """Make sessions of each level: sizes[level] lists the sessions of each person."""
    return tuple(
        Row(person=f"p{person}", levels={column: level})
        for level, numbers in sizes.items()
        for person, number in enumerate(numbers)
        for _ in range(number)
    )


def summary(found: Iterable[Row], *, private: bool = False) -> StudySummary:
    """Sum up the rows as a study."""
    found = list(found)
    return StudySummary(
        private=private,
        example=False,
        people=len({row.person for row in found}),
        sessions=len(found),
        sessions_seen=len(found),
        first_day="2026-03-02",
        last_day="2026-04-20",
    )


def _people(found: Iterable[Row]) -> Counter[str]:
    return Counter(row.person for row in found)


def _largest(found: Counter[str]) -> float:
    return max(found.values()) / found.total() if found else 0.0


def _without(table: list[Row], inside: list[Row]) -> list[Row]:
    """Return the rows that stand outside: a row is one session, not its values."""
    taken = {id(row) for row in inside}
    return [row for row in table if id(row) not in taken]


def _estimate(
    key: Key, inside: list[Row], every: list[Row], **more: object
) -> Estimate:
    """Build the estimate of one group of a table."""
    people = _people(inside)
    fields: dict[str, object] = {
        "sessions": len(inside),
        "people": len(people),
        "largest_share": _largest(people),
        "total_sessions": len(every),
        "total_people": len(_people(every)),
        **more,
    }
    value = fields.pop("value", None)
    unit = fields.pop("unit", "share")
    return Estimate(
        key=key,
        unit=unit,  # type: ignore[arg-type] # one of the closed set
        value=value,  # type: ignore[arg-type] # a float or None
        cohort=Cohort(**fields),  # type: ignore[arg-type] # checked by the tests
        method="share, clustered by person",
    )


def _groups(
    found: list[Row], by: Sequence[str]
) -> list[tuple[tuple[str, ...], list[Row]]]:
    """Split rows by columns, every combination of levels seen in them."""
    seen: list[list[str]] = [sorted({row.levels[c] for row in found}) for c in by]
    combinations: list[tuple[str, ...]] = [()]
    for options in seen:
        combinations = [(*c, option) for c in combinations for option in options]
    inside: dict[tuple[str, ...], list[Row]] = {c: [] for c in combinations}
    for row in found:
        inside[tuple(row.levels[b] for b in by)].append(row)
    return list(inside.items())


def shares(  # noqa: PLR0913 - as many as a cohort has sides
    found: Iterable[Row],
    hit: Callable[[Row], bool],
    *by: str,
    figure: str = "shares",
    where: tuple[str, ...] = (),
    measure: str = "hit is 1",
    unplaced: Iterable[Row] = (),
) -> tuple[Estimate, ...]:
    """Share of hits in each group: no `by` is the whole, two are a two-way table."""
    table, lost = list(found), list(unplaced)
    made = []
    for group, inside in _groups(table, by):
        hits = [row for row in inside if hit(row)]
        conditions = (*where, *(f"{c} is {v}" for c, v in zip(by, group, strict=True)))
        made.append(
            _estimate(
                Key(
                    figure=figure,
                    group=group[0] if group else "",
                    split=group[1] if len(group) > 1 else "",
                ),
                inside,
                table,
                value=len(hits) / len(inside) if inside else None,
                hits=len(hits),
                hit_people=len(_people(hits)),
                table=" & ".join((*where, *by)),
                where=conditions,
                measure=measure,
                rest_people=len(_people(_without(table, inside))),
                nearby=((len(lost), len(_people(lost))),) if lost else (),
            )
        )
    return tuple(made)


def share(
    found: Iterable[Row], hit: Callable[[Row], bool], **fields: str
) -> tuple[Estimate, ...]:
    """Share of hits in all rows."""
    return shares(found, hit, **fields)  # type: ignore[arg-type] # figure, measure


def counts(
    found: Iterable[Row],
    *by: str,
    figure: str = "counts",
    where: tuple[str, ...] = (),
) -> tuple[Estimate, ...]:
    """Count sessions in each group."""
    made = shares(found, lambda _: True, *by, figure=figure, where=where)
    return tuple(
        Estimate(
            key=estimate.key,
            unit="count",
            value=float(estimate.cohort.sessions),
            cohort=estimate.cohort,
            method="count",
        )
        for estimate in made
    )


def count(found: Iterable[Row], figure: str = "count") -> tuple[Estimate, ...]:
    """Count all sessions."""
    return counts(found, figure=figure)


def levels(
    found: Iterable[Row], of: str, by: str | None = None, figure: str = "levels"
) -> tuple[Estimate, ...]:
    """Share of sessions at each level of a facet, in each group."""
    table = list(found)
    names = sorted({row.levels[of] for row in table})
    made = []
    for group, inside in _groups(table, (by,) if by else ()):
        for level in names:
            hits = [row for row in inside if row.levels[of] == level]
            people = _people(hits)
            others = _people(row for row in inside if row.levels[of] != level)
            made.append(
                _estimate(
                    Key(figure=figure, group=level, split=group[0] if group else ""),
                    inside,
                    table,
                    value=len(hits) / len(inside) if inside else None,
                    hits=len(hits),
                    hit_people=len(people),
                    hit_largest_share=_largest(people),
                    rest_people=len(others),
                    partition=True,
                    table=of,
                    where=tuple(f"{by} is {value}" for value in group),
                    measure=f"{of} is {level}",
                )
            )
    return tuple(made)
