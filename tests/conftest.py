"""What every test stands on: nothing reaches the home of whoever runs the tests."""

from pathlib import Path

import pytest

__all__ = ["own_home"]


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Keep studies and salts of a test in its own folder."""
    home = tmp_path / "metier-home"
    monkeypatch.setenv("METIER_HOME", str(home))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("CLAUDE_CONFIG_DIR", raising=False)
    return home
