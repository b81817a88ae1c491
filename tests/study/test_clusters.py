import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from metier.study.clusters import clusters, shards
from metier.study.marks import look, signature
from metier.study.private import FileEntry


def entry(path: Path, *lines: Mapping[str, object]) -> FileEntry:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    marks = look(path)
    return FileEntry(
        path=path,
        person="p",
        root=path.parent,
        size=signature(path)[0],
        mtime_ns=0,
        digest=marks.digest,
        marks=marks.ids,
        links=(marks.first, marks.last, marks.proposes, marks.takes_up),
    )


def line(uuid: str, time: str = "", text: str = "") -> dict[str, str]:
    time = time or f"2026-03-02T12:{uuid[:2]}:00Z"
    return {"uuid": f"{uuid}-0000-4000-8000", "timestamp": time, "text": text}


def names(groups: list[list[FileEntry]]) -> list[list[str]]:
    return sorted(sorted(item.path.name for item in group) for group in groups)


def test_files_that_share_an_id_are_read_together(tmp_path: Path) -> None:
    one = entry(tmp_path / "a", line("11111111"), line("22222222"))
    two = entry(tmp_path / "b", line("22222222"), line("33333333"))
    other = entry(tmp_path / "c", line("44444444"))

    assert names(clusters([one, two, other])) == [["a", "b"], ["c"]]


def test_comparing_ids_in_slices_joins_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [
        entry(
            tmp_path / f"{number:03}",
            line(f"{number // 2:08}", time=f"2026-03-01T12:00:{number // 2:02}Z"),
            line(f"7{number:07}", time=f"2026-03-02T12:00:{number:02}Z"),
        )
        for number in range(40)
    ]
    at_once = clusters(entries)

    monkeypatch.setattr("metier.study.clusters.KEYS_AT_ONCE", 7)

    assert names(clusters(entries)) == names(at_once)
    assert [len(group) for group in at_once] == [2] * 20


def test_clusters_are_closed_over_chains_of_copies(tmp_path: Path) -> None:
    one = entry(tmp_path / "a", line("11111111"))
    two = entry(tmp_path / "b", line("11111111"), line("22222222"))
    three = entry(tmp_path / "c", line("22222222"))

    assert names(clusters([three, one, two])) == [["a", "b", "c"]]


def test_a_copy_with_fresh_ids_is_known_by_its_times(tmp_path: Path) -> None:
    one = entry(tmp_path / "a", line("11111111", "2026-03-02T12:34:56.789Z"))
    two = entry(tmp_path / "b", line("22222222", "2026-03-02T12:34:56.789Z"))

    assert names(clusters([one, two])) == [["a", "b"]]


def test_a_plan_ties_its_file_to_the_one_that_carries_it_out(tmp_path: Path) -> None:
    plan = {"name": "ExitPlanMode", "timestamp": "2026-03-02T12:00:00Z"}
    before = entry(tmp_path / "a", plan)
    heir = entry(
        tmp_path / "b",
        line("22222222", "2026-03-02T12:01:00Z", "Implement the following plan: add"),
    )
    late = entry(
        tmp_path / "c",
        line("33333333", "2026-03-09T12:01:00Z", "Implement the following plan: sub"),
    )

    assert names(clusters([before, heir, late])) == [["a", "b"], ["c"]]


def test_an_id_across_two_pieces_of_a_large_file_is_found(tmp_path: Path) -> None:
    filler = line("99999999", text="x" * ((1 << 22) - 150))
    large = entry(tmp_path / "a", filler, line("11111111"))
    small = entry(tmp_path / "b", line("11111111"))

    assert names(clusters([large, small])) == [["a", "b"]]


def test_shards_keep_clusters_whole(tmp_path: Path) -> None:
    groups = [
        [entry(tmp_path / f"{n}{m}", line(f"{n}{m}345678")) for m in "ab"]
        for n in "123"
    ]

    packed = shards(groups, size=3, bytes_=1 << 20)

    assert packed == [[group] for group in groups]
    assert shards(groups, size=4, bytes_=1 << 20)[0] == groups[:2]


def test_no_files_make_no_clusters() -> None:
    assert clusters([]) == []
