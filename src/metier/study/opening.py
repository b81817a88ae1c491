"""A study opened for a run: locked, its manifest read, its salt and index at hand."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from secrets import token_hex

from metier.facts.identities import Salt
from metier.study import manifest as manifests
from metier.study.atomic import SUFFIX
from metier.study.locks import held
from metier.study.manifest import Manifest
from metier.study.places import private_folder, usable
from metier.study.private import Private, read_salt

__all__ = ["Opened", "now", "opened"]


class Opened:
    """A study that this process alone may change.

    Salt and index are fetched when first asked for: a study whose secrets are gone
    can still be estimated, released and drawn.
    """

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        """Read the manifest, or begin one."""
        found = manifests.load(folder)
        self.folder = folder
        self.fresh = found is None
        """Nothing was in the folder before."""

        self.manifest = found or Manifest(study=token_hex(8))
        self._environ = environ
        self._private: Private | None = None

    @cached_property
    def salt(self) -> Salt:
        """The salt of the study's ids."""
        salt = read_salt(self.secrets, fingerprint=self.manifest.salt)
        if self.manifest.salt is None:
            # From here on a lost salt can be told from a study that had none yet.
            self.manifest.salt = salt.fingerprint
            manifests.save(self.folder, self.manifest)
        return salt

    @property
    def private(self) -> Private:
        """The index of files read, and names of projects."""
        if self._private is None:
            self._private = Private(self.secrets)
        return self._private

    @cached_property
    def secrets(self) -> Path:
        """The private folder of the study."""
        return private_folder(self._environ, self.manifest.study)

    def save(self, stage: str) -> None:
        """Write the manifest after a stage."""
        moment = now()
        self.manifest.changed = moment
        self.manifest.made = self.manifest.made or moment
        self.manifest.stages = {**self.manifest.stages, stage: moment}
        manifests.save(self.folder, self.manifest)

    def close(self) -> None:
        """Close the index, if it was opened."""
        if self._private is not None:
            self._private.close()


@contextmanager
def opened(folder: Path, environ: Mapping[str, str] | None = None) -> Iterator[Opened]:
    """Open the study in the folder, made where there is none."""
    around = os.environ if environ is None else environ
    whole = usable(folder, around)
    with held(whole):
        _clear(whole)
        study = Opened(whole, around)
        try:
            yield study
        finally:
            study.close()


def _clear(folder: Path) -> None:
    """Remove what a killed run was in the middle of writing."""
    for path in folder.rglob(f"*{SUFFIX}"):
        if path.is_file():
            path.unlink(missing_ok=True)


def now() -> str:
    """Return this moment, as it is printed."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
