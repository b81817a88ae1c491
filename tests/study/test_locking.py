"""Primary estimates are declared before they are seen, or the page says so."""

from pathlib import Path

import msgspec
import pytest

from metier.disclosure import read
from metier.errors import SettingError
from metier.records import Estimate
from metier.study import Asked, Study
from metier.study.locking import declare
from metier.study.opening import opened
from study_logs import write_session

KNOWN = frozenset({"work-modes", "evidence-classes"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(3):
        write_session(tmp_path / "logs", f"s{number}", day=f"2026-03-0{number + 1}")
    Study(tmp_path / "study").ingest(Asked(sources=(tmp_path / "logs",)))
    return tmp_path / "study"


def lock(folder: Path, *primary: str) -> str:
    with opened(folder) as study:
        return declare(study, primary, KNOWN)


def run(folder: Path) -> str:
    study = Study(folder)
    study.annotate()
    study.estimate()
    study.release()
    return study.report().read_text()


def test_what_is_declared_first_stands_on_the_page_with_its_hash(folder: Path) -> None:
    name = lock(folder, "work-modes")

    page = run(folder)

    found = msgspec.json.decode(
        (folder / "estimates.json").read_bytes(), type=tuple[Estimate, ...]
    )
    primary = {e.key.figure for e in found if e.family == "primary"}
    assert primary == {"work-modes"}
    assert name in page
    assert not read(folder / "released.json").summary.lock_changed


def test_a_lock_changed_after_looking_is_told(folder: Path) -> None:
    lock(folder, "work-modes")
    run(folder)
    lock(folder, "evidence-classes")

    page = run(folder)

    assert "declared anew after estimates had been seen" in page


def test_a_lock_declared_after_looking_is_told_too(folder: Path) -> None:
    run(folder)
    lock(folder, "work-modes")

    assert "declared anew after estimates had been seen" in run(folder)


def test_without_a_lock_every_number_is_an_exploration(folder: Path) -> None:
    assert "every number here is an exploration" in run(folder)


@pytest.mark.parametrize("primary", [(), tuple("abcdef"), ("no-such-figure",)])
def test_none_too_many_and_unknown_ones_are_refused(
    folder: Path, primary: tuple[str, ...]
) -> None:
    with pytest.raises(SettingError):
        lock(folder, *primary)
