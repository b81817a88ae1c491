"""A paused study reads nothing, says so, and goes on when told."""

from pathlib import Path

import pytest

from metier.errors import SettingError
from metier.study import Asked, Study
from metier.study.opening import opened
from metier.study.pausing import pause, paused_since, resume
from study_logs import write_session


def test_a_paused_study_reads_nothing_new_and_says_so(folder: Path, logs: Path) -> None:
    study = Study(folder)
    asked = Asked(sources=(logs,), timezone="UTC")
    study.run(asked)
    with opened(folder) as place:
        pause(place)
    write_session(logs, "later", day="2026-03-20")

    for stage in (study.run, study.ingest):
        with pytest.raises(SettingError, match="pause --resume"):
            stage(asked)
    assert study.release().summary.sessions == 6


def test_a_resumed_study_reads_what_came_meanwhile(folder: Path, logs: Path) -> None:
    study = Study(folder)
    asked = Asked(sources=(logs,), timezone="UTC")
    study.run(asked)
    with opened(folder) as place:
        pause(place)
    write_session(logs, "later", day="2026-03-20")

    with opened(folder) as place:
        since = resume(place)
        assert paused_since(place) is None

    assert since is not None
    assert study.ingest(asked).files == 7


def test_a_second_pause_keeps_the_day_of_the_first(folder: Path) -> None:
    with opened(folder) as place:
        first = pause(place)
        place.private.note("paused", "2026-01-01T00:00:00Z")

        assert first
        assert pause(place) == "2026-01-01T00:00:00Z"
