import random
from pathlib import Path

import msgspec
import pytest

from metier.disclosure.noise import Budget
from metier.errors import DisclosureError
from metier.study import Asked, Study
from metier.study.exporting import QUESTIONS, Export, export_study
from metier.study.opening import opened
from study_logs import write_session, write_team


@pytest.fixture
def group(tmp_path: Path) -> Study:
    people = write_team(tmp_path, sessions=3)
    study = Study(tmp_path / "study")
    study.run(Asked(sources=(tmp_path / "logs",), people=people, timezone="UTC"))
    return study


def test_a_small_group_gets_no_export(group: Study) -> None:
    with pytest.raises(DisclosureError, match="6 people: under 200"):
        group.export()

    assert not (group.folder / "noisy.json").exists()


def test_a_refused_export_spends_nothing(group: Study) -> None:
    for _ in range(2):
        with pytest.raises(DisclosureError, match="6 people: under 200"):
            group.export()


def test_means_over_people_leave_once_a_window(group: Study) -> None:
    # A budget for six, so that no test needs two hundred.
    budget = Budget(questions=QUESTIONS, rho=400.0, people=6)

    with opened(group.folder) as study:
        path = export_study(study, budget, random.Random(1).randrange)
        with pytest.raises(DisclosureError, match="average the noise away"):
            export_study(study, budget)

    made = msgspec.json.decode(path.read_bytes(), type=Export)
    assert [one.question for one in made.means] == list(QUESTIONS)
    assert (made.first_month, made.people) == ("2026-03", 6)
    assert all(one.value is None or 0 <= one.value <= 1 for one in made.means)


def test_ones_own_study_has_nobody_to_hide_among(tmp_path: Path) -> None:
    write_session(tmp_path / "logs", "session-1")
    study = Study(tmp_path / "study")
    study.run(Asked(sources=(tmp_path / "logs",)))

    with pytest.raises(DisclosureError, match="one person's own study"):
        study.export()
