from pathlib import Path

import pytest

from metier.errors import NothingFoundError
from metier.study.people import MINE, People, Rule
from metier.study.sources import Source, find, machine_sources, named_sources
from study_logs import write_session


def test_folders_that_are_named_are_one_person_each(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_session(tmp_path / name, f"session-{name}")

    listing = find(named_sources((tmp_path / "a", tmp_path / "b")), People())

    assert len({item.person for item in listing.files}) == 2


def test_all_agents_of_a_machine_are_one_persons(tmp_path: Path) -> None:
    write_session(tmp_path / ".claude", "session-1")
    (tmp_path / ".codex" / "sessions").mkdir(parents=True)

    sources = machine_sources({}, tmp_path)

    assert len(sources) == 2
    assert {source.person for source in sources} == {MINE}


def test_a_folder_reached_by_two_ways_is_read_once(tmp_path: Path) -> None:
    write_session(tmp_path / "a", "session-1")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    listing = find(
        (
            Source(path=tmp_path / "a", person="ann"),
            Source(path=tmp_path / "b", person="bob"),
        ),
        People(),
    )

    assert [item.person for item in listing.files] == ["ann"]


def test_a_single_file_can_be_named(tmp_path: Path) -> None:
    path = write_session(tmp_path / "a", "session-1")

    assert [item.path for item in find(named_sources((path,)), People()).files] == [
        path
    ]


def test_a_file_that_the_people_file_does_not_name_has_no_person(
    tmp_path: Path,
) -> None:
    write_session(tmp_path / "a", "session-1")
    people = People(rules=(Rule("other/*", "ann"),))

    (found,) = find(named_sources((tmp_path / "a",)), people).files

    assert found.person is None


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NothingFoundError, match="is not there"):
        named_sources((tmp_path / "none",))
