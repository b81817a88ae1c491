"""Nobody is found by subtracting one release from another."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from disclosure.tables import Row, levels, rows, shares, summary
from metier.disclosure import Ledger, Now, Policy, Window, release
from metier.errors import DisclosureError
from metier.records import Estimate, Released

MARCH = Window("2026-03", "2026-04")
TEAM = {"build": [9] * 9, "fix": [5] * 9}
POLICY = Policy()


def succeeded(row: Row) -> bool:
    return row.person in {"p1", "p3", "p5", "p9"}


def now(found: Iterable[Row]) -> Now:
    return Now(people=tuple({row.person for row in found}))


def asked(found: Iterable[Row]) -> tuple[Estimate, ...]:
    every = tuple(found)
    return (
        *shares(every, succeeded),
        *shares(every, succeeded, "mode", figure="mode"),
    )


def marked(found: Sequence[Row]) -> Now:
    """Tell single sessions: each row by its place among its person's."""

    def answer(places: Sequence[int]) -> Iterable[Estimate]:
        return asked(found[place] for place in places)

    seen: dict[str, int] = {}
    marks = []
    for row in found:
        seen[row.person] = seen.get(row.person, 0) + 1
        marks.append(f"{row.person} {seen[row.person]}")
    return Now(people=now(found).people, sessions=tuple(marks), answer=answer)


def publish(
    ledger: Ledger,
    found: tuple[Row, ...],
    window: Window = MARCH,
    made: str = "1 May",
    here: Now | None = None,
) -> Released:
    told = here or now(found)
    earlier = ledger.compare(window, told, POLICY)
    released = release(asked(found), summary(found), earlier=earlier)
    ledger.add(released, window, told, made)
    return released


def test_a_newcomer_is_not_found() -> None:
    ledger = Ledger()
    nine = rows(TEAM)
    publish(ledger, nine)

    with pytest.raises(DisclosureError, match="1 of the people have changed since"):
        publish(ledger, (*nine, *rows({"build": [0] * 9 + [8]})))


def test_without_the_ledger_the_newcomer_is_found() -> None:
    nine = rows(TEAM)
    ten = (*nine, *rows({"build": [0] * 9 + [8]}))

    (before,) = release(shares(nine, succeeded), summary(nine)).estimates
    (after,) = release(shares(ten, succeeded), summary(ten)).estimates

    hits = after.value * after.sessions - before.value * before.sessions
    assert round(hits / (after.sessions - before.sessions), 1) == 1.0


def test_five_newcomers_are_a_crowd() -> None:
    ledger = Ledger()
    nine = rows(TEAM)
    publish(ledger, nine)

    released = publish(ledger, (*nine, *rows({"build": [0] * 9 + [8] * 5})))

    assert {estimate.key.figure for estimate in released.estimates} == {
        "mode",
        "shares",
    }


def test_a_cell_that_grew_by_a_few_sessions_is_withheld() -> None:
    ledger = Ledger()
    before = rows(TEAM)
    publish(ledger, before)

    released = publish(ledger, (*before, *rows({"fix": [2]})), made="2 May")

    assert {w.rule for w in released.withheld} >= {"differs from an earlier release"}
    assert not {e.key.group for e in released.estimates} & {"fix", ""}


def test_twenty_late_sessions_of_one_person_are_not_found() -> None:
    before = rows(TEAM)
    late = (*before, *rows({"build": [20]}))
    blind, seeing = Ledger(), Ledger()
    publish(blind, before)
    publish(seeing, before, here=marked(before))

    open_ = publish(blind, late, made="2 May")
    closed = publish(seeing, late, made="2 May", here=marked(late))

    # Counts alone do not tell: nobody is new, and twenty sessions are enough.
    assert {e.key.group for e in open_.estimates} >= {"build", ""}
    assert not {e.key.group for e in closed.estimates} & {"build", ""}


def test_late_sessions_of_a_crowd_are_shown() -> None:
    ledger = Ledger()
    before = rows(TEAM)
    late = (*before, *rows({"fix": [3] * 9}))
    publish(ledger, before, here=marked(before))

    released = publish(ledger, late, made="2 May", here=marked(late))

    assert {e.key.group for e in released.estimates} == {"build", "fix", ""}


def test_what_lost_a_session_is_not_shown_again_beside_what_had_it() -> None:
    ledger = Ledger()
    before = rows({**TEAM, "plan": [9] * 9})
    publish(ledger, before, here=marked(before))
    # A person forgets twenty sessions and has made as many new ones.
    after = (*before[:-18], *rows({"plan": [0] * 7 + [18]}))

    released = publish(ledger, after, made="2 May", here=marked(after))

    assert "plan" not in {e.key.group for e in released.estimates}


def test_a_level_that_grew_by_a_few_sessions_is_withheld() -> None:
    ledger = Ledger()
    before = rows({**TEAM, "plan": [3] * 9})
    after = (*before, *rows({"build": [8] * 9, "plan": [2]}))
    first = release(levels(before, "mode"), summary(before))
    ledger.add(first, MARCH, now(before), "1 May")

    second = release(
        levels(after, "mode"),
        summary(after),
        earlier=ledger.compare(MARCH, now(after), POLICY),
    )

    rules = {w.key.group: w.rule for w in second.withheld}
    assert rules["plan"] == "differs from an earlier release"


def test_the_same_again_is_the_same() -> None:
    ledger = Ledger()
    found = rows(TEAM)

    assert publish(ledger, found) == publish(ledger, found, made="2 May")
    assert len(ledger.entries) == 1


def test_a_window_that_laps_over_an_earlier_one_is_refused() -> None:
    ledger = Ledger()
    found = rows(TEAM)
    publish(ledger, found)

    with pytest.raises(DisclosureError, match="2026-03 to 2026-05"):
        publish(ledger, found, Window("2026-03", "2026-05"))


def test_the_next_months_may_have_other_people() -> None:
    ledger = Ledger()
    found = rows(TEAM)
    publish(ledger, found)

    released = publish(ledger, found[9:], Window("2026-05", "2026-05"))

    assert released.estimates


def test_the_ledger_is_private_and_names_nobody(tmp_path: Path) -> None:
    ledger = Ledger()
    found = tuple(Row("ann@example.org", row.levels) for row in rows(TEAM))
    ledger.add(
        release(shares(rows(TEAM), succeeded), summary(rows(TEAM))),
        MARCH,
        now(found),
        "1 May",
    )

    path = tmp_path / "private" / "ledger.json"
    ledger.write(path)

    assert b"ann" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    assert Ledger.read(path).entries == ledger.entries


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "cannot be read"),
        (b'{"version": 7, "key": "", "entries": []}', "later metier"),
    ],
)
def test_a_broken_ledger_stops_a_release(
    tmp_path: Path, content: bytes, message: str
) -> None:
    (tmp_path / "ledger.json").write_bytes(content)

    with pytest.raises(DisclosureError, match=message):
        Ledger.read(tmp_path / "ledger.json")


def test_without_a_ledger_one_begins(tmp_path: Path) -> None:
    assert Ledger.read(tmp_path / "ledger.json").entries == ()


def test_a_budget_of_noise_is_spent_once() -> None:
    ledger = Ledger()
    ledger.spend(MARCH)
    ledger.spend(Window("2026-05", "2026-06"))

    with pytest.raises(DisclosureError, match="average the noise away"):
        ledger.spend(Window("2026-04", "2026-04"))
