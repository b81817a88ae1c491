"""A person's own statement beats any guess; their words are not kept."""

import json
from pathlib import Path

import pytest

from metier.errors import SettingError
from metier.study import Asked, Study
from metier.study.estimating import chosen
from metier.study.opening import opened
from metier.study.stating import state, stated
from study_logs import write_session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_session(tmp_path / "logs", "one", day="2026-03-01")
    study = Study(tmp_path / "study")
    study.ingest(Asked(sources=(tmp_path / "logs",), timezone="UTC"))
    study.annotate()
    return tmp_path / "study"


def occupations(folder: Path) -> set[object]:
    with opened(folder) as study:
        return set(chosen(folder, study.manifest.settings).columns["soc_user"])


def test_the_group_stated_stands_for_every_session(folder: Path) -> None:
    state(folder, "patent attorney")

    assert (stated(folder), occupations(folder)) == ("23", {"23"})


def test_the_words_are_not_kept(folder: Path) -> None:
    state(folder, "patent attorney")

    assert "attorney" not in json.dumps((folder / "study.json").read_text())


def test_it_can_be_taken_back(folder: Path) -> None:
    state(folder, "patent attorney")
    state(folder, "")

    assert stated(folder) is None


def test_what_is_like_nothing_is_answered_with_the_groups(folder: Path) -> None:
    with pytest.raises(SettingError, match="23 Legal"):
        state(folder, "!!!  ###")
