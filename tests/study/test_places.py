from pathlib import Path

import pytest

from metier.errors import SettingError, StudyError
from metier.study.places import default_study, private_folder, private_root, usable


def test_metier_home_decides_where_a_study_lies(tmp_path: Path) -> None:
    environ = {"METIER_HOME": str(tmp_path)}

    assert default_study(environ) == tmp_path / "study"
    assert private_root(environ) == tmp_path / "private"


def test_without_it_the_data_and_state_folders_of_the_user_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    assert default_study({}) == tmp_path / "data" / "metier" / "study"
    assert private_root({}) == tmp_path / "state" / "metier" / "private"


@pytest.mark.parametrize("agent", [".claude", ".codex", ".config/claude", ".gemini"])
def test_a_study_inside_an_agents_folder_is_refused(tmp_path: Path, agent: str) -> None:
    environ = {"HOME": str(tmp_path)}

    with pytest.raises(SettingError, match="an agent's own folder"):
        usable(tmp_path / agent / "projects" / "study", environ)


def test_so_is_one_that_gets_there_by_a_link(tmp_path: Path) -> None:
    (tmp_path / ".claude").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / ".claude")

    with pytest.raises(SettingError, match="an agent's own folder"):
        usable(tmp_path / "link" / "study", {"HOME": str(tmp_path)})


def test_the_folder_that_claude_config_dir_names_is_an_agents(tmp_path: Path) -> None:
    environ = {"HOME": str(tmp_path), "CLAUDE_CONFIG_DIR": str(tmp_path / "other")}

    with pytest.raises(SettingError):
        usable(tmp_path / "other" / "study", environ)


def test_a_file_is_no_study(tmp_path: Path) -> None:
    (tmp_path / "study").write_text("")

    with pytest.raises(StudyError, match="is a file"):
        usable(tmp_path / "study", {"HOME": str(tmp_path)})


def test_only_the_owner_may_look_at_secrets(tmp_path: Path) -> None:
    folder = private_folder({"METIER_HOME": str(tmp_path)}, "abc")

    assert folder == tmp_path / "private" / "abc"
    assert folder.stat().st_mode & 0o077 == 0
