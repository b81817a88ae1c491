from pathlib import Path

import pytest

from metier.errors import StudyError
from metier.study.atomic import write_bytes, write_text


def test_a_file_is_written_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    write_text(tmp_path / "deep" / "file", "text")

    assert (tmp_path / "deep" / "file").read_text() == "text"
    assert (tmp_path / "deep" / "file").stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["file"]


def test_the_old_file_stands_where_the_new_one_cannot_be_written(
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("old")
    (tmp_path / "file.writing").mkdir()

    with pytest.raises(StudyError, match="What was finished before is kept"):
        write_bytes(tmp_path / "file", b"new")

    assert (tmp_path / "file").read_text() == "old"
