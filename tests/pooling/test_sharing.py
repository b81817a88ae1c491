"""What a person lets go follows what that person keeps: pause and forget hold in it."""

from pathlib import Path

import msgspec

from metier.pooling import Share, gather, share
from metier.study import Asked, Study, pausing
from metier.study.opening import opened
from study_logs import write_session


def own_study(tmp_path: Path) -> Study:
    for number in range(4):
        write_session(tmp_path / "logs", f"s{number}", day=f"2026-03-0{number + 1}")
    study = Study(tmp_path / "own")
    study.run(Asked(sources=(tmp_path / "logs",), timezone="UTC"))
    return study


def shared(tmp_path: Path) -> Share:
    with opened(tmp_path / "own") as place:
        return share(place, pool="team", kind="facts", private=tmp_path / "private")


def test_what_was_forgotten_is_gone_from_the_pool_at_the_next_share(
    tmp_path: Path,
) -> None:
    study = own_study(tmp_path)
    before = shared(tmp_path)
    study.forget(sessions=("s1",))
    study.run(Asked(sources=(tmp_path / "logs",), timezone="UTC"))

    after = shared(tmp_path)

    taken = gather(
        (str(n), msgspec.json.encode(s)) for n, s in enumerate((after, before))
    )
    (counted,) = taken.shares.values()
    assert taken.replaced == 1
    assert (len(before.rows), len(counted.rows)) == (4, 3)
    assert {row[0] for row in counted.rows} < {row[0] for row in before.rows}


def test_what_happens_during_a_pause_is_not_shared(tmp_path: Path) -> None:
    own_study(tmp_path)
    before = shared(tmp_path)
    with opened(tmp_path / "own") as place:
        pausing.pause(place)
    write_session(tmp_path / "logs", "s9", day="2026-03-09")

    after = shared(tmp_path)

    assert after.rows == before.rows
    assert after.number == before.number + 1


def test_a_share_names_no_person_folder_or_session(tmp_path: Path) -> None:
    own_study(tmp_path)

    content = msgspec.json.encode(shared(tmp_path))

    for text in (b"dev", b"home", b"project", b"totals", b"pytest", b's1"'):
        assert text not in content
