from pathlib import Path

import pytest

from metier.errors import SettingError
from metier.study.people import People, read_people

ROOT = Path("/logs/claude")


def people(tmp_path: Path, text: str) -> People:
    path = tmp_path / "people.csv"
    path.write_text(text)
    return read_people(path)


def test_without_a_file_a_root_is_one_person() -> None:
    assert People().owner(ROOT / "a" / "b.jsonl", ROOT, "ann") == "ann"


@pytest.mark.parametrize(
    "pattern",
    ["*/ann-*/*", "projects/ann-1/*", "projects/ann-1", "ann-1/b.jsonl", "/logs/*"],
)
def test_a_pattern_fits_a_path_whole_or_under_its_root(
    tmp_path: Path, pattern: str
) -> None:
    found = people(tmp_path, f"{pattern},ann\n")

    assert found.owner(ROOT / "projects" / "ann-1" / "b.jsonl", ROOT, "?") == "ann"


def test_the_first_line_that_fits_decides(tmp_path: Path) -> None:
    found = people(tmp_path, "path pattern,person\n*/a/*,ann\n*,bob\n")

    assert found.owner(ROOT / "a" / "x.jsonl", ROOT, "?") == "ann"
    assert found.owner(ROOT / "b" / "x.jsonl", ROOT, "?") == "bob"


def test_a_file_that_no_line_fits_is_nobodys(tmp_path: Path) -> None:
    assert people(tmp_path, "*/a/*,ann\n").owner(ROOT / "b.jsonl", ROOT, "?") is None


@pytest.mark.parametrize("text", ["", "\n\n", "pattern,person\n"])
def test_a_file_without_a_person_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingError, match="no person is named"):
        people(tmp_path, text)


@pytest.mark.parametrize("text", ["*/a/*\n", "*/a/*,\n", ",ann\n"])
def test_a_line_that_lacks_a_column_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingError, match=r"people\.csv:1: .* has no two columns"):
        people(tmp_path, text)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="the people file cannot be read"):
        read_people(tmp_path / "none.csv")
