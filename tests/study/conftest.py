"""What most tests of studies start from: six logs of one person, an empty folder."""

from pathlib import Path

import pytest

from study_logs import write_session

__all__ = ["folder", "logs"]


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    root = tmp_path / "logs"
    for number in range(6):
        write_session(root, f"session-{number}", day=f"2026-03-0{number + 1}")
    return root


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "study"
