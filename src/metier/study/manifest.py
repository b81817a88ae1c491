"""`study.json`: what a study was made of and how, so that it can be made again.

No name, path or text: sources are told by salted ids, and the paths behind them
lie with the salt. The file is written last, when everything it speaks of is there.
"""

from pathlib import Path

import msgspec

from metier.errors import StudyError, StudyVersionError
from metier.records import Exclusion
from metier.study.atomic import write_bytes
from metier.study.ruling import Rules
from metier.study.settings import Settings

__all__ = ["FILE", "VERSION", "Manifest", "Seen", "load", "save"]

FILE = "study.json"
VERSION = 1
"""Of the study's files; a study of another version is neither read nor changed."""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """What was there, before anything was chosen."""

    files: int = 0
    files_read: int = 0
    """By the last run; the others were known and unchanged."""

    bytes: int = 0
    sessions: int = 0
    lines: int = 0
    lines_not_read: int = 0
    """Torn, unreadable and oversized ones."""

    lines_copied: int = 0
    """They count in the session where they first appeared."""

    kept_though_deleted: int = 0


class Manifest(msgspec.Struct, kw_only=True):
    """Everything there is to know about a study, but what it says."""

    version: int = VERSION
    study: str
    """A random name; the salt is kept under it."""

    salt: str | None = None
    """Fingerprint of the salt."""

    made: str = ""
    """When first, ISO time in UTC."""

    changed: str = ""
    metier_version: str = ""
    python_version: str = ""
    libraries: dict[str, str] = {}
    codebook: dict[str, int] = {}
    """Version of every facet."""

    annotators: tuple[str, ...] = ()
    settings: Settings = Settings()
    sources: tuple[str, ...] = ()
    """Salted ids of the folders read."""

    people: int = 0
    people_from_file: str | None = None
    """Hash of the file that said who is who."""

    example: bool = False
    pooled: bool = False
    rules: Rules = Rules()
    """By which a study of several people is released."""

    seen: Seen = Seen()
    left_out: tuple[Exclusion, ...] = ()
    """Files and sessions left out, by reason; whatever the window."""

    not_counted: tuple[Exclusion, ...] = ()
    """Sessions outside scope, window and filters in the last estimate."""

    stages: dict[str, str] = {}
    """When each stage last ended."""

    files: dict[str, str] = {}
    """Hash of every file of the study, as last written."""


def load(folder: Path) -> Manifest | None:
    """Return the manifest of the study in the folder; None where there is none."""
    path = folder / FILE
    if not path.exists():
        return None
    try:
        content = path.read_bytes()
        version = msgspec.json.decode(content, type=dict[str, object]).get("version")
    except (OSError, msgspec.DecodeError) as error:
        raise StudyError(
            f"{path} cannot be read as a study's manifest ({error}). If the folder is "
            "a study, put study.json back; if not, choose another with --study."
        ) from error
    if version != VERSION:
        age = "newer" if isinstance(version, int) and version > VERSION else "another"
        raise StudyVersionError(
            f"{path} is of version {version!r}; this metier reads {VERSION}. "
            f"{'Update metier' if age == 'newer' else 'Use the metier that made it'}, "
            "or start a new study with --study."
        )
    try:
        return msgspec.json.decode(content, type=Manifest)
    except msgspec.ValidationError as error:
        raise StudyError(
            f"{path} was changed by hand ({error}). Put it back as it was, or start a "
            "new study with --study."
        ) from error


def save(folder: Path, manifest: Manifest) -> None:
    """Write the manifest in one step."""
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    write_bytes(folder / FILE, text + b"\n")
