"""What may not cross is refused even where the checksum is right."""

from pathlib import Path

import msgspec
import pytest

from metier.errors import DisclosureError, ShareError
from metier.pooling import gather, pool_study
from metier.pooling.files import CAP, Share, read, seal
from metier.pooling.schema import SHARED
from metier.study.opening import opened
from pooling.crowds import base, person_id, shared

FACTS = shared("a", base(6, 1))
SUMS = shared("a", base(6, 1), "sums")
CELL = next(cell for cell in SUMS.cells if cell.kind == "share")
MEAN = next(cell for cell in SUMS.cells if cell.kind == "mean")
SLOPE = SUMS.moments[0]


def forged(share: Share, **fields: object) -> Share:
    return msgspec.structs.replace(share, check="", **fields)


def with_row(name: str, value: object) -> Share:
    first = list(FACTS.rows[0])
    first[1 + SHARED.index(name)] = value
    return forged(FACTS, rows=(tuple(first), *FACTS.rows[1:]))


def with_cell(**fields: object) -> Share:
    return forged(SUMS, cells=(msgspec.structs.replace(CELL, **fields),))


def with_moments(**fields: object) -> Share:
    return forged(SUMS, moments=(msgspec.structs.replace(SLOPE, **fields),))


@pytest.mark.parametrize(
    ("share", "says"),
    [
        (forged(FACTS, person="Ann Example"), "a person's id"),
        (forged(FACTS, machine="anns-laptop"), "a machine's id"),
        (forged(FACTS, pool="../../etc"), "the pool that is a text"),
        (forged(FACTS, annotator="see\nmy note"), "annotator's name"),
        (forged(FACTS, made="2026-W77"), "a week that is none"),
        (forged(FACTS, months=("March",)), "a month that is none"),
        (forged(FACTS, months=()), "a month that is none"),
        (forged(FACTS, number=-1), "below zero"),
        (forged(FACTS, codebook={"poems": 1}), "a facet that is none"),
        (forged(FACTS, months=("2025-01",)), "a month that the file does not name"),
        (forged(FACTS, rows=FACTS.rows * 4), f"{CAP} are the most"),
        (with_row("turns", float("nan")), "turns is negative, or no finite number"),
        (with_row("turns", float("inf")), "turns is negative, or no finite number"),
        (with_row("turns", -1.0), "turns is negative"),
        (with_row("turns", 1e10), "turns is larger than can be"),
        (with_row("value_usd", 1e6), "value_usd is larger than can be"),
        (
            with_row("trouble", 1.0)
            if "trouble" in SHARED
            else with_row("attempted", 2.0),
            "a flag",
        ),
        (forged(SUMS, rows=FACTS.rows), "rows in a file of sums"),
        (with_cell(sessions=7, sum=1.0), "more sessions than there are"),
        (with_cell(sessions=-1, sum=-1.0), "more sessions than there are"),
        (with_cell(sum=6.5), "a part of a hit"),
        (with_cell(sum=-1.0), "more hits than sessions"),
        (with_cell(key=("poems", "", "", "", "")), "no figure asks for"),
        (with_cell(key=(*CELL.key[:3], "my secret project", "")), "no figure asks for"),
        (forged(SUMS, cells=(CELL, CELL)), "a sum twice"),
        (
            forged(SUMS, cells=(msgspec.structs.replace(MEAN, sum=float("nan")),)),
            "no finite number",
        ),
        (
            forged(SUMS, cells=(msgspec.structs.replace(MEAN, sum=1e300),)),
            "larger than can be",
        ),
        (with_moments(xx=()), "no figure asks for"),
        (with_moments(sessions=99), "more sessions than there are"),
        (with_moments(yy=float("inf")), "no finite number"),
        (with_moments(y=100.0, yy=1.0), "squares that no numbers have"),
        (with_moments(cell=("my secret/project",)), "a cell of a regression"),
        (forged(FACTS, weeks=(("2026-W05", 169, 0, 0, 0, 0, 1),)), "more hours"),
        (forged(FACTS, weeks=(("2026-W05", 1, 1, 1, 1, 1, "x"),)), "no number"),
        (
            forged(FACTS, weeks=(("week five", 1, 1, 1, 1, 1, 1),)),
            "a week that is none",
        ),
    ],
)
def test_what_may_not_cross_is_named(share: Share, says: str) -> None:
    with pytest.raises(ShareError, match=says):
        seal(share)


def test_a_forged_checksum_does_not_help_a_forged_number() -> None:
    # Whoever edits a file can compute the checksum as well.
    content = msgspec.json.encode(with_row("turns", -5.0))

    with pytest.raises(ShareError, match="turns is negative"):
        read(content, "forged.share.json")


def test_a_pool_of_one_gets_nothing(tmp_path: Path) -> None:
    taken = gather([("a", msgspec.json.encode(FACTS))])

    with (
        opened(tmp_path) as study,
        pytest.raises(DisclosureError, match="a study of 1 people: under 5 nothing"),
    ):
        pool_study(study, taken)


@pytest.mark.parametrize("kind", ["facts", "sums"])
def test_everybody_in_one_cell_is_a_page_all_the_same(
    tmp_path: Path, kind: str
) -> None:
    people = {}
    for number in range(14):
        own = base(12, number)
        for name in ("work_mode", "codebase", "outcome"):
            own[name][:] = {"work_mode": "build", "codebase": "modify"}.get(
                name, "succeeded"
            )
        own["expertise"][:] = 4.0
        people[f"p{number}"] = shared(f"p{number}", own, kind)

    with opened(tmp_path) as study:
        released = pool_study(
            study, gather((name, msgspec.json.encode(s)) for name, s in people.items())
        )

    modes = {
        e.key.group: e.value
        for e in released.estimates
        if e.key.figure == "work-modes" and e.key.panel == "modes"
    }
    assert modes["build"] == 1.0
    assert not {group for group, value in modes.items() if value} - {"build"}


def test_nobody_counts_more_than_twenty_sessions_on_two_machines() -> None:
    one = shared("a", base(15, 1))
    rows = tuple((str(row[0])[::-1], *row[1:]) for row in shared("b", base(15, 2)).rows)
    other = seal(msgspec.structs.replace(one, machine="b2", rows=rows, check=""))

    taken = gather((s.machine, msgspec.json.encode(s)) for s in (one, other))

    assert {share.person for share in taken.shares.values()} == {person_id("a")}
    assert sum(len(share.rows) for share in taken.shares.values()) == CAP


def test_sums_of_two_machines_over_twenty_sessions_are_left_out() -> None:
    one, other = shared("a", base(15, 1), "sums"), shared("b", base(15, 2), "sums")
    second = seal(
        msgspec.structs.replace(other, person=one.person, machine="b2", check="")
    )

    taken = gather((s.machine, msgspec.json.encode(s)) for s in (one, second))

    assert len(taken.shares) == 1
    assert "more than 20 sessions" in " ".join(taken.refused.values())
