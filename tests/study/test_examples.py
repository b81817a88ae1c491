from pathlib import Path

import pytest

from metier import simulation
from metier.study import Asked, Study
from metier.study.examples import or_example
from study_logs import write_session


@pytest.fixture(autouse=True)
def small_example(monkeypatch: pytest.MonkeyPatch) -> None:
    """An example of a few sessions: what is tested here is when one is made."""
    whole = simulation.example
    monkeypatch.setattr(
        simulation, "example", lambda out: whole(out, sessions=12, people=6)
    )


def test_logs_of_this_machine_come_first(tmp_path: Path) -> None:
    write_session(tmp_path / ".claude", "session-1")

    found = or_example(
        tmp_path / "study", Asked(), named=False, environ={"HOME": str(tmp_path)}
    )

    assert found.folder == tmp_path / "study"
    assert found.sentence.startswith("Using the logs of this machine: ")
    assert not found.asked.example


def test_without_logs_an_example_is_made_in_a_folder_of_its_own(tmp_path: Path) -> None:
    found = or_example(
        tmp_path / "study", Asked(), named=False, environ={"HOME": str(tmp_path)}
    )

    assert found.folder == tmp_path / "study-example"
    assert "synthetic example" in found.sentence
    assert found.asked.example
    made = Study(found.folder).ingest(found.asked)
    assert made.sessions_read == 12


def test_a_folder_that_was_named_is_used_unless_it_holds_a_study(
    tmp_path: Path,
) -> None:
    environ = {"HOME": str(tmp_path)}
    mine, other = tmp_path / "mine", tmp_path / "other"
    write_session(tmp_path / "logs", "session-1")
    Study(mine).ingest(Asked(sources=(tmp_path / "logs",)))

    assert or_example(other, Asked(), named=True, environ=environ).folder == other
    assert or_example(mine, Asked(), named=True, environ=environ).folder == (
        tmp_path / "mine-example"
    )


def test_an_example_is_made_once(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path)}
    first = or_example(tmp_path / "s", Asked(), named=True, environ=environ)
    people = first.asked.people
    assert people is not None
    before = people.stat().st_mtime_ns

    again = or_example(tmp_path / "s", Asked(), named=True, environ=environ)

    assert again == first
    assert people.stat().st_mtime_ns == before
