import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from metier import formats
from metier.errors import (
    NothingFoundError,
    SaltLostError,
    SettingError,
    StudyVersionError,
)
from metier.facts import parquet
from metier.records import ANNOTATION_MARK
from metier.study import Asked, Study, load
from study_logs import session_log, write_session


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    root = tmp_path / "logs"
    for number in range(6):
        write_session(root, f"session-{number}", day=f"2026-03-0{number + 1}")
    return root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "study"


def sessions(folder: Path) -> list[str]:
    return [str(row["session"]) for row in parquet.read(folder / "sessions.parquet")]


def test_a_run_leaves_every_file_of_a_study(logs: Path, folder: Path) -> None:
    page = Study(folder).run(Asked(sources=(logs,), timezone="UTC"))

    assert page == folder / "report.html"
    names = {path.name for path in folder.iterdir() if path.is_file()}
    assert names == {
        "annotations.parquet",
        "estimates.csv",
        "estimates.json",
        "evidence.parquet",
        "moments.parquet",
        "released.json",
        "report.html",
        "sessions.parquet",
        "study.json",
        "study.lock.pid",
        "weeks.parquet",
    }
    assert len(sessions(folder)) == 6


def test_every_stage_can_run_alone(logs: Path, folder: Path) -> None:
    asked = Asked(sources=(logs,), timezone="UTC")
    study = Study(folder)

    study.ingest(asked)
    annotated = study.annotate()
    study.estimate()
    study.release()
    study.report()

    whole = Study(folder.with_name("whole"))
    whole.run(asked)
    assert annotated == 6
    for name in ("estimates.json", "estimates.csv"):
        one, other = folder / name, folder.with_name("whole") / name
        assert one.read_bytes() == other.read_bytes()


def test_the_manifest_says_what_was_done(logs: Path, folder: Path) -> None:
    Study(folder).run(Asked(sources=(logs,), since="2026-03-03", timezone="UTC"))

    manifest = load(folder)

    assert manifest is not None
    assert manifest.people == 1
    assert not manifest.pooled
    assert manifest.settings.since == "2026-03-03"
    assert manifest.seen.files == manifest.seen.sessions == 6
    assert [(item.reason, item.sessions) for item in manifest.not_counted] == [
        ("outside the window", 2)
    ]
    assert list(manifest.stages) == [
        "ingest",
        "annotate",
        "estimate",
        "release",
        "report",
    ]
    assert set(manifest.files) >= {"sessions.parquet", "released.json", "report.html"}
    assert str(logs) not in (folder / "study.json").read_text()


def test_a_second_run_reads_nothing_that_is_known(logs: Path, folder: Path) -> None:
    asked = Asked(sources=(logs,))
    Study(folder).ingest(asked)

    again = Study(folder).ingest(asked)

    assert (again.files, again.files_read) == (6, 0)
    assert len(sessions(folder)) == 6


def test_a_file_that_was_only_touched_is_not_read_again(
    logs: Path, folder: Path
) -> None:
    asked = Asked(sources=(logs,))
    Study(folder).ingest(asked)
    next(logs.rglob("session-1.jsonl")).touch()

    assert Study(folder).ingest(asked).files_read == 0


def test_a_grown_and_a_new_file_are_read_and_nothing_else(
    logs: Path, folder: Path
) -> None:
    asked = Asked(sources=(logs,))
    Study(folder).ingest(asked)
    write_session(logs, "session-0", day="2026-03-01", turns=5)
    write_session(logs, "session-9", day="2026-03-09")

    again = Study(folder).ingest(asked)

    assert again.files_read == 2
    rows = parquet.read(folder / "sessions.parquet")
    assert sorted(int(str(row["turns"])) for row in rows) == [2, 2, 2, 2, 2, 2, 5]


def test_the_same_sessions_make_the_same_tables_in_one_run_or_many(
    logs: Path, folder: Path
) -> None:
    grown = session_log("session-0", day="2026-03-01", turns=3)
    path = next(logs.rglob("session-0.jsonl"))
    copied = logs / "projects" / "-other" / "session-8.jsonl"
    Study(folder).ingest(Asked(sources=(logs,)))

    # A copy of another session's lines appears, then the session itself grows.
    log = session_log("session-0", day="2026-03-01")
    log.write(copied)
    Study(folder).ingest(Asked(sources=(logs,)))
    grown.write(path)
    Study(folder).ingest(Asked(sources=(logs,)))

    fresh = folder.with_name("fresh")
    Study(fresh).ingest(Asked(sources=(logs,)))
    assert counted(folder) == counted(fresh)


def counted(folder: Path) -> list[tuple[object, ...]]:
    keys = ("turns", "actions", "words_human", "started", "span_s", "test_runs")
    rows = parquet.read(folder / "sessions.parquet")
    return sorted(tuple(row[key] for key in keys) for row in rows)


def test_sessions_stay_when_their_logs_are_deleted(logs: Path, folder: Path) -> None:
    asked = Asked(sources=(logs,))
    Study(folder).run(asked)
    for number in (1, 2):
        next(logs.rglob(f"session-{number}.jsonl")).unlink()

    Study(folder).run(asked)

    manifest = load(folder)
    assert manifest is not None
    assert manifest.seen.kept_though_deleted == 2
    assert len(sessions(folder)) == 6
    released = json.loads((folder / "released.json").read_text())
    assert released["summary"]["kept_though_deleted"] == 2


def test_when_all_logs_are_gone_the_study_still_stands(
    logs: Path, folder: Path
) -> None:
    asked = Asked(sources=(logs,))
    Study(folder).run(asked)
    for path in logs.rglob("*.jsonl"):
        path.unlink()

    Study(folder).run(Asked())

    assert len(sessions(folder)) == 6


def stops_at_the_second_time() -> Callable[[Path], int]:
    calls = iter((True, False))

    def merge(_: Path) -> int:
        if next(calls):
            return 0
        raise KeyboardInterrupt

    return merge


def test_a_part_of_a_killed_run_is_taken_up(logs: Path, folder: Path) -> None:
    asked = Asked(sources=(logs,))
    Study(folder).ingest(asked)
    expected = sessions(folder)
    # As if killed between the parts and the tables: the index knows, tables do not.
    study = Study(folder.with_name("killed"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("metier.study.ingest.merge_parts", stops_at_the_second_time())
        with pytest.raises(KeyboardInterrupt):
            study.ingest(asked)
    assert not (study.folder / "sessions.parquet").exists()

    again = study.ingest(asked)

    assert again.files_read == 0
    assert len(sessions(study.folder)) == len(expected)


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


def test_no_logs_are_said_to_be_none_with_where_to_go(
    tmp_path: Path, folder: Path
) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(NothingFoundError, match="no transcript of an agent"):
        Study(folder).run(Asked(sources=(tmp_path / "empty",)))


@pytest.mark.parametrize(("version", "word"), [(0, "made it"), (99, "Update metier")])
def test_a_study_of_another_version_is_left_alone(
    logs: Path, folder: Path, version: int, word: str
) -> None:
    Study(folder).ingest(Asked(sources=(logs,)))
    path = folder / "study.json"
    manifest = json.loads(path.read_text()) | {"version": version}
    path.write_text(json.dumps(manifest))

    with pytest.raises(StudyVersionError, match=word):
        Study(folder).run(Asked())

    assert json.loads(path.read_text()) == manifest


def test_without_its_salt_a_study_takes_no_sessions_but_can_still_be_drawn(
    logs: Path, folder: Path, own_home: Path
) -> None:
    asked = Asked(sources=(logs,))
    Study(folder).run(asked)
    for salt in own_home.rglob("salt"):
        salt.unlink()

    with pytest.raises(SaltLostError, match="Put the file back, or start a new study"):
        Study(folder).run(asked)

    Study(folder).estimate()
    Study(folder).release()
    assert Study(folder).report().exists()


def test_a_reader_that_stops_leaves_its_cluster_out_and_goes_on(
    logs: Path, folder: Path
) -> None:
    def read(paths: Sequence[Path]) -> formats.Corpus:
        if any("session-3" in str(path) for path in paths):
            raise RuntimeError("a bug")
        return whole(paths)

    whole = formats.read
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(formats, "read", read)
        made = Study(folder).ingest(Asked(sources=(logs,)))

    assert made.left_out == {"reader stopped": 1}
    assert len(sessions(folder)) == 5


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


@pytest.mark.parametrize(
    "how",
    [
        {"prompt": f"{ANNOTATION_MARK} 123"},
        {"cwd": f"/tmp/{ANNOTATION_MARK}-abc"},  # noqa: S108 - as the log says
    ],
)
def test_sessions_in_which_metier_asked_an_agent_are_never_analysed(
    logs: Path, folder: Path, how: dict[str, str]
) -> None:
    write_session(logs, "session-own", day="2026-03-20", **how)

    made = Study(folder).ingest(Asked(sources=(logs,)))

    assert made.left_out == {"a question of metier's": 1}
    assert len(sessions(folder)) == 6
