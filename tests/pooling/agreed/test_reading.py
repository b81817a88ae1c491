"""The access log grows and tells when a line of it was changed."""

from pathlib import Path

import pytest

from metier.errors import StudyError
from metier.pooling.agreed import access, entries, note
from metier.pooling.agreed.reading import FILE


def three(folder: Path) -> Path:
    for people in (12, 13, 14):
        note(folder, access("pool", people=people, months=("2026-03",)))
    return folder / FILE


def test_every_reading_is_a_line_with_who_and_when(tmp_path: Path) -> None:
    three(tmp_path)

    found = entries(tmp_path)

    assert [entry.people for entry in found] == [12, 13, 14]
    assert all(entry.reader and entry.at.endswith("Z") for entry in found)
    assert found[0].before == ""
    assert len({entry.before for entry in found}) == 3


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[1:],
        lambda lines: [lines[0], lines[2]],
        lambda lines: [lines[0].replace(b"12", b"99"), *lines[1:]],
        lambda lines: [*lines[:2], b"{}"],
    ],
)
def test_a_line_changed_or_taken_out_is_seen(tmp_path: Path, change: object) -> None:
    path = three(tmp_path)
    lines = path.read_bytes().splitlines()
    path.write_bytes(b"\n".join(change(lines)) + b"\n")  # type: ignore[operator]

    with pytest.raises(StudyError, match="those measured rely on it"):
        note(tmp_path, access("pool"))


def test_nobody_has_read_what_has_no_log(tmp_path: Path) -> None:
    assert entries(tmp_path) == ()
