import json
from pathlib import Path

import pytest

from claude_logs import Log
from metier.errors import NothingFoundError
from metier.study import Asked, Study
from metier.study.doctoring import Diagnosis, diagnose
from metier.study.study import silent
from study_logs import write_session


def doctor(home: Path, *paths: Path) -> Diagnosis:
    environ = {"HOME": str(home), "TZ": "UTC"}
    return diagnose(home / "study", paths, environ, silent)


def test_it_says_where_it_looked_and_what_is_not_there(tmp_path: Path) -> None:
    write_session(tmp_path / ".claude", "session-1")

    found = doctor(tmp_path)

    looked = {place.path: (place.there, place.files) for place in found.looked}
    assert looked[str(tmp_path / ".claude" / "projects")] == (True, 1)
    assert looked[str(tmp_path / ".config" / "claude" / "projects")] == (False, 0)


def test_it_says_what_is_there(tmp_path: Path) -> None:
    write_session(tmp_path / ".claude", "session-1", day="2026-03-02")
    write_session(tmp_path / ".claude", "session-2", day="2026-05-04", version="2.1.9")

    found = doctor(tmp_path)

    assert (found.files, found.sessions) == (2, 2)
    assert found.agents == {"claude-code": 2}
    assert list(found.versions) == ["2.1.9", "2.1.40"]
    assert (found.first_day, found.last_day) == ("2026-03-02", "2026-05-04")


def test_it_says_what_is_left_out_and_why(tmp_path: Path) -> None:
    folder = write_session(tmp_path / ".claude", "session-1").parent
    (folder / "empty.jsonl").write_text("")
    (folder / "foreign.jsonl").write_text("{}\n")
    headless = Log("session-sdk", entrypoint="sdk-cli")
    headless.prompt("do it", promptSource="sdk")
    headless.says("done")
    headless.write(folder / "session-sdk.jsonl")

    found = doctor(tmp_path)

    assert found.left_out == {
        "headless session": 1,
        "empty": 1,
        "not a transcript": 1,
    }
    assert found.examples["empty"] == [str(folder / "empty.jsonl")]


@pytest.mark.parametrize(
    ("settings", "days"),
    [
        (None, 30),
        ({"cleanupPeriodDays": 90}, 90),
        ({"cleanupPeriodDays": "x"}, 30),
        ([], 30),
    ],
)
def test_it_warns_that_logs_are_deleted(
    tmp_path: Path, settings: object, days: int
) -> None:
    write_session(tmp_path / ".claude", "session-1")
    if settings is not None:
        (tmp_path / ".claude" / "settings.json").write_text(json.dumps(settings))

    found = doctor(tmp_path)

    assert any(f"after {days} days" in warning for warning in found.warnings)


def test_it_names_the_one_command_that_makes_sense(tmp_path: Path) -> None:
    assert doctor(tmp_path).next == "metier run --or-example"

    write_session(tmp_path / ".claude", "session-1")
    assert doctor(tmp_path).next == "metier"

    study = Study(tmp_path / "study", {"HOME": str(tmp_path), "TZ": "UTC"})
    study.run(Asked())
    assert doctor(tmp_path).next == "metier report --open"

    write_session(tmp_path / ".claude", "session-2")
    found = doctor(tmp_path)
    assert (found.study_state, found.next) == ("new files", "metier")


def test_it_looks_where_it_is_told(tmp_path: Path) -> None:
    write_session(tmp_path / "elsewhere", "session-1")

    found = doctor(tmp_path, tmp_path / "elsewhere")

    assert found.sessions == 1
    assert found.next == f"metier run --from {tmp_path / 'elsewhere'}"
    with pytest.raises(NothingFoundError):
        doctor(tmp_path, tmp_path / "nowhere")


def test_it_writes_nothing(tmp_path: Path) -> None:
    write_session(tmp_path / ".claude", "session-1")
    before = sorted(tmp_path.rglob("*"))

    doctor(tmp_path)

    assert sorted(tmp_path.rglob("*")) == before


def test_it_says_which_annotators_can_be_used(tmp_path: Path) -> None:
    program = tmp_path / "bin" / "claude"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    environ = {"HOME": str(tmp_path), "PATH": str(program.parent)}

    found = diagnose(tmp_path / "study", (), environ, silent)

    assert found.annotators["offline"] == "ready"
    assert found.annotators["agent:claude"] == str(program)
    assert found.annotators["agent:codex"] == "codex is not on the path"


def test_it_says_which_commands_no_parser_reads(tmp_path: Path) -> None:
    folder = write_session(tmp_path / ".claude", "session-1").parent
    deep = Log("session-deep")
    deep.prompt("test it")
    deep.calls("Bash", {"command": "( " * 200 + "pytest" + " )" * 200}, "1 passed")
    deep.says("done")
    deep.write(folder / "session-deep.jsonl")

    found = doctor(tmp_path)

    assert found.commands_not_read == {"nested too deeply": 1}
    assert any("1 nested too deeply" in warning for warning in found.warnings)
