"""Rows are read for as long as was agreed, and then no more."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from metier.pooling import write
from metier.pooling.agreed import purge, without_expired
from metier.pooling.agreed.keeping import expired
from metier.pooling.files import Share, seal
from metier.pooling.gathering import gather
from pooling.crowds import base, person_id, shared


def made_in(week: str, person: str) -> Share:
    share = shared(person, base(12, len(person)))
    return seal(msgspec.structs.replace(share, made=week, check=""))


@pytest.mark.parametrize(
    ("day", "over"),
    [(date(2026, 6, 20), False), (date(2026, 6, 21), True)],
)
def test_a_file_is_over_ninety_days_after_its_week(day: date, *, over: bool) -> None:
    # Week 12 of 2026 ends on 22 March.
    assert expired("2026-W12", 90, day) is over


def test_what_was_shared_too_long_ago_is_not_read() -> None:
    files = [made_in("2026-W12", "old"), made_in("2026-W20", "young")]
    gathered = gather((one.person, msgspec.json.encode(one)) for one in files)

    left, gone = without_expired(gathered, 90, date(2026, 7, 1))

    assert gone == 1
    assert {share.person for share in left.shares.values()} == {person_id("young")}


def test_nothing_is_over_in_time() -> None:
    one = made_in("2026-W12", "a")
    gathered = gather([("a", msgspec.json.encode(one))])

    assert without_expired(gathered, 90, date(2026, 4, 1)) == (gathered, 0)


def test_files_that_are_over_are_deleted(tmp_path: Path) -> None:
    files = []
    for name, week in (("old", "2026-W12"), ("young", "2026-W20")):
        path = tmp_path / f"{name}.share.json"
        write(path, made_in(week, name))
        files.append((path, made_in(week, name)))

    gone = purge(files, 90, date(2026, 7, 1))

    assert [path.name for path in gone] == ["old.share.json"]
    assert [path.name for path in tmp_path.iterdir()] == ["young.share.json"]
