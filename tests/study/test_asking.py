import json
from pathlib import Path

import pytest

from metier.errors import (
    SettingError,
)
from metier.facts import parquet
from metier.study import Asked, Study, load
from study_logs import write_session


def sessions(folder: Path) -> list[str]:
    return [str(row["session"]) for row in parquet.read(folder / "sessions.parquet")]


def test_several_people_make_a_pooled_study_with_a_fixed_window(
    tmp_path: Path, folder: Path
) -> None:
    root = tmp_path / "logs"
    for person in ("ann", "bob", "cem", "dan", "eve"):
        for number in range(1, 7):
            write_session(
                root / person, f"session-{number}-of-{person}", day=f"2026-03-0{number}"
            )
    people = tmp_path / "people.csv"
    people.write_text("ann/*,ann\nbob/*,bob\ncem/*,cem\ndan/*,dan\neve/*,eve\n")
    asked = Asked(sources=(root,), people=people, since="2026-01-01", timezone="UTC")
    Study(folder).run(asked)

    with pytest.raises(SettingError, match="a study of 5 people"):
        Study(folder).run(Asked(since="2026-02-01"))

    manifest = load(folder)
    assert manifest is not None
    assert manifest.pooled
    assert manifest.settings.since == "2026-01-01"
    Study(folder).run(Asked())


def test_answers_of_an_annotator_that_gave_none_cannot_count(
    logs: Path, folder: Path
) -> None:
    Study(folder).run(Asked(sources=(logs,)))

    with pytest.raises(SettingError, match="there are offline-"):
        Study(folder).estimate(Asked(annotator="oracle"))


def test_two_folders_are_two_people_until_a_file_says_otherwise(
    tmp_path: Path, folder: Path
) -> None:
    roots = tuple(tmp_path / name for name in ("laptop", "desktop"))
    for number, root in enumerate(roots):
        write_session(root, f"session-{number}", day=f"2026-03-0{number + 1}")
    with pytest.raises(SettingError, match=r"sessions of 2 people.*--people FILE"):
        Study(folder).run(Asked(sources=roots))
    people = tmp_path / "people.csv"
    people.write_text("*,me\n")

    Study(folder).run(Asked(people=people))

    manifest = load(folder)
    assert manifest is not None
    assert (manifest.people, manifest.pooled) == (1, False)


def test_a_study_remembers_where_it_read(logs: Path, folder: Path) -> None:
    Study(folder).ingest(Asked(sources=(logs,)))
    write_session(logs, "session-9", day="2026-03-09")

    Study(folder).ingest(Asked())

    assert len(sessions(folder)) == 7


def test_the_study_of_a_machine_reads_its_logs_whatever_was_named_before(
    tmp_path: Path, logs: Path
) -> None:
    home = tmp_path / "home"
    write_session(home / ".claude", "session-own", day="2026-04-01")
    environ = {"HOME": str(home), "METIER_HOME": str(tmp_path / "metier"), "TZ": "UTC"}
    study = Study(tmp_path / "metier" / "study", environ)

    study.ingest(Asked(sources=(logs,)))
    study.ingest(Asked())

    assert len(sessions(study.folder)) == 7


def test_a_stage_that_runs_alone_keeps_the_window_of_the_last_run(
    logs: Path, folder: Path
) -> None:
    Study(folder).run(Asked(sources=(logs,), since="2026-03-03", timezone="UTC"))
    before = (folder / "estimates.json").read_bytes()

    Study(folder).ingest(Asked())
    Study(folder).estimate(Asked())

    assert (folder / "estimates.json").read_bytes() == before


def test_a_whole_run_without_a_window_has_none(logs: Path, folder: Path) -> None:
    Study(folder).run(Asked(sources=(logs,), since="2026-03-03", timezone="UTC"))

    Study(folder).run(Asked())

    manifest = load(folder)
    assert manifest is not None
    assert (manifest.settings.since, manifest.settings.timezone) == (None, "UTC")


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ({"projects": ("api",)}, 1),
        ({"projects": ("/home/dev/api",)}, 1),
        ({"projects": ("/home/dev",)}, 3),
        ({"projects": ("a*", "web")}, 3),
        ({"without_projects": ("api",)}, 2),
    ],
)
def test_projects_are_chosen_by_folder_last_part_or_pattern_in_the_first_run(
    tmp_path: Path, folder: Path, flags: dict[str, tuple[str, ...]], expected: int
) -> None:
    for number, name in enumerate(("api", "app", "web")):
        write_session(tmp_path / "logs", f"session-{number}", cwd=f"/home/dev/{name}")

    Study(folder).run(Asked(sources=(tmp_path / "logs",), **flags))  # type: ignore[arg-type]

    summary = json.loads((folder / "released.json").read_text())["summary"]
    assert summary["sessions"] == expected
    assert len(sessions(folder)) == 3


def test_a_project_that_is_not_there_is_refused_with_those_that_are(
    logs: Path, folder: Path
) -> None:
    with pytest.raises(SettingError, match=r"no session was in such a folder.*project"):
        Study(folder).run(Asked(sources=(logs,), projects=("projct",)))
