from pathlib import Path

import pytest

from metier.errors import StudyError, StudyVersionError
from metier.study.manifest import Manifest, load, save
from metier.study.settings import Settings


def test_a_manifest_comes_back_as_it_was(tmp_path: Path) -> None:
    manifest = Manifest(study="s", settings=Settings(since="2026-03-01"), people=2)

    save(tmp_path, manifest)

    assert load(tmp_path) == manifest


def test_a_folder_without_one_is_no_study(tmp_path: Path) -> None:
    assert load(tmp_path) is None


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", StudyError),
        ("[]", StudyError),
        ("{", StudyError),
        ('{"study": "s"}', StudyVersionError),
        ('{"version": "1", "study": "s"}', StudyVersionError),
        ('{"version": 2, "study": "s"}', StudyVersionError),
        ('{"version": 1}', StudyError),
        ('{"version": 1, "study": "s", "people": "many"}', StudyError),
    ],
)
def test_a_manifest_that_cannot_be_used_says_what_to_do(
    tmp_path: Path, text: str, error: type[Exception]
) -> None:
    (tmp_path / "study.json").write_text(text)

    with pytest.raises(error, match=r"study\.json.*--study"):
        load(tmp_path)
