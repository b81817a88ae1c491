"""Transcripts for reading at scale: as long as real ones, and read without loss."""

from pathlib import Path

from metier import formats
from metier.simulation import transcripts


def test_transcripts_have_the_size_of_real_ones_and_read_whole(tmp_path: Path) -> None:
    size = transcripts(tmp_path, seed=3, count=40)
    files = [
        path.stat().st_size
        for path in tmp_path.rglob("*.jsonl")
        if "subagents" not in path.parts
    ]

    sessions = list(formats.read([tmp_path]))

    assert len(sessions) == 40
    assert sum(files) == size
    assert 300_000 < sorted(files)[20] < 1_500_000
    assert {s.quality.unreadable for s in sessions} == {0}
    assert {s.quality.unknown_types for s in sessions} == {()}


def test_the_same_seed_writes_the_same_transcripts(tmp_path: Path) -> None:
    for name in ("one", "two"):
        transcripts(tmp_path / name, seed=8, count=3)

    one = {p.name: p.read_bytes() for p in (tmp_path / "one").rglob("*.jsonl")}
    two = {p.name: p.read_bytes() for p in (tmp_path / "two").rglob("*.jsonl")}
    assert one == two
