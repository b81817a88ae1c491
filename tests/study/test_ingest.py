import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from metier import formats
from metier.facts import parquet
from metier.records import ANNOTATION_MARK
from metier.study import Asked, Study, load
from study_logs import session_log, write_session


def sessions(folder: Path) -> list[str]:
    return [str(row["session"]) for row in parquet.read(folder / "sessions.parquet")]


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


def test_a_reader_that_stops_leaves_its_cluster_out_and_goes_on(
    logs: Path, folder: Path
) -> None:
    def read(paths: Iterable[Path]) -> formats.Corpus:
        given = list(paths)
        if any("session-3" in str(path) for path in given):
            raise RuntimeError("a bug")
        return whole(given)

    whole = formats.read
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(formats, "read", read)
        made = Study(folder).ingest(Asked(sources=(logs,)))

    assert made.left_out == {"reader stopped": 1}
    assert len(sessions(folder)) == 5


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
