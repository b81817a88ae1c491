"""Where a study and its secrets lie.

A study may be anywhere but in an agent's own folder, which agents clean up and
other tools read. Secrets (the salt, the index of files read, names of projects)
never lie in the study: who is given the folder can undo no id.
"""

from collections.abc import Mapping
from pathlib import Path

from metier.errors import SettingError, StudyError

__all__ = ["agent_folders", "default_study", "private_folder", "private_root", "usable"]

AGENT_FOLDERS = (
    ".claude",
    ".config/claude",
    ".codex",
    ".gemini",
    ".copilot",
    ".cursor",
    ".local/share/opencode",
)
"""Folders of agents, seen from the home folder."""

ONLY_OWNER = 0o700


def default_study(environ: Mapping[str, str]) -> Path:
    """Return the folder of a study for which none was named."""
    home = environ.get("METIER_HOME")
    if home:
        return Path(home).expanduser() / "study"
    import platformdirs  # noqa: PLC0415 - only where METIER_HOME says nothing

    return Path(platformdirs.user_data_dir("metier", appauthor=False)) / "study"


def private_root(environ: Mapping[str, str]) -> Path:
    """Return the folder in which secrets of all studies are kept."""
    home = environ.get("METIER_HOME")
    if home:
        return Path(home).expanduser() / "private"
    import platformdirs  # noqa: PLC0415 - only where METIER_HOME says nothing

    return Path(platformdirs.user_state_dir("metier", appauthor=False)) / "private"


def private_folder(environ: Mapping[str, str], study_id: str) -> Path:
    """Return the folder of one study's secrets; others may not look into it."""
    folder = private_root(environ) / study_id
    try:
        folder.mkdir(mode=ONLY_OWNER, parents=True, exist_ok=True)
        folder.chmod(ONLY_OWNER)
    except OSError as error:
        raise StudyError(
            f"{folder}: the folder for the salt cannot be made ({error.strerror}). "
            "Name one that can be written by setting METIER_HOME."
        ) from error
    return folder


def agent_folders(environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Return the folders of agents on this machine."""
    home = Path(environ["HOME"]) if environ.get("HOME") else Path.home()
    own = [home / name for name in AGENT_FOLDERS]
    named = [environ.get("CLAUDE_CONFIG_DIR"), environ.get("CODEX_HOME")]
    return tuple(own + [Path(name).expanduser() for name in named if name])


def usable(folder: Path, environ: Mapping[str, str]) -> Path:
    """Return the study's folder, whole and made; refuse one inside an agent's."""
    whole = folder.expanduser().resolve()
    for agent in agent_folders(environ):
        if whole.is_relative_to(agent.resolve()):
            raise SettingError(
                f"{whole} lies in {agent}, an agent's own folder, which is cleaned up "
                "and read by others. Choose another with --study or METIER_HOME."
            )
    if whole.exists() and not whole.is_dir():
        raise StudyError(
            f"{whole} is a file; a study is a folder. Choose another with --study."
        )
    try:
        whole.mkdir(mode=ONLY_OWNER, parents=True, exist_ok=True)
    except OSError as error:
        raise StudyError(
            f"{whole}: the study's folder cannot be made ({error.strerror}). Choose "
            "one that can be written with --study or METIER_HOME."
        ) from error
    return whole
