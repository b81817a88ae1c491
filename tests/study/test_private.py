from pathlib import Path

import pytest

from metier.errors import SaltLostError
from metier.study.private import FileEntry, Private, read_salt


def entry(path: str, *sessions: str) -> FileEntry:
    return FileEntry(
        path=Path(path),
        person="p",
        root=Path("/logs"),
        size=3,
        mtime_ns=4,
        digest=b"d",
        sessions=sessions,
    )


def test_a_salt_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = read_salt(tmp_path, fingerprint=None)

    again = read_salt(tmp_path, fingerprint=first.fingerprint)

    assert again == first
    assert (tmp_path / "salt").stat().st_mode & 0o077 == 0


def test_two_studies_have_two_salts(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()

    one, two = (read_salt(tmp_path / name, fingerprint=None) for name in ("one", "two"))

    assert one.id("session", "abc") != two.id("session", "abc")


def test_the_same_name_has_another_id_as_another_thing(tmp_path: Path) -> None:
    salt = read_salt(tmp_path, fingerprint=None)

    assert salt.id("session", "abc") != salt.id("project", "abc")


def test_a_lost_salt_is_not_made_anew(tmp_path: Path) -> None:
    salt = read_salt(tmp_path, fingerprint=None)
    (tmp_path / "salt").unlink()

    with pytest.raises(SaltLostError, match="Put the file back, or start a new study"):
        read_salt(tmp_path, fingerprint=salt.fingerprint)

    assert not (tmp_path / "salt").exists()


def test_a_foreign_salt_is_refused(tmp_path: Path) -> None:
    salt = read_salt(tmp_path, fingerprint=None)
    (tmp_path / "salt").write_text("00" * 32)

    with pytest.raises(SaltLostError, match="not the salt that made"):
        read_salt(tmp_path, fingerprint=salt.fingerprint)


@pytest.mark.parametrize("content", ["", "no hex", "\x00"])
def test_a_broken_salt_is_said_to_be_broken(tmp_path: Path, content: str) -> None:
    salt = read_salt(tmp_path, fingerprint=None)
    (tmp_path / "salt").write_text(content)

    with pytest.raises(SaltLostError):
        read_salt(tmp_path, fingerprint=salt.fingerprint)


def test_files_come_back_even_with_names_that_are_no_text(tmp_path: Path) -> None:
    odd = entry("/logs/caf\udce9.jsonl", "s1")
    with Private(tmp_path) as private:
        private.remember([odd], [("p1", "/home/dev/caf\udce9")])

    with Private(tmp_path) as again:
        assert again.files() == {odd.path: odd}
        assert again.projects() == {"p1": "/home/dev/caf\udce9"}


def test_a_file_read_again_replaces_what_was_known_of_it(tmp_path: Path) -> None:
    with Private(tmp_path) as private:
        private.remember([entry("/logs/a.jsonl", "s1")], [])
        private.remember([entry("/logs/a.jsonl", "s1", "s2")], [])

        assert private.files()[Path("/logs/a.jsonl")].sessions == ("s1", "s2")


def test_what_is_forgotten_is_remembered_by_hash_alone(tmp_path: Path) -> None:
    with Private(tmp_path) as private:
        private.forget("session", ["s1"])

        assert private.forgotten("session") == {"s1"}
        assert private.forgotten("project") == frozenset()


def test_marks_lie_in_the_index_alone_and_go_with_their_file(tmp_path: Path) -> None:
    gone = entry(str(tmp_path / "gone.jsonl"), "s1")
    with Private(tmp_path) as private:
        private.remember([gone], [])
        private.keep_marks([(gone.path, b"12345678")])
        (known,) = private.files().values()

        assert (known.marks, private.marks(known)) == (None, b"12345678")

        private.drop_files(frozenset({"s1"}))

        assert private.marks(known) == b""
