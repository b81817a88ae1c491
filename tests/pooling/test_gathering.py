"""Who counts once, who is refused, and why."""

from pathlib import Path

import msgspec
import pytest

from metier.errors import NothingFoundError, SettingError
from metier.pooling.files import Share, seal, write
from metier.pooling.gathering import Gathered, gather, sources
from pooling.crowds import base, person_id, shared


def gathered(*shares: Share, pool: str | None = None) -> Gathered:
    return gather(((s.machine, msgspec.json.encode(s)) for s in shares), pool)


def again(share: Share, **fields: object) -> Share:
    return seal(msgspec.structs.replace(share, check="", **fields))


def test_the_latest_file_of_a_machine_counts() -> None:
    first = shared("a", base(5, 1))
    later = again(first, number=2, rows=first.rows[:3])

    taken = gathered(later, first)

    assert taken.replaced == 1
    assert [len(s.rows) for s in taken.shares.values()] == [3]


def test_two_machines_of_one_person_are_one_person() -> None:
    taken = gathered(shared("a", base(5, 1)), shared("a", base(4, 2), machine="b2"))

    assert len(taken.shares) == 2
    assert {share.person for share in taken.shares.values()} == {person_id("a")}


def test_one_person_under_two_names_is_found_by_the_sessions() -> None:
    first = shared("a", base(5, 1))
    other = again(first, person=person_id("b"), machine="b2")

    taken = gathered(first, other)

    assert taken.joined == 1
    assert len({share.person for share in taken.shares.values()}) == 1


def test_a_broken_file_is_left_out_and_named() -> None:
    good = shared("a", base(5, 1))

    taken = gather([("good", msgspec.json.encode(good)), ("bad", b"{}")])

    assert set(taken.refused) == {"bad"}
    assert len(taken.shares) == 1


def test_files_of_two_pools_are_told_apart() -> None:
    first = shared("a", base(5, 1))
    other = again(shared("b", base(5, 2)), pool="another")

    with pytest.raises(SettingError, match="--pool"):
        gathered(first, other)
    assert len(gathered(first, other, pool="team").shares) == 1


def test_facts_and_sums_are_not_mixed() -> None:
    with pytest.raises(SettingError, match="one kind"):
        gathered(shared("a", base(5, 1)), shared("b", base(5, 2), "sums"))


def test_two_versions_of_answers_are_not_mixed() -> None:
    first = shared("a", base(5, 1))
    other = again(shared("b", base(5, 2)), annotator="offline-2")

    with pytest.raises(SettingError, match="never mixed"):
        gathered(first, other)


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NothingFoundError, match="metier share"):
        gather(sources([str(tmp_path)]))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="is not there"):
        list(sources([str(tmp_path / "none")]))


def test_files_are_found_in_folders(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    write(tmp_path / "deep" / "a.share.json", shared("a", base(5, 1)))
    (tmp_path / "README.md").write_text("no share")

    assert [Path(name).name for name, _ in sources([str(tmp_path)])] == ["a.share.json"]
