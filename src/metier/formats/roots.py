"""Where agents keep their transcripts, in the order in which they are looked for."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

__all__ = ["claude_homes", "codex_homes", "existing"]


def claude_homes(environ: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """Name every folder where transcripts may lie, whether it exists or not."""
    return tuple(dict.fromkeys(_claude_homes(environ, home)))


def _claude_homes(environ: Mapping[str, str], home: Path) -> Iterator[Path]:
    for part in _listed(environ.get("CLAUDE_CONFIG_DIR", "")):
        yield Path(part).expanduser() / "projects"
    yield home / ".claude" / "projects"
    yield home / ".config" / "claude" / "projects"
    for data in _app_data(environ, home):
        yield data / "Claude" / "local-agent-mode-sessions"
    yield from _windows_homes(environ)


def _listed(configured: str) -> Iterator[str]:
    """Part folders at commas and at the separators of either system."""
    for part in re.split("[,;]", configured):
        # A colon also parts a Windows drive from its path.
        drive = re.match(r"\s*[A-Za-z]:[\\/]", part)
        for folder in [part] if drive else part.split(":"):
            if folder.strip():
                yield folder.strip()


def _app_data(environ: Mapping[str, str], home: Path) -> Iterator[Path]:
    """Name the folders of desktop applications: macOS, Windows, Linux."""
    yield home / "Library" / "Application Support"
    for name in ("APPDATA", "LOCALAPPDATA"):
        if environ.get(name):
            yield Path(environ[name])
    yield Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    yield Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")


def _windows_homes(environ: Mapping[str, str]) -> Iterator[Path]:
    """Name the homes of Windows users as Linux under Windows sees them."""
    if not (environ.get("WSL_DISTRO_NAME") or environ.get("WSL_INTEROP")):
        return
    users = Path(environ.get("METIER_WINDOWS_USERS") or "/mnt/c/Users")
    try:
        people = sorted(users.iterdir())
    except OSError:
        return
    for person in people:
        yield person / ".claude" / "projects"
        yield (person / "AppData" / "Roaming" / "Claude" / "local-agent-mode-sessions")


def codex_homes(environ: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """Name the folders of Codex CLI."""
    base = Path(environ.get("CODEX_HOME") or home / ".codex")
    return base / "sessions", base / "archived_sessions"


def existing(folders: tuple[Path, ...]) -> list[Path]:
    """Keep folders that are there, each real folder once."""
    real: dict[Path, Path] = {}
    for folder in folders:
        try:
            if folder.is_dir():
                real.setdefault(folder.resolve(), folder)
        except OSError:
            continue
    return list(real.values())
