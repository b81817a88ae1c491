"""Months that were released stand beside later ones, as they left."""

import msgspec

from disclosure.tables import Row, rows, shares, summary
from metier.disclosure import Window, closed, release, with_closed
from metier.records import Released


def month_of(month: str, trouble: int) -> Released:
    found = tuple(Row(row.person, {"month": month}) for row in rows({"any": [9] * 12}))
    hit = {f"p{person}" for person in range(trouble)}
    return release(
        shares(found, lambda row: row.person in hit, "month"), summary(found)
    )


def test_an_earlier_month_stands_beside_a_later_one() -> None:
    march, april = month_of("2026-03", 4), month_of("2026-04", 8)

    both = with_closed(april, closed(march), Window("2026-04", "2026-04"))

    assert [(e.key.group, e.value) for e in both.estimates] == [
        ("2026-04", 0.6667),
        ("2026-03", 0.3333),
    ]


def test_months_of_the_window_are_those_of_the_release() -> None:
    march = month_of("2026-03", 4)
    again = month_of("2026-03", 8)

    both = with_closed(again, closed(march), Window("2026-03", "2026-03"))

    assert both == again


def test_a_series_that_is_gone_stays_away() -> None:
    march, april = month_of("2026-03", 4), month_of("2026-04", 8)
    other = tuple(
        msgspec.structs.replace(
            one, key=msgspec.structs.replace(one.key, figure="other")
        )
        for one in closed(march)
    )

    assert with_closed(april, other, Window("2026-04", "2026-04")) == april


def test_what_is_of_no_single_month_is_not_kept() -> None:
    found = rows({"build": [9] * 12, "fix": [9] * 12})

    released = release(shares(found, lambda _: True, "mode"), summary(found))

    assert released.estimates
    assert closed(released) == ()
